// Tells other scripts when another page stands in its place: `page:shown`, on the document.
(function () {
    "use strict";

    const tell = () => document.dispatchEvent(new CustomEvent("page:shown"));

    // The place itself comes with the first answer of the server.
    const waiting = new MutationObserver(() => {
        const place = document.getElementById("page");
        if (!place) return;
        waiting.disconnect();
        new MutationObserver(tell).observe(place, {childList: true});
        tell();
    });
    waiting.observe(document.documentElement, {childList: true, subtree: true});
})();
