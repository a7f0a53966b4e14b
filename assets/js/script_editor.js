// The editor of one script: every field in place, each change kept in this browser at once.
(function () {
    "use strict";

    const {element, icon, actionButton, outsideLink} = window.elements;
    const page = "studio/script";
    const mostLetters = 4000;
    let record = null;
    let items = new WeakMap();  // by part: its card
    let keys = 0;
    let shared = null;  // what the list of scripts is told

    function place() { return document.getElementById("studio-script-editor"); }

    function hasModel() {
        const models = document.getElementById("studio-script-models");
        return Boolean(models && models.dataset.models);
    }

    function list() { return place().querySelector(".script-parts"); }

    // Building

    function bigField(name, label, control, hint) {
        return element("label", {class: "editor-field editor-" + name},
            element("span", {text: label}), control, hint ? element("small", {text: hint}) : null);
    }

    function words(name, value, rows) {
        const attributes = {class: "form-control", "data-script": name, maxlength: mostLetters, value: value};
        return rows ? element("textarea", {...attributes, rows: rows}) : element("input", attributes);
    }

    function amount(name, value, least, most) {
        return element("input", {
            class: "form-control", type: "number", step: "any", inputmode: "decimal", min: least, max: most,
            "data-script": name, value: String(value),
        });
    }

    function head() {
        return element("div", {class: "editor-head"},
            element("input", {
                class: "form-control editor-name", "aria-label": "Tên kịch bản", maxlength: 120,
                "data-script": "name", value: record.name,
            }),
            element("span", {class: "editor-made", text: window.scriptText.madeWith(record.script)}),
            element("span", {class: "editor-kept muted", role: "status"}),
            element("p", {class: "editor-problem", role: "alert", hidden: true}));
    }

    function tools() {
        const save = (name, icon_, text) => {
            const button = element("button", {type: "button", class: "action bordered", "data-export": page + "/" + name},
                icon(icon_), element("span", {text: text}));
            return button;
        };
        return element("div", {class: "editor-tools", role: "group", "aria-label": "Dùng kịch bản"},
            element("button", {type: "button", class: "action bordered", "data-copy": "studio-script-text"},
                icon("clipboard"), element("span", {text: "Sao chép"})),
            save("kich-ban.docx", "download", "Word"),
            save("bang-quay.xlsx", "table", "Bảng quay Excel"),
            save("kich-ban.md", "file-earmark-text", "Markdown"),
            actionButton("script-print", "printer", "", "In", {class: "action bordered"}),
            element("textarea", {id: "studio-script-text", hidden: true, "aria-label": "Kịch bản dạng chữ"}));
    }

    function facts() {
        const {script} = record;
        return element("div", {class: "editor-facts"},
            bigField("duration", "Mong muốn (giây)", amount("duration_s", script.duration_s, 1, 3600)),
            bigField("rate", "Tốc độ (từ/giây)", amount("words_per_second", tidy(script.words_per_second), 0.5, 8)),
            bigField("characters", "Nhân vật, cách nhau bằng dấu ;", words("characters", script.characters.join("; "))),
            bigField("setting", "Bối cảnh", words("setting", script.setting, 1)),
            bigField("description", "Mô tả đăng kèm", words("description", script.description, 2)),
            bigField("hashtags", "Hashtag, cách nhau bằng dấu cách",
                words("hashtags", script.hashtags.map((tag) => "#" + tag).join(" "), 1)));
    }

    // A rate is shown with two places, and stays as exact as it is until it is typed anew.
    function tidy(value) { return Number(value.toFixed(2)); }

    function sources() {
        const {script} = record;
        if (!script.sources.length) return null;
        return element("details", {class: "editor-sources", open: true},
            element("summary", {text: "Học từ " + script.sources.length + " video"}),
            element("ol", null, ...script.sources.map((each) =>
                element("li", null, outsideLink("@" + each.creator, each.url), element("p", {text: each.why})))));
    }

    function notes() {
        const {script} = record;
        if (!script.notes.length) return null;
        return element("details", {class: "editor-notes", open: true},
            element("summary", {text: "Ghi chú lúc viết"}),
            element("ul", null, ...script.notes.map((each) => element("li", {text: each}))));
    }

    function partsHead() {
        const alone = hasModel() ? null : element("p", {
            class: "step-note",
            text: "Không dùng mô hình nên không viết lại từng phần: phần đầu và phần cuối có câu khác để chọn, "
                + "các phần giữa bạn tự viết.",
        });
        return element("div", {class: "parts-head"}, element("h3", {text: "Các phần"}), alone);
    }

    function render() {
        items = new WeakMap();
        place().replaceChildren(
            head(), tools(), window.scriptSummary.build(), facts(), partsHead(),
            element("div", {class: "script-undo", id: "studio-script-part-undo"}),
            element("ol", {class: "script-parts"}),
            actionButton("script-part-add", "plus-lg", "", "Thêm phần", {class: "action bordered part-append"}),
            ...[sources(), notes()].filter(Boolean));
        place().hidden = false;
        document.getElementById("studio-script-empty").hidden = true;
        arrange();
        window.scriptParts.grow(place());
    }

    // Puts the cards into the order of the parts; those that are there stay what they are.
    function arrange() {
        list().replaceChildren(...record.script.parts.map((part) => {
            if (!items.has(part)) items.set(part, window.scriptParts.build(part, String(++keys), hasModel()));
            return items.get(part);
        }));
        refresh();
    }

    function refresh() {
        const {script} = record;
        const ranges = window.scriptTiming.timeRanges(script);
        script.parts.forEach((part, index) =>
            window.scriptParts.refresh(items.get(part), part, index, script.parts.length, ranges[index]));
        window.scriptSummary.refresh(place().querySelector(".script-summary"), script, ranges);
        document.getElementById("studio-script-text").value = window.scriptText.asText(record);
    }

    // Keeping

    function keep() {
        record.edited = new Date().toISOString();
        tellKept(window.scriptStore.write(record));
        if (shared) shared();
    }

    function tellKept(problem) {
        const kept = place().querySelector(".editor-kept"), told = place().querySelector(".editor-problem");
        kept.textContent = problem ? "Chưa lưu" : "Đã lưu";
        told.hidden = !problem;
        if (told.textContent !== problem) told.textContent = problem;
    }

    function changed() {
        refresh();
        keep();
    }

    // Typing

    const reads = {
        characters: (text) => text.split(";").map((each) => each.trim()).filter(Boolean),
        hashtags: (text) => [...new Set(text.split(/[\s,#]+/).filter(Boolean))],
    };

    // A number that cannot be is marked, and the last one stays.
    function typedNumber(control) {
        const value = control.value === "" ? NaN : Number(control.value);
        const fits = value >= Number(control.min) && value <= Number(control.max);
        control.setAttribute("aria-invalid", String(!fits));
        return fits ? value : null;
    }

    function type(control, target, name) {
        let value = control.value;
        if (control.type === "number") value = typedNumber(control);
        else if (reads[name]) value = reads[name](value);
        if (value === null) return;
        target[name] = value;
        changed();
    }

    document.addEventListener("input", (event) => {
        const control = event.target;
        if (!record || !place() || !place().contains(control)) return;
        if (control.matches("textarea")) window.scriptParts.grow(control.parentElement);
        if (control.dataset.part) type(control, partOf(control), control.dataset.part);
        else if (control.dataset.script === "name") { record.name = control.value.trim() || "Kịch bản"; keep(); }
        else if (control.dataset.script) type(control, record.script, control.dataset.script);
    });

    function partOf(inside) {
        const item = inside.closest(".script-part");
        return record.script.parts.find((part) => items.get(part) === item);
    }

    function partByKey(key) {
        return record && record.script.parts.find((part) => items.get(part) && items.get(part).dataset.key === key);
    }

    // For others

    function open(found) {
        record = found;
        render();
        tellKept(window.scriptStore.read(record.id) ? "" : window.scriptStore.write(record));
    }

    function close() {
        record = null;
        const editor = place();
        if (!editor) return;
        editor.replaceChildren();
        editor.hidden = true;
        document.getElementById("studio-script-empty").hidden = false;
    }

    window.exportFields = Object.assign({}, window.exportFields, {
        [page]: () => ({script: record ? record.script : null}),
    });

    // A part is written anew within the whole, by the model that the form names.
    let asked = "";
    document.addEventListener("stream:begin", (event) => { asked = event.detail.name; });
    window.streamFields = Object.assign({}, window.streamFields, {
        [page]: () => asked === page + "/part" && record ? {script: withKeys(), model: chosenModel()} : {},
    });

    function withKeys() {
        const parts = record.script.parts.map((part) => ({...part, key: items.get(part).dataset.key}));
        return {...record.script, parts: parts};
    }

    function chosenModel() {
        const select = document.querySelector("#studio-script-models select");
        return select ? select.value : "";
    }

    window.scriptEditor = {
        open, close, arrange, changed, keep, tellKept, partOf, partByKey,
        get record() { return record; },
        item: (part) => items.get(part),
        onKept: (tell) => { shared = tell; },
    };
})();
