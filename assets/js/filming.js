// Gợi ý quay: the long table once it is opened; what is saved is what the page shows, the words of a
// model as far as they have come.
(function () {
    "use strict";

    const {element} = window.elements;
    const page = "studio/filming";
    let result = null;

    // The table of everything that was compared: as components it would take seconds on a phone.

    function row(cells) {
        const [name, ...others] = cells;
        return element("tr", null, element("th", {scope: "row", text: name}),
            ...others.map((text) => element("td", {text: text})));
    }

    function table() {
        const titles = result.usual_titles.map((title) => element("th", {scope: "col", text: title}));
        return element("div", {class: "facts facts-tall", role: "region", tabindex: "0", "aria-label": "Mọi đặc điểm"},
            element("table", null, element("thead", null, element("tr", null, ...titles)),
                element("tbody", null, ...result.all.map(row))));
    }

    function fill() {
        const place = document.getElementById("studio-filming-all");
        if (place) place.replaceChildren(...(result && place.closest("details").open ? [table()] : []));
    }

    // The event does not bubble.
    document.addEventListener("toggle", (event) => {
        if (event.target.querySelector("#studio-filming-all")) fill();
    }, true);

    document.addEventListener("stream:data", ({detail}) => {
        if (detail.page !== page || detail.name !== "filming") return;
        result = detail.value;
        fill();
    });
    // An answer that was stopped says that it is a part.
    document.addEventListener("stream:end", ({target, detail}) => {
        const note = target.dataset.fields === page && document.getElementById("studio-filming-note").firstChild;
        if (note && detail.outcome === "stopped" && textOf("studio-filming-words"))
            note.data = "Đã dừng giữa chừng nên phần trên chưa trọn.";
    });

    document.addEventListener("page:shown", () => { result = null; });

    // Files

    function textOf(id) {
        const found = document.getElementById(id);
        return found ? found.textContent : "";
    }

    function fields() {
        const {all, ...saved} = result || {};
        return Object.assign(saved, {
            advice: textOf("studio-filming-words"),
            note: textOf("studio-filming-note"),
        });
    }

    window.exportFields = Object.assign(window.exportFields || {}, {[page]: fields});
})();
