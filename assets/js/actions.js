// One listener for everything on the page that is clicked and needs no server.
(function () {
    "use strict";

    const actions = {
        "toggle-filters": () => document.body.classList.toggle("filters-open"),
        "toggle-side": () => document.body.classList.toggle("side-open"),
        "remove-filter": (button) => window.pageState.removeFilter(button),
        "clear-filters": () => window.pageState.clearFilters(),
        "toggle-choice": (button) => window.pageState.toggleChoice(button),
        expand: (button) => window.pageState.toggleCard(button.closest("[data-card]").dataset.card),
        png: (button) => window.cards.savePicture(button.closest("[data-card]")),
        csv: (button) => window.cards.saveTable(button.closest("[data-card]")),
        theme: () => window.theme.toggle(),
        reload: () => window.location.reload(),
    };
    window.pageActions = actions;

    document.addEventListener("click", (event) => {
        // On a phone the side menu lies over the page: a click beside it closes it.
        if (document.body.classList.contains("side-open")
            && !event.target.closest(".side, [data-action=toggle-side]")) {
            document.body.classList.remove("side-open");
            event.preventDefault();
            return;
        }
        const button = event.target.closest("[data-action]");
        if (button && actions[button.dataset.action]) {
            actions[button.dataset.action](button);
            return;
        }
        const link = event.target.closest("a[data-nav]");
        if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
            event.preventDefault();
            window.pageState.follow(link);
        }
    });

    let hiding;
    window.say = function (text) {
        const toast = document.getElementById("toast");
        if (!toast) return;
        toast.textContent = text;
        toast.classList.add("shown");
        window.clearTimeout(hiding);
        hiding = window.setTimeout(() => toast.classList.remove("shown"), 4000);
    };
})();
