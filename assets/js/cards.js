// What one can take away from a card: a picture with its title, or its table.
(function () {
    "use strict";

    function title(card) {
        const heading = card.querySelector("h3");
        return heading ? heading.textContent : card.dataset.card;
    }

    function fileName(card) {
        const plain = title(card).normalize("NFD").replace(/[\u0300-\u036f]/g, "")
            .replace(/đ/g, "d").replace(/Đ/g, "D");
        return plain.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80).toLowerCase();
    }

    function chips() {
        const active = [...document.querySelectorAll("#chips .chip span")].map((each) => each.textContent);
        return active.length ? "Bộ lọc: " + active.join("; ") : "Tất cả video";
    }

    function wrapped(text, width) {
        const lines = [""];
        for (const word of text.split(" ")) {
            if (lines[lines.length - 1].length + word.length > width) lines.push("");
            lines[lines.length - 1] += (lines[lines.length - 1] ? " " : "") + word;
        }
        return lines.map((line) => line.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
    }

    // The picture carries its title, what it is narrowed to and the first findings, so that it can
    // stand alone on a slide.
    function savePicture(card) {
        const graph = card.querySelector(".js-plotly-plot");
        if (!graph) return;
        const findings = [...card.querySelectorAll(".findings li span")].slice(0, 2)
            .flatMap((each) => wrapped(each.textContent, 150));
        const notes = [chips(), ...findings];
        const banner = document.querySelector(".notice-sample");
        if (banner) notes.unshift("Dữ liệu mẫu: mọi con số đều là bịa");
        const layout = Object.assign({}, graph.layout, {
            paper_bgcolor: "#ffffff",
            plot_bgcolor: "#ffffff",
            title: {text: "<b>" + wrapped(title(card), 200).join(" ") + "</b>", x: 0.01, y: 0.97,
                yanchor: "top", font: {size: 20}},
            margin: {l: 20, r: 20, t: 80, b: 40 + 20 * notes.length},
            annotations: (graph.layout.annotations || []).concat([{
                text: notes.join("<br>"), xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left",
                yanchor: "top", yshift: -56, showarrow: false, align: "left",
                font: {size: 12, color: "#64748b"},
            }]),
        });
        window.Plotly.downloadImage(
            {data: graph.data, layout: layout, config: {locale: "vi"}},
            {format: "png", width: 1280, height: 720, scale: 2, filename: fileName(card)},
        ).catch(() => window.say("Không tạo được ảnh từ biểu đồ này."));
    }

    function saveTable(card) {
        const page = window.location.pathname === "/" ? "/home" : window.location.pathname;
        const link = document.createElement("a");
        link.href = "/download" + page + "/" + card.dataset.card + ".csv" + window.location.search;
        link.download = fileName(card) + ".csv";
        document.body.append(link);
        link.click();
        link.remove();
    }

    window.cards = {savePicture, saveTable};
})();
