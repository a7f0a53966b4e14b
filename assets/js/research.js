// Nghiên cứu chủ đề: topics to be clicked, what is saved, and what is shown of an answer.
(function () {
    "use strict";

    const page = "studio/research";
    let result = null;

    function byId(id) { return document.getElementById("studio-research-" + id); }

    document.addEventListener("stream:data", ({detail}) => {
        if (detail.page !== page || detail.name !== "research") return;
        result = detail.value;
        byId("texts").closest(".research-written").hidden = !result;
    });

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-topic]");
        if (!button) return;
        const field = byId("field-topic");
        window.pageFields.write(field, button.dataset.topic);
        field.form.requestSubmit();
        field.form.scrollIntoView({block: "nearest"});
    });

    function sections() {
        return [...document.querySelectorAll("#studio-research-texts [data-section]")].map((section) => ({
            title: section.dataset.section,
            text: section.querySelector(".research-text").innerText,
        }));
    }

    window.exportFields = Object.assign(window.exportFields || {}, {
        [page]: () => Object.assign({}, result, {note: byId("note").innerText, sections: sections()}),
    });

    // What waits for a model that was stopped, or went away, waits no longer.
    document.addEventListener("stream:end", ({target, detail}) => {
        const note = target.dataset.fields === page && byId("note").firstChild;
        if (note && detail.outcome !== "done" && note.data.startsWith("Đang hỏi"))
            note.data = "Mô hình chưa viết hết: phần nào còn trống là chưa được viết.";
    });

    document.addEventListener("page:shown", () => { result = null; });
})();
