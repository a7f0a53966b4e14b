// Narrows the list of formulas to what is typed, also without diacritics.
(function () {
    "use strict";

    function folded(text) {
        return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
    }

    function search(typed) {
        const words = folded(typed).split(/\s+/).filter(Boolean);
        let found = 0;
        for (const card of document.querySelectorAll("#page .panel")) {
            let here = 0;
            for (const row of card.querySelectorAll(".facts tbody tr, .caveats li")) {
                const text = folded(row.textContent);
                const fits = words.every((word) => text.includes(word));
                row.hidden = !fits;
                here += fits;
            }
            card.hidden = !here;
            found += here;
        }
        const told = document.getElementById("formula-found");
        if (told) told.textContent = words.length ? (found ? found + " mục" : "Không tìm thấy") : "";
    }

    document.addEventListener("input", (event) => {
        if (event.target.id === "formula-search") search(event.target.value);
    });
})();
