// An open page says when newer data has been published; charts change only when asked.
(function () {
    "use strict";

    const everyMilliseconds = 60000;
    let shown = null;

    async function look() {
        if (document.hidden) return;
        let version;
        try {
            const answer = await fetch("/version", {cache: "no-store"});
            if (!answer.ok) return;
            version = (await answer.json()).version;
        } catch {
            return; // offline: the next look may succeed
        }
        if (shown === null) {
            shown = version;
            window.dataVersion = version;
            document.dispatchEvent(new CustomEvent("data:version"));
        }
        const notice = document.getElementById("fresh-notice");
        if (!notice || version === shown || notice.childElementCount) return;
        const line = document.createElement("div");
        line.className = "notice notice-fresh";
        const text = document.createElement("span");
        text.textContent = "Đã có dữ liệu mới hơn trang đang mở.";
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button";
        button.dataset.action = "reload";
        button.textContent = "Tải lại";
        line.append(text, button);
        notice.append(line);
    }

    look();
    window.setInterval(look, everyMilliseconds);
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
})();
