// The steps of writing a script: how far each one is, what stopped it, and what follows from them.
(function () {
    "use strict";

    const page = "studio/script";
    const words = {waiting: "", running: "đang làm", done: "xong", stopped: "dừng"};
    const mostName = 48;
    let before = "";  // the description that an example took the place of
    let described = "";  // the description that is being written for

    function steps() { return [...document.querySelectorAll("#studio-script-steps .step")]; }

    function step(key) { return document.querySelector('#studio-script-steps [data-step="' + CSS.escape(key) + '"]'); }

    function description() { return document.getElementById("studio-script-field-description"); }

    function set(item, state) {
        item.dataset.stepState = state;
        item.querySelector(".step-state").textContent = words[state];
        item.querySelector(".step-failure").replaceChildren();
        if (state !== "waiting") window.announce(item.querySelector("h3").textContent + ": " + words[state] + ".");
    }

    function begin() {
        steps().forEach((item) => set(item, "waiting"));
        const panel = document.getElementById("studio-script-draft-panel");
        panel.hidden = true;
        panel.open = true;
        document.getElementById("studio-script-saved").open = false;
        described = description().value;
        toSight(document.getElementById("studio-script-steps"));
    }

    // What is below the edge of the screen comes into sight; what is there stays where it is.
    function toSight(place) {
        if (place.getBoundingClientRect().top < window.innerHeight * 0.6 && place.getBoundingClientRect().top > 0) return;
        const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        place.scrollIntoView({block: "start", behavior: isCalm ? "auto" : "smooth"});
    }

    // What was being done is told where it was being done, too; what is done stays.
    function end({outcome}) {
        const running = steps().find((item) => item.dataset.stepState === "running");
        const sentence = document.querySelector("#studio-script-steps .stream-sentence");
        if (outcome === "done") return;
        if (running) {
            set(running, "stopped");
            running.querySelector(".step-failure").textContent = sentence ? sentence.textContent : "";
        }
        if (sentence) window.announce(sentence.textContent);
    }

    function nameOf(script) {
        const text = (described || script.description).replace(/\s+/g, " ").trim();
        return text.length <= mostName ? text : text.slice(0, mostName).replace(/\s+\S*$/, "") + "…";
    }

    const handlers = {
        step: ({step: key, state}) => {
            set(step(key), state);
            const panel = document.getElementById("studio-script-draft-panel");
            if (key !== "draft" || state !== "running" || !hasModel()) return;
            panel.hidden = false;
            toSight(document.getElementById("studio-script-result"));
        },
        refused: ({sentence}) => window.announce(sentence),
        script: (script) => {
            document.getElementById("studio-script-draft-panel").open = false;
            const record = window.scriptStore.clean({name: nameOf(script), script: script});
            record.edited = new Date().toISOString();
            window.scriptHistory.show(record);
            toSight(document.getElementById("studio-script-result"));
            window.announce("Kịch bản đã xong: " + script.parts.length + " phần.");
        },
    };

    function hasModel() { return Boolean(document.getElementById("studio-script-models").dataset.models); }

    document.addEventListener("stream:data", ({detail}) => {
        if (detail.page === page && handlers[detail.name]) handlers[detail.name](detail.value);
    });
    document.addEventListener("stream:begin", ({detail}) => { if (detail.name === page + "/write") begin(); });
    document.addEventListener("stream:end", ({detail}) => { if (detail.name === page + "/write") end(detail); });

    // Who begins anew from the labels sends what the chips then show.
    document.addEventListener("change", ({target}) => {
        const chip = target.closest && target.closest("[data-label]");
        if (!chip) return;
        const name = "data-send-" + chip.dataset.label.replace(/_/g, "-");
        for (const button of document.querySelectorAll(".step-again")) button.setAttribute(name, target.value);
        chip.classList.toggle("label-none", target.value === "none");
    });

    document.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target !== description()) return;
        event.preventDefault();
        event.target.form.requestSubmit();
    });

    // Examples

    function write(text) {
        window.pageFields.write(description(), text);
        description().focus();
    }

    function back() { return document.querySelector("[data-action=script-example-back]"); }

    Object.assign(window.pageActions, {
        "script-example": (button) => {
            const text = description().value;
            const isExample = [...document.querySelectorAll("[data-action=script-example]")]
                .some((each) => each.dataset.text === text);
            if (text.trim() && !isExample) before = text;
            write(button.dataset.text);
            back().hidden = !before;
        },
        "script-example-back": (button) => {
            write(before);
            button.hidden = true;
            before = "";
        },
    });

})();
