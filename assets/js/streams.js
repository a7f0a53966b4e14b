// Answers of the server that come in parts: asked for by a button, shown as they come.
//
// `data-stream="<page>/<name>"` on a button or form sends the fields of the closest `[data-fields]`
// and applies the events; `[data-stream-state]` in there says how far it is.
(function () {
    "use strict";

    const askAgainMilliseconds = 1000;
    const lost = "Mất kết nối với máy chủ. Nội dung bạn đã gõ vẫn còn. Hãy thử lại.";
    const cut = "Kết nối bị ngắt giữa chừng. Phần đã viết được giữ lại.";
    const running = new WeakMap();  // by the box of the fields: what ends its stream
    const asked = new WeakMap();  // by the box: the words that its stream is about
    const written = new WeakMap();  // by element: the text node that is ours, not React's
    const retries = new WeakMap();  // by button: what was sent besides the fields

    class Refused extends Error {}

    function page(name) { return name.slice(0, name.lastIndexOf("/")); }

    // What is shown

    function ownText(target) {
        const element = document.getElementById(target);
        if (!element) return null;
        const mine = written.get(element);
        if (mine && mine.parentNode === element) return mine;
        if (element.childNodes.length) window.dash_clientside.set_props(target, {children: null});
        const made = document.createTextNode("");
        element.append(made);
        written.set(element, made);
        return made;
    }

    function put(target, value) {
        const element = document.getElementById(target);
        if (!element) return;
        const mine = written.get(element);
        if (mine) mine.remove();
        window.dash_clientside.set_props(target, {children: value});
    }

    const shows = {
        set: ({target, value}) => put(target, value),
        text: ({target, value}) => { const text = ownText(target); if (text) text.data += value; },
        replace: ({target, value}) => { const text = ownText(target); if (text) text.data = value; },
        data: ({target, value}, name) => document.dispatchEvent(
            new CustomEvent("stream:data", {detail: {page: page(name), name: target, value: value}}),
        ),
    };

    // How far it is

    function part(tag, className, text) {
        const made = document.createElement(tag);
        made.className = className;
        made.textContent = text;
        return made;
    }

    function action(text, attribute) {
        const made = part("button", "action", text);
        made.type = "button";
        made.setAttribute(attribute, "");
        return made;
    }

    function state(box, kind, sentence, ...more) {
        const place = box.querySelector("[data-stream-state]");
        // A button that is made anew with each word could not be clicked.
        const told = place && place.querySelector(".stream-sentence");
        if (!place || told && told.textContent === sentence && place.dataset.streamState === kind) return;
        place.dataset.streamState = kind;
        place.replaceChildren(...(sentence ? [part("span", "stream-sentence", sentence), ...more] : []));
    }

    function working(box, sentence) {
        state(box, "running", sentence, action("Dừng", "data-stream-stop"));
    }

    function ended(box, kind, name, extra, sentence) {
        const again = action("Thử lại", "data-stream-again");
        again.dataset.streamAgain = name;
        retries.set(again, extra);
        state(box, kind, sentence, again);
    }

    function mark(box, isRunning) {
        box.toggleAttribute("data-streaming", isRunning);
        box.setAttribute("aria-busy", String(isRunning));
    }

    // Asking

    async function ask(name, fields, ticket, signal) {
        const headers = {"Content-Type": "application/json", Accept: "text/event-stream"};
        if (ticket) headers["Stream-Ticket"] = ticket;
        const answer = await fetch("/stream/" + name + window.location.search, {
            method: "POST", headers: headers, body: JSON.stringify(fields), signal: signal,
        });
        if (answer.ok) return answer;
        const isSentence = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
        throw new Refused(isSentence ? await answer.text() : "Máy chủ không trả lời được. Hãy thử lại.");
    }

    async function* events(answer) {
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
            const {done, value} = await reader.read();
            if (done) return;
            const blocks = (rest + value).split("\n\n");
            rest = blocks.pop();
            for (const block of blocks) yield block.startsWith("data: ") ? JSON.parse(block.slice(6)) : null;
        }
    }

    function pause(signal) {
        return new Promise((resolve, reject) => {
            const timer = window.setTimeout(resolve, askAgainMilliseconds);
            signal.addEventListener("abort", () => { window.clearTimeout(timer); reject(signal.reason); });
        });
    }

    // Returns the event that ended it; null where the connection did.
    async function listen(box, name, fields, ending) {
        let ticket = "";
        for (;;) {
            let queued = null;
            for await (const event of events(await ask(name, fields, ticket, ending.signal))) {
                // A page that was left takes its answers along.
                if (!box.isConnected) ending.abort();
                ending.signal.throwIfAborted();
                if (!event) continue;
                if (event.kind === "queued") queued = event;
                else if (event.kind === "done" || event.kind === "failed") return event;
                else {
                    working(box, box.dataset.working || "Đang viết…");
                    shows[event.kind](event, name);
                }
            }
            if (!queued) return null;
            ticket = queued.target;
            working(box, queued.value);
            await pause(ending.signal);
        }
    }

    function tell(box, type, detail) { box.dispatchEvent(new CustomEvent(type, {bubbles: true, detail: detail})); }

    async function run(box, name, extra) {
        stop(box);
        const ending = new AbortController();
        running.set(box, ending);
        mark(box, true);
        tell(box, "stream:begin", {name: name});
        working(box, "Đang hỏi…");
        const typed = window.pageFields.collect(box, page(name));
        asked.set(box, JSON.stringify(typed));
        const fields = Object.assign(typed, extra);
        let outcome = "done";
        try {
            const last = await listen(box, name, fields, ending);
            if (!last) throw new Refused(cut);
            if (last.kind === "failed") throw new Refused(last.value);
            state(box, "done", "");
        } catch (error) {
            // Another run of the same box has taken over what is shown.
            if (running.get(box) !== ending) return;
            outcome = ending.signal.aborted ? "stopped" : "failed";
            if (outcome === "stopped") ended(box, "stopped", name, extra, "Đã dừng theo yêu cầu.");
            else ended(box, "failed", name, extra, error instanceof Refused ? error.message : lost);
        }
        running.delete(box);
        mark(box, false);
        tell(box, "stream:end", {name: name, outcome: outcome});
    }

    function stop(box) {
        const ending = running.get(box);
        if (ending) ending.abort();
    }

    // Ends it and forgets that it was: what it was asked for is no longer there.
    function drop(box) {
        stop(box);
        running.delete(box);
        mark(box, false);
        state(box, "", "");
    }

    // What is clicked

    // A button outside of the form, as one beside a result, belongs to the form of its page.
    function boxOf(element, name) {
        return element.closest("[data-fields]")
            || document.querySelector('[data-fields="' + CSS.escape(page(name)) + '"]')
            || document.getElementById("page");
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        const {dataset} = button;
        if (dataset.stream) { event.preventDefault(); run(boxOf(button, dataset.stream), dataset.stream, extra(button)); }
        else if ("streamStop" in dataset) stop(boxOf(button, ""));
        else if (dataset.streamAgain) run(boxOf(button, dataset.streamAgain), dataset.streamAgain, retries.get(button));
    });
    document.addEventListener("submit", (event) => {
        const name = event.target.dataset.stream;
        if (!name) return;
        event.preventDefault();
        const box = boxOf(event.target, name);
        // The same words twice, as by a double click, are one question; other words ask anew.
        const typed = JSON.stringify(window.pageFields.collect(box, page(name)));
        if (!running.has(box) || asked.get(box) !== typed) run(box, name);
    });

    // `data-send-<name>` of a button is a field of its own: which part is to be written anew.
    function extra(button) {
        const found = {};
        for (const {name, value} of button.attributes)
            if (name.startsWith("data-send-")) found[name.slice(10).replace(/-/g, "_")] = value;
        return found;
    }

    function clear(target) {
        const element = document.getElementById(target);
        const mine = element && written.get(element);
        if (mine) mine.data = "";
    }

    window.streams = {drop, clear};
})();
