// What is typed into a page's form: collected for the server, and kept in this browser.
//
// `[data-fields="<page>"]` holds the form; `[data-field="<name>"]` is a control or the box around one.
(function () {
    "use strict";

    const mostCharacters = 20000;
    const seen = new WeakSet();

    function control(element) {
        const kinds = "input, textarea, select";
        return element.matches(kinds) ? element : element.querySelector(kinds);
    }

    function controls(box) {
        return [...box.querySelectorAll("[data-field]")]
            .map((element) => [element.dataset.field, control(element)]).filter(([, found]) => found);
    }

    function valueOf(found) {
        if (found.type === "checkbox") return found.checked;
        if (found.type === "number") return found.value === "" ? null : Number(found.value);
        return found.value;
    }

    function collect(box, page) {
        const own = (window.streamFields || {})[page];
        const typed = Object.fromEntries(controls(box).map(([name, found]) => [name, valueOf(found)]));
        return Object.assign(typed, own ? own() : {});
    }

    // React keeps the value of its controls, and listens to the browser's own events.
    function write(found, value) {
        const name = found.type === "checkbox" ? "checked" : "value";
        if (found[name] === value) return;
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(found), name).set.call(found, value);
        for (const type of found.type === "checkbox" ? ["click"] : ["input", "change"])
            found.dispatchEvent(new Event(type, {bubbles: true}));
    }

    function defaultOf(found) { return found.closest("[data-field]").dataset.default; }

    function isDefault(found) { return found.value === defaultOf(found); }

    // `data-reset="<name>"` on a button puts the `data-default` of a field back.
    function reset(button) {
        const box = button.closest("[data-fields]");
        for (const [name, found] of controls(box)) if (name === button.dataset.reset) write(found, defaultOf(found));
    }

    function key(box) { return "fields:" + box.dataset.fields; }

    function read(box) {
        try {
            const kept = JSON.parse(localStorage.getItem(key(box)) || "{}");
            return kept && typeof kept === "object" ? kept : {};
        } catch {
            return {};
        }
    }

    function keep(box) {
        if (!box.dataset.fields) return;
        const kept = {};
        // What stands as it came is not kept: a newer release may have another beginning.
        for (const [name, found] of controls(box)) if (!isDefault(found))
            kept[name] = found.type === "checkbox" ? found.checked : found.value.slice(0, mostCharacters);
        try {
            localStorage.setItem(key(box), JSON.stringify(kept));
        } catch { /* full, or a private window: not kept */ }
    }

    // What was typed before, where the form is new on the page and empty.
    function restore(box) {
        seen.add(box);
        const kept = read(box);
        for (const [name, found] of controls(box)) if (name in kept) write(found, kept[name]);
    }

    function look() {
        for (const box of document.querySelectorAll("[data-fields]:not([data-fields=''])"))
            if (!seen.has(box) && controls(box).length) restore(box);
    }

    for (const type of ["input", "change"]) {
        document.addEventListener(type, (event) => {
            const box = event.target.closest && event.target.closest("[data-fields]");
            if (box && seen.has(box) && event.target.closest("[data-field]")) keep(box);
        });
    }
    document.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-reset]");
        if (button) reset(button);
    });
    document.addEventListener("page:shown", look);

    window.pageFields = {collect, write, controls};
})();
