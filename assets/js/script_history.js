// Earlier scripts of this browser: opened, renamed, deleted and taken back; other tabs are followed.
(function () {
    "use strict";

    const {element, actionButton} = window.elements;
    const openKey = "script-open";  // of this tab
    let waiting = null;

    function opened() {
        try {
            return sessionStorage.getItem(openKey);
        } catch {
            return null;
        }
    }

    function remember(id) {
        try {
            sessionStorage.setItem(openKey, id);
        } catch { /* not kept: the newest opens next time */ }
    }

    function isHere() { return Boolean(document.getElementById("studio-script-history")); }

    function day(instant) {
        const at = new Date(instant);
        if (Number.isNaN(at.getTime())) return "";
        const zone = {timeZone: "Asia/Ho_Chi_Minh"};
        return at.toLocaleDateString("vi-VN", {...zone, day: "2-digit", month: "2-digit", year: "numeric"}) + " "
            + at.toLocaleTimeString("vi-VN", {...zone, hour: "2-digit", minute: "2-digit"});
    }

    function build(record, current) {
        const open = element("button", {
            type: "button", class: "history-open", "data-action": "script-open",
            "aria-current": record.id === current ? "true" : null,
        },
            element("strong", {text: record.name}),
            element("span", {text: day(record.script.made_at) + " · " + window.scriptText.madeWith(record.script)}));
        return element("li", {"data-id": record.id}, open,
            actionButton("script-rename", "pencil", "Đổi tên “" + record.name + "”"),
            actionButton("script-delete", "trash", "Xoá “" + record.name + "”"));
    }

    function refresh() {
        waiting = null;
        if (!isHere()) return;
        const records = window.scriptStore.all();
        const current = window.scriptEditor.record ? window.scriptEditor.record.id : "";
        const list = document.getElementById("studio-script-history");
        if (list.querySelector("input")) return;  // a name is being typed
        list.replaceChildren(...records.map((record) => build(record, current)));
        if (!records.length)
            list.append(element("li", {class: "none", text: "Chưa có kịch bản nào. Kịch bản bạn viết sẽ ở lại đây."}));
        document.getElementById("studio-script-count").textContent = records.length || "";
    }

    // Not with each letter that is typed in the editor.
    function refreshSoon() { waiting = waiting || window.setTimeout(refresh, 400); }

    function show(record) {
        window.scriptEditor.open(record);
        remember(record.id);
        refresh();
    }

    function recordOf(button) { return window.scriptStore.read(button.closest("[data-id]").dataset.id); }

    function remove(button) {
        const record = recordOf(button);
        if (!record) { refresh(); return; }
        const wasOpen = Boolean(window.scriptEditor.record) && window.scriptEditor.record.id === record.id;
        window.scriptStore.remove(record.id);
        if (wasOpen) window.scriptEditor.close();
        // There is room now for what could not be kept.
        else if (window.scriptEditor.record) window.scriptEditor.keep();
        refresh();
        window.offerUndo("studio-script-undo", "Đã xoá “" + record.name + "”.", "Hoàn tác", () => {
            const problem = window.scriptStore.write(record);
            if (problem) window.say(problem);
            else if (wasOpen) show(record);
            refresh();
        });
        document.querySelector("#studio-script-undo button").focus();
    }

    function rename(button) {
        const record = recordOf(button);
        if (!record) { refresh(); return; }
        const item = button.closest("li");
        const input = element("input", {
            class: "form-control", "aria-label": "Tên kịch bản", maxlength: 120, value: record.name,
        });
        const done = () => {
            const name = input.value.trim();
            input.remove();
            const open = window.scriptEditor.record;
            if (name && open && open.id === record.id) {
                open.name = name;
                window.scriptEditor.keep();
                document.querySelector(".editor-name").value = name;
            } else if (name) {
                const problem = window.scriptStore.write({...record, name: name});
                if (problem) window.say(problem);
            }
            refresh();
        };
        input.addEventListener("keydown", (event) => {
            if (event.key === "Enter") input.blur();
            if (event.key === "Escape") { event.stopPropagation(); input.value = ""; input.blur(); }
        });
        input.addEventListener("blur", done, {once: true});
        item.querySelector(".history-open").replaceWith(input);
        input.focus();
        input.select();
    }

    Object.assign(window.pageActions, {
        "script-open": (button) => {
            const record = recordOf(button);
            if (!record) { refresh(); return; }
            show(record);
            document.getElementById("studio-script-result").scrollIntoView({block: "start"});
            document.querySelector(".editor-name").focus({preventScroll: true});
        },
        "script-rename": rename,
        "script-delete": remove,
    });

    // A new page, or a reload: what was open here is open again, else what was edited last.
    document.addEventListener("page:shown", () => {
        if (!isHere()) return;
        window.scriptEditor.close();
        const record = window.scriptStore.read(opened() || "") || window.scriptStore.all()[0];
        document.getElementById("studio-script-saved").open = Boolean(record);
        if (record) show(record);
        else refresh();
    });

    // Another tab has changed something; what is typed here is kept already.
    window.addEventListener("storage", (event) => {
        if (!isHere() || event.key !== null && !window.scriptStore.idOf(event.key)) return;
        const open = window.scriptEditor.record;
        if (open && window.scriptStore.idOf(event.key) === open.id) {
            const changed = window.scriptStore.read(open.id);
            if (changed) window.scriptEditor.open(changed);
            else window.scriptEditor.tellKept("Kịch bản này đã bị xoá ở thẻ khác. Sửa một chữ ở đây để lưu lại.");
        }
        refreshSoon();
    });

    window.scriptEditor.onKept(refreshSoon);
    window.scriptHistory = {show};
})();
