// Narrows the list of formulas to what is typed, also without diacritics.
(function () {
    "use strict";

    function folded(text) {
        return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
    }

    function search(typed) {
        const wanted = folded(typed).trim();
        let found = 0;
        for (const card of document.querySelectorAll("#page .panel")) {
            let here = 0;
            for (const row of card.querySelectorAll(".facts tbody tr, .caveats li")) {
                const fits = folded(row.textContent).includes(wanted);
                row.hidden = !fits;
                here += fits;
            }
            card.hidden = !here;
            found += here;
        }
        const told = document.getElementById("formula-found");
        if (told) told.textContent = wanted ? (found ? found + " mục" : "Không tìm thấy") : "";
    }

    document.addEventListener("input", (event) => {
        if (event.target.id === "formula-search") search(event.target.value);
    });
})();
