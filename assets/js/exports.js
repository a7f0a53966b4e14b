// What one can take away of a page's words: files made by the server, and the clipboard.
//
// `data-export="<page>/<file>"` sends what `window.exportFields[<page>]` returns, or the fields;
// `data-copy="<element> …"` copies a text, or several with an empty line between them.
(function () {
    "use strict";

    const lost = "Mất kết nối với máy chủ nên chưa tạo được tệp. Hãy thử lại.";

    function fileName(answer, fallback) {
        const found = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
        return found ? decodeURIComponent(found[1]) : fallback;
    }

    async function save(button) {
        const name = button.dataset.export;
        const page = name.slice(0, name.lastIndexOf("/"));
        const own = (window.exportFields || {})[page];
        const box = button.closest("[data-fields]") || document.body;
        let refused = "";
        button.disabled = true;
        try {
            const answer = await fetch("/export/" + name, {
                method: "POST", headers: {"Content-Type": "application/json"},
                body: JSON.stringify(own ? own() : window.pageFields.collect(box, page)),
            });
            if (!answer.ok) {
                const isSentence = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
                refused = isSentence ? await answer.text() : "";
                throw new Error("refused");
            }
            const link = document.createElement("a");
            link.href = URL.createObjectURL(await answer.blob());
            link.download = fileName(answer, name.slice(name.lastIndexOf("/") + 1));
            link.click();
            window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        } catch {
            window.say(refused || lost);
        } finally {
            button.disabled = false;
        }
    }

    function textOf(id) {
        const source = document.getElementById(id);
        if (!source) return "";
        return source.matches("input, textarea") ? source.value : source.innerText;
    }

    async function copy(button) {
        const text = button.dataset.copy.split(" ").map(textOf).filter(Boolean).join("\n\n");
        if (!text) return;
        try {
            await navigator.clipboard.writeText(text);
        } catch {
            // Without a secure connection there is no clipboard but this one.
            const area = document.createElement("textarea");
            area.value = text;
            area.className = "copied-text";
            document.body.append(area);
            area.select();
            const done = document.execCommand("copy");
            area.remove();
            if (!done) { window.say("Trình duyệt không cho sao chép."); return; }
        }
        window.say("Đã sao chép.");
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button && button.dataset.export) save(button);
        else if (button && button.dataset.copy) copy(button);
    });
})();
