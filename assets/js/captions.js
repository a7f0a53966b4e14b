// Caption, hashtag & nhạc: which hashtags are ticked, what is saved, and scripts kept before.
(function () {
    "use strict";

    const page = "studio/captions";
    const list = "studio-captions-hashtags";
    let result = null;

    document.addEventListener("stream:data", ({detail}) => {
        if (detail.page === page && detail.name === "captions") result = detail.value;
    });

    // Hashtags

    function chosen() {
        const boxes = document.querySelectorAll("#" + list + " [data-tag][aria-checked=true]");
        return [...boxes].map((box) => box.dataset.tag);
    }

    function tick(box) {
        box.setAttribute("aria-checked", String(box.getAttribute("aria-checked") !== "true"));
        document.getElementById("studio-captions-chosen").textContent = chosen().join(" ");
    }

    document.addEventListener("click", (event) => {
        const box = event.target.closest("[data-tag]");
        if (box) tick(box);
    });

    // Files

    window.exportFields = Object.assign(window.exportFields || {}, {
        [page]: () => Object.assign({}, result, {
            captions: [...document.querySelectorAll(".caption-text")].map((area) => area.value),
            chosen: chosen(),
        }),
    });

    // Scripts that the page "Viết kịch bản" keeps in this browser

    function textOf(script) {
        const tags = script.hashtags.map((tag) => "#" + tag).join(" ");
        const parts = script.parts.map((part) => [part.title, part.dialogue].filter(Boolean).join(": "));
        return [script.description, tags, ...parts].filter(Boolean).join("\n");
    }

    function fill(select) {
        const records = window.scriptStore.all();
        select.closest(".saved-scripts").hidden = !records.length;
        for (const record of records) {
            const option = document.createElement("option");
            option.value = record.id;
            option.textContent = record.name.slice(0, 80);
            select.append(option);
        }
        select.addEventListener("change", () => {
            const record = window.scriptStore.read(select.value);
            const area = document.getElementById(select.dataset.savedScripts);
            if (record) window.pageFields.write(area, textOf(record.script));
        });
    }

    document.addEventListener("page:shown", () => {
        const select = document.querySelector("select[data-saved-scripts]");
        if (select && select.options.length === 1) fill(select);
        result = null;
    });
})();
