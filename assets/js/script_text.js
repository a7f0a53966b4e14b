// A script as plain text to be pasted, and as a sheet to be printed.
(function () {
    "use strict";

    const {element} = window.elements;
    const silent = "(không lời)";

    function posted(script) {
        const tags = script.hashtags.map((tag) => "#" + tag).join(" ");
        return [script.description, tags].filter(Boolean).join("\n");
    }

    function madeWith(script) {
        return script.made_with === "model" ? "Mô hình " + script.model : "Không dùng mô hình";
    }

    function asText(record) {
        const {script, name} = record;
        const ranges = window.scriptTiming.timeRanges(script);
        const parts = script.parts.map((part, index) => [
            (index + 1) + ". " + part.title + " (" + window.scriptTiming.timeRange(ranges[index]) + ")",
            part.visuals && "Hình ảnh: " + part.visuals,
            "Lời thoại: " + (part.dialogue || silent),
        ].filter(Boolean).join("\n"));
        const sources = script.sources.map((each) => "@" + each.creator + " " + each.url);
        return [
            name,
            [
                script.setting && "Bối cảnh: " + script.setting,
                script.characters.length && "Nhân vật: " + script.characters.join("; "),
            ].filter(Boolean).join("\n"),
            ...parts,
            posted(script) && "Mô tả đăng kèm:\n" + posted(script),
            sources.length && "Học từ các video:\n" + sources.join("\n"),
            madeWith(script),
        ].filter(Boolean).join("\n\n");
    }

    function asSheet(record) {
        const {script, name} = record;
        const ranges = window.scriptTiming.timeRanges(script);
        const total = ranges.length ? ranges[ranges.length - 1].end : 0;
        const head = ["Thời gian", "Phần", "Hình ảnh", "Lời thoại"];
        const rows = script.parts.map((part, index) => element("tr", null,
            element("td", {text: "☐ " + window.scriptTiming.timeRange(ranges[index])}),
            element("th", {scope: "row", text: part.title}),
            element("td", {text: part.visuals}),
            element("td", {text: part.dialogue || silent})));
        const facts = [
            window.scriptTiming.inWords(total), script.setting, script.characters.join("; "), madeWith(script),
        ].filter(Boolean);
        return [
            element("h1", {text: name}),
            element("p", {text: facts.join(" · ")}),
            element("table", null,
                element("thead", null, element("tr", null, ...head.map((each) => element("th", {scope: "col", text: each})))),
                element("tbody", null, ...rows)),
            element("h2", {text: "Mô tả đăng kèm"}),
            element("p", {class: "stream-text", text: posted(script) || "(chưa có)"}),
        ];
    }

    window.scriptText = {asText, asSheet, madeWith};
})();
