// Scripts in this browser: one entry of its storage each, so that saving one writes nothing else.
(function () {
    "use strict";

    const prefix = "script:";
    const most = 60;
    const mostLetters = 4000;
    const full = "Bộ nhớ của trình duyệt đã đầy nên thay đổi chưa được lưu. Hãy tải kịch bản về, hoặc xoá bớt kịch bản cũ.";
    const tooMany = "Đã lưu " + most + " kịch bản, nhiều nhất " + most
        + ": kịch bản này chưa được lưu. Hãy xoá bớt kịch bản cũ.";

    const text = (value, otherwise) => typeof value === "string" ? value.slice(0, mostLetters) : otherwise || "";
    const number = (value, otherwise) => Number.isFinite(value) ? value : otherwise;
    const list = (value) => Array.isArray(value) ? value : [];
    const texts = (value) => list(value).filter((each) => typeof each === "string");
    const objects = (value) => list(value).filter((each) => each && typeof each === "object");

    function cleanPart(part) {
        return {
            title: text(part.title), visuals: text(part.visuals), dialogue: text(part.dialogue),
            silent_s: number(part.silent_s, 3),
        };
    }

    // What stands in the storage may be of another release, or of somebody else.
    function cleanScript(script) {
        const labels = script.labels && typeof script.labels === "object" ? Object.entries(script.labels) : [];
        return {
            id: text(script.id), made_at: text(script.made_at),
            made_with: script.made_with === "model" ? "model" : "offline", model: text(script.model),
            description: text(script.description), hashtags: texts(script.hashtags),
            duration_s: number(script.duration_s, 60), words_per_second: number(script.words_per_second, 3.5),
            setting: text(script.setting), characters: texts(script.characters),
            parts: objects(script.parts).map(cleanPart),
            sources: objects(script.sources).map((each) => ({
                video_id: text(each.video_id), creator: text(each.creator), url: text(each.url), why: text(each.why),
            })),
            labels: Object.fromEntries(labels.map(([name, values]) => [name, texts(values)])),
            notes: texts(script.notes),
        };
    }

    function clean(record) {
        if (!record || typeof record !== "object" || !record.script || typeof record.script !== "object") return null;
        const script = cleanScript(record.script);
        if (!script.id) return null;
        return {id: script.id, name: text(record.name) || "Kịch bản", edited: text(record.edited), script: script};
    }

    function parse(kept) {
        try {
            return clean(JSON.parse(kept));
        } catch {
            return null;
        }
    }

    function read(id) {
        try {
            return parse(localStorage.getItem(prefix + id));
        } catch {
            return null;  // a private window without storage
        }
    }

    function keys() {
        try {
            return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        } catch {
            return [];
        }
    }

    // What was edited last stands first.
    function all() {
        const found = keys().map((key) => read(key.slice(prefix.length))).filter(Boolean);
        return found.sort((a, b) => a.edited < b.edited ? 1 : -1);
    }

    // Returns why it could not be kept; nothing where it is.
    function write(record) {
        const key = prefix + record.id;
        try {
            if (localStorage.getItem(key) === null && keys().length >= most) return tooMany;
            localStorage.setItem(key, JSON.stringify(record));
            return "";
        } catch {
            return full;
        }
    }

    function remove(id) {
        try {
            localStorage.removeItem(prefix + id);
        } catch { /* there was none */ }
    }

    function idOf(key) { return key && key.startsWith(prefix) ? key.slice(prefix.length) : ""; }

    window.scriptStore = {all, read, write, remove, clean, idOf};
})();
