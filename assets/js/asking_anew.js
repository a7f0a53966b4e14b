// Nghiên cứu chủ đề and Gợi ý quay: a form that is sent with other words while its answer is still
// coming asks anew; the same words twice, as by a double click, are one question.
(function () {
    "use strict";

    const pages = ["studio/research", "studio/filming"];
    const asked = new WeakMap();  // by form: what its answer is about

    function words(form) { return JSON.stringify(window.pageFields.collect(form, form.dataset.fields)); }

    document.addEventListener("stream:begin", ({target}) => {
        if (pages.includes(target.dataset.fields)) asked.set(target, words(target));
    });
    // Before the form is looked at by what asks the server, which leaves one alone that has an answer.
    document.addEventListener("submit", ({target}) => {
        const isAnew = pages.includes(target.dataset.fields) && target.hasAttribute("data-streaming")
            && asked.get(target) !== words(target);
        if (isAnew) window.streams.drop(target);
    }, true);
})();
