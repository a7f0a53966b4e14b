// What the buttons of the editor do: parts are added, moved, deleted and written anew; undone, too.
(function () {
    "use strict";

    const {element, icon} = window.elements;
    const undoing = new WeakMap();  // by button: what takes it back
    const editor = () => window.scriptEditor;

    function announce(text) {
        const live = document.getElementById("studio-script-live");
        if (live) live.textContent = text;
    }

    // Offers to take back what was just done, until something else is.
    function offerUndo(id, sentence, text, take) {
        const button = element("button", {type: "button", class: "action bordered", "data-action": "script-undo"},
            icon("arrow-counterclockwise"), element("span", {text: text}));
        undoing.set(button, take);
        document.getElementById(id).replaceChildren(element("span", {text: sentence}), button);
        announce(sentence + " " + text + "?");
    }

    function parts() { return editor().record.script.parts; }

    function nameOf(part) { return "“" + (part.title || "chưa có tên") + "”"; }

    function focusIn(part, selector) {
        const found = editor().item(part).querySelector(selector);
        // The first and the last one cannot go further.
        (found.disabled ? editor().item(part).querySelector(".part-title") : found).focus();
    }

    function move(part, by, selector) {
        const from = parts().indexOf(part), to = from + by;
        if (to < 0 || to >= parts().length) return;
        parts().splice(to, 0, ...parts().splice(from, 1));
        editor().arrange();
        editor().keep();
        focusIn(part, selector);
        announce("Phần " + nameOf(part) + " nay ở vị trí " + (to + 1) + ".");
    }

    function put(part, index) {
        parts().splice(index, 0, part);
        editor().arrange();
        editor().keep();
        focusIn(part, ".part-title");
    }

    function add(button) {
        const item = button.closest(".script-part");
        const after = item ? parts().indexOf(editor().partOf(button)) : parts().length - 1;
        put({title: "", visuals: "", dialogue: "", silent_s: 3}, after + 1);
    }

    function remove(part) {
        const index = parts().indexOf(part);
        parts().splice(index, 1);
        editor().arrange();
        editor().keep();
        offerUndo("studio-script-part-undo", "Đã xoá phần " + nameOf(part) + ".", "Hoàn tác", () => put(part, index));
        focusIn(parts()[Math.min(index, parts().length - 1)], ".part-title");
    }

    // Puts a text into a part; the card follows.
    function rewrite(part, written, sentence) {
        const before = {...part};
        const set = (fields) => {
            Object.assign(part, fields);
            window.scriptParts.fill(editor().item(part), part);
            editor().changed();
        };
        set(written);
        offerUndo("studio-script-part-undo", sentence + " " + nameOf(part) + ".", "Lấy lại bản cũ", () => set(before));
    }

    // Selects what is to be filled next, after the one that is selected now.
    function nextSlot() {
        const fields = [...document.querySelectorAll("#studio-script-editor :is(textarea, input[type=text], input:not([type]))")]
            .filter((field) => !field.hidden && !field.closest(".part-wish"));
        const active = fields.indexOf(document.activeElement);
        const from = active < 0 ? 0 : active;
        for (let step = 0; step <= fields.length; step += 1) {
            const field = fields[(from + step) % fields.length];
            const begin = step === 0 && active >= 0 ? field.selectionEnd : 0;
            const found = /\[[^[\]]*\]/.exec(field.value.slice(begin));
            if (!found) continue;
            field.focus();
            field.setSelectionRange(begin + found.index, begin + found.index + found[0].length);
            field.scrollIntoView({block: "center"});
            return;
        }
    }

    Object.assign(window.pageActions, {
        "script-part-up": (button) => move(editor().partOf(button), -1, "[data-action=script-part-up]"),
        "script-part-down": (button) => move(editor().partOf(button), 1, "[data-action=script-part-down]"),
        "script-part-add": add,
        "script-part-remove": (button) => remove(editor().partOf(button)),
        "script-part-take": (button) =>
            rewrite(editor().partOf(button), {dialogue: button.dataset.text}, "Đã đổi lời của phần"),
        "script-undo": (button) => {
            const take = undoing.get(button);
            button.parentElement.replaceChildren();
            if (take) take();
        },
        "script-next-slot": nextSlot,
        "script-to-part": (button) => {
            const part = parts()[Number(button.dataset.index)];
            editor().item(part).scrollIntoView({block: "center"});
            focusIn(part, ".part-title");
        },
        "script-print": () => window.print(),
    });

    document.addEventListener("keydown", (event) => {
        const by = {ArrowUp: -1, ArrowDown: 1}[event.key];
        const item = event.altKey && by && event.target.closest(".script-part");
        if (!item) return;
        event.preventDefault();
        const name = event.target.dataset.part;
        move(editor().partOf(item), by, name ? "[data-part=" + name + "]" : ".part-title");
    });

    const written = {
        part: ({key, part}) => {
            const found = editor().partByKey(key);
            if (!found) return;
            const {title, visuals, dialogue, silent_s} = part;
            rewrite(found, {title, visuals, dialogue, silent_s}, "Đã viết lại phần");
        },
        alternatives: ({key, options}) => {
            const found = editor().partByKey(key);
            if (found) window.scriptParts.options(editor().item(found), options);
        },
    };
    document.addEventListener("stream:data", ({detail}) => {
        if (detail.page === "studio/script" && written[detail.name]) written[detail.name](detail.value);
    });

    // What is printed is a sheet for the crew, not the editor.
    window.addEventListener("beforeprint", () => {
        const sheet = document.getElementById("studio-script-print");
        if (sheet && editor().record) sheet.replaceChildren(...window.scriptText.asSheet(editor().record));
    });
    window.addEventListener("afterprint", () => document.getElementById("studio-script-print")?.replaceChildren());

    Object.assign(window, {announce, offerUndo});
})();
