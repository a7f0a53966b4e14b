// Comments under charts: one view has one; who finds it useless need not see it again.
(function () {
    "use strict";

    const key = "hidden-comments";
    const mostKept = 500;

    function read() {
        try {
            const found = JSON.parse(localStorage.getItem(key) || "[]");
            return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
        } catch {
            return [];
        }
    }

    function write(views) {
        try {
            localStorage.setItem(key, JSON.stringify(views.slice(-mostKept)));
        } catch { /* full, or a private window: not kept */ }
    }

    // Which card stands alone does not change what it shows.
    function view(box) {
        const params = new URLSearchParams(window.location.search);
        params.delete("card");
        params.sort();
        return [window.dataVersion || "", window.location.pathname, box.dataset.insight, params].join(" ");
    }

    function text(box) { return box.querySelector(".insight-text"); }

    function set(box, state) { box.dataset.insightState = state; }

    // After each change of the address: what was written for another view does not stay.
    function refresh() {
        const hidden = new Set(read());
        for (const box of document.querySelectorAll("[data-insight]")) {
            const now = view(box);
            if (box.dataset.view === now) continue;
            box.dataset.view = now;
            window.streams.drop(box);
            window.streams.clear(text(box).id);
            window.streams.clear(text(box).id + "-note");
            set(box, hidden.has(now) ? "hidden" : "");
        }
    }

    Object.assign(window.pageActions, {
        "hide-comment": (button) => {
            const box = button.closest("[data-insight]");
            window.streams.drop(box);
            write([...read().filter((each) => each !== view(box)), view(box)]);
            set(box, "hidden");
            box.querySelector("[data-action=show-comment]").focus();
        },
        "show-comment": (button) => {
            const box = button.closest("[data-insight]");
            write(read().filter((each) => each !== view(box)));
            set(box, "shown");
            if (!text(box).textContent) box.querySelector(".insight-ask").click();
        },
    });

    document.addEventListener("stream:begin", (event) => {
        if (event.target.matches("[data-insight]")) set(event.target, "shown");
    });
    document.addEventListener("page:shown", refresh);
    document.addEventListener("data:version", refresh);
    window.addEventListener("popstate", refresh);
})();
