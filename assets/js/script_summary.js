// How long a script is, against how long it is wanted: a strip of its parts, and a clear sign.
(function () {
    "use strict";

    const {element, icon, actionButton} = window.elements;
    const tooLong = 0.1;
    const tooShort = 0.2;

    function build() {
        return element("div", {class: "script-summary"},
            element("div", {class: "summary-line"},
                element("span", {class: "summary-total"}),
                element("span", {class: "summary-sign"}),
                actionButton("script-next-slot", "pencil", "", "", {class: "action bordered summary-slots"})),
            element("div", {class: "summary-strip", role: "group", "aria-label": "Các phần theo thời gian"}));
    }

    function judge(total, wanted) {
        const off = total - wanted;
        const by = window.scriptTiming.inWords(Math.abs(off));
        if (off > wanted * tooLong) return ["long", "Dài hơn mong muốn " + by + ": hãy bớt lời"];
        if (off < -wanted * tooShort) return ["short", "Ngắn hơn mong muốn " + by];
        return ["fits", "Vừa thời lượng"];
    }

    function strip(script, ranges, total) {
        const whole = Math.max(total, script.duration_s) || 1;
        const share = (seconds) => (100 * seconds / whole).toFixed(3) + "%";
        const parts = ranges.map((range, index) => {
            const name = "Phần " + (index + 1) + ": " + (script.parts[index].title || "chưa có tên") + ", "
                + window.scriptTiming.timeRange(range);
            const button = element("button", {
                type: "button", class: "strip-part", title: name, "aria-label": name,
                "data-action": "script-to-part", "data-index": index, text: String(index + 1),
            });
            button.style.width = share(range.end - range.start);
            return button;
        });
        const wanted = element("span", {class: "strip-wanted", title: "Thời lượng mong muốn", "aria-hidden": "true"});
        wanted.style.left = share(script.duration_s);
        return [...parts, wanted];
    }

    function refresh(place, script, ranges) {
        const total = ranges.length ? ranges[ranges.length - 1].end : 0;
        const words = ranges.reduce((sum, range) => sum + range.words, 0);
        const slots = script.parts.reduce((sum, part) => sum + window.scriptTiming.openSlots(part.dialogue), 0)
            + window.scriptTiming.openSlots(script.description) + window.scriptTiming.openSlots(script.setting);
        place.querySelector(".summary-total").replaceChildren(
            element("strong", {text: window.scriptTiming.inWords(total)}),
            " / " + window.scriptTiming.inWords(script.duration_s) + " mong muốn · "
                + words.toLocaleString("vi-VN") + " trong khoảng "
                + Math.round(script.duration_s * script.words_per_second).toLocaleString("vi-VN") + " từ");
        const [kind, sentence] = judge(total, script.duration_s);
        const sign = place.querySelector(".summary-sign");
        const mark = kind === "fits" ? "check-circle" : "exclamation-triangle";
        sign.replaceChildren(icon(mark), element("span", {text: sentence}));
        // Spoken where it turns, not with each letter.
        if (sign.dataset.kind && sign.dataset.kind !== kind) window.announce(sentence);
        sign.dataset.kind = kind;
        const next = place.querySelector(".summary-slots");
        next.hidden = !slots;
        next.querySelector("span")?.remove();
        next.append(element("span", {text: "Còn " + slots + " chỗ cần điền"}));
        place.querySelector(".summary-strip").replaceChildren(...strip(script, ranges, total));
    }

    window.scriptSummary = {build, refresh};
})();
