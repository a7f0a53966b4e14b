// The parts of a script as cards: each is built once and moved as it is, so that typing goes on in it.
(function () {
    "use strict";

    const {element, icon, actionButton} = window.elements;
    const mostLetters = 4000;
    const mostTitle = 200;

    function area(name, label, value, example) {
        return element("label", {class: "part-field"},
            element("span", {text: label}),
            element("textarea", {
                class: "form-control", "data-part": name, rows: 2, maxlength: mostLetters, placeholder: example, value: value,
            }));
    }

    function actions() {
        return element("div", {class: "part-actions"},
            actionButton("script-part-up", "arrow-up", "Đưa phần này lên (Alt + ↑)"),
            actionButton("script-part-down", "arrow-down", "Đưa phần này xuống (Alt + ↓)"),
            actionButton("script-part-add", "plus-lg", "Thêm một phần bên dưới"),
            actionButton("script-part-remove", "trash", "Xoá phần này"));
    }

    function stateLine() {
        return element("div", {class: "stream-state", role: "status", "data-stream-state": ""});
    }

    // Whichever place the part has by then, its key tells it.
    function ask(key, iconName, text) {
        return element("button", {
            type: "button", class: "action bordered", "data-stream": "studio/script/part", "data-send-key": key,
        }, icon(iconName), element("span", {text: text}));
    }

    // With a model the part can be written anew; without one there are other sentences for both ends.
    function rewriting(key, hasModel) {
        if (!hasModel)
            return element("div", {class: "part-other", "data-fields": ""},
                ask(key, "arrow-repeat", "Chọn câu khác"),
                stateLine(),
                element("ul", {class: "part-options", "aria-label": "Những câu để chọn"}));
        return element("details", {class: "part-rewrite"},
            element("summary", null, icon("stars"), "Viết lại phần này"),
            element("div", {class: "part-wish", "data-fields": ""},
                element("input", {
                    class: "form-control", maxlength: 1000, "data-field": "wish", "aria-label": "Bạn muốn phần này khác thế nào",
                    placeholder: "Muốn khác thế nào? Ví dụ: ngắn hơn, hài hơn (không bắt buộc)",
                }),
                ask(key, "stars", "Viết lại"),
                stateLine()));
    }

    function build(part, key, hasModel) {
        return element("li", {class: "script-part", "data-key": key},
            element("div", {class: "part-head"},
                element("span", {class: "part-number", "aria-hidden": "true"}),
                element("input", {
                    class: "form-control part-title", "data-part": "title", "aria-label": "Tên phần",
                    placeholder: "Tên phần", maxlength: mostTitle, value: part.title,
                }),
                element("span", {class: "part-time"}),
                actions()),
            element("div", {class: "part-body"},
                area("visuals", "Hình ảnh", part.visuals, "Quay gì, góc nào, chữ trên màn hình"),
                area("dialogue", "Lời thoại", part.dialogue, "Để trống nếu phần này không lời")),
            element("div", {class: "part-foot"},
                element("span", {class: "part-words"}),
                element("label", {class: "part-silent"}, element("span", {class: "part-why"}),
                    element("input", {
                        class: "form-control", type: "number", min: 0.5, max: 3600, step: "any", inputmode: "decimal",
                        "data-part": "silent_s", "aria-label": "Số giây không lời", value: String(part.silent_s),
                    }),
                    "giây"),
                element("span", {class: "part-slots"})),
            rewriting(key, hasModel));
    }

    function setText(item, selector, text) {
        const found = item.querySelector(selector);
        if (found.textContent !== text) found.textContent = text;
    }

    // What follows from the words and from its place.
    function refresh(item, part, index, count, range) {
        const words = range.words, slots = window.scriptTiming.openSlots(part.dialogue);
        item.setAttribute("aria-label", "Phần " + (index + 1) + ": " + (part.title || "chưa có tên"));
        setText(item, ".part-number", String(index + 1));
        setText(item, ".part-time", window.scriptTiming.timeRange(range));
        const seconds = (range.end - range.start).toLocaleString("vi-VN", {maximumFractionDigits: 1});
        setText(item, ".part-words", words ? words.toLocaleString("vi-VN") + " từ · " + seconds + " giây" : "");
        setText(item, ".part-slots", slots ? "Còn " + slots + " chỗ cần điền" : "");
        setText(item, ".part-why", slots ? "Dành sẵn" : "Không lời trong");
        item.querySelector(".part-silent").hidden = words > 0;
        item.querySelector("[data-action=script-part-up]").disabled = index === 0;
        item.querySelector("[data-action=script-part-down]").disabled = index === count - 1;
        item.querySelector("[data-action=script-part-remove]").disabled = count === 1;
        const other = item.querySelector(".part-other");
        if (other) other.hidden = index > 0 && index < count - 1;
    }

    // What the model wrote, into the fields of the card.
    function fill(item, part) {
        for (const control of item.querySelectorAll("[data-part]")) control.value = String(part[control.dataset.part]);
        grow(item);
    }

    function options(item, found) {
        const list = item.querySelector(".part-options");
        list.replaceChildren(...found.map((each) => {
            const button = element("button", {type: "button", class: "part-option", "data-action": "script-part-take"},
                element("strong", {text: each.label}), element("span", {text: each.text}));
            button.dataset.text = each.text;
            return element("li", null, button);
        }));
        if (!found.length) list.append(element("li", {class: "muted", text: "Phần này chưa có câu nào khác để chọn."}));
    }

    // Newer browsers grow them by style.
    function grow(place) {
        if (window.CSS.supports("field-sizing", "content")) return;
        for (const each of place.querySelectorAll("textarea")) {
            each.style.height = "auto";
            each.style.height = each.scrollHeight + 2 + "px";
        }
    }

    window.scriptParts = {build, refresh, fill, options, grow};
})();
