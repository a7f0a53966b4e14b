// When each part of a script is said: as `dash_app/documents/script_timing.py` counts; a test compares.
(function () {
    "use strict";

    // What Python's \w matches.
    const word = /[\p{L}\p{N}_]+/gu;
    const slot = /\[[^[\]]*\]/g;

    function countWords(text) { return (text.match(word) || []).length; }

    function spokenWords(dialogue) {
        const text = dialogue.normalize("NFC").trim();
        return countWords(text.replace(slot, " ")) ? countWords(text) : 0;
    }

    function openSlots(text) { return (text.match(slot) || []).length; }

    function partSeconds(part, wordsPerSecond) {
        const words = spokenWords(part.dialogue);
        return words ? words / wordsPerSecond : part.silent_s;
    }

    // Python rounds what lies in the middle to the even neighbour.
    function rounded(value) {
        const low = Math.floor(value);
        return value - low === 0.5 ? low + low % 2 : Math.round(value);
    }

    // Of tenths only quarters lie exactly in the middle; `toFixed` takes the larger one there.
    function inTenths(value) {
        if (!Number.isInteger(value * 4) || value * 4 % 2 === 0) return Number(value.toFixed(1));
        const low = Math.floor(value * 10);
        return (low + low % 2) / 10;
    }

    // Sums are rounded, not parts: no error adds up.
    function timeRanges(script) {
        let end = 0;
        return script.parts.map((part) => {
            const start = end;
            end += partSeconds(part, script.words_per_second);
            return {start: inTenths(start), end: inTenths(end), words: spokenWords(part.dialogue)};
        });
    }

    function clock(seconds) {
        const whole = rounded(seconds);
        return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
    }

    function timeRange({start, end}) { return clock(start) + "–" + clock(end); }

    function inWords(seconds) {
        const whole = rounded(seconds), minutes = Math.floor(whole / 60), rest = whole % 60;
        const parts = (minutes ? [minutes + " phút"] : []).concat(rest ? [rest + " giây"] : []);
        return parts.join(" ") || "0 giây";
    }

    window.scriptTiming = {spokenWords, openSlots, timeRanges, timeRange, clock, inWords};
})();
