// The state of the page lives in the URL. Controls write it, and are set from it.
(function () {
    "use strict";

    const stateId = (name) => ({type: "state", name: name});
    const setProps = (id, props) => window.dash_clientside.set_props(id, props);

    // Opens an address of this site without loading it anew: dcc.Location listens to popstate.
    function go(path, search) {
        const address = path + (search ? "?" + search.replace(/^\?/, "") : "");
        if (address === window.location.pathname + window.location.search) return;
        window.history.pushState({}, "", address);
        window.dispatchEvent(new PopStateEvent("popstate"));
    }

    const filterNames = ["period", "start", "end", "creator", "hashtag", "category", "tier",
        "duration", "region", "province", "dish"];

    // What a link to another page takes along: the filters, the measure and the shortlist, not the
    // page's own choices.
    const taken = [...filterNames, "metric", "aggregate", "shortlist"];

    function kept(search) {
        const from = new URLSearchParams(search);
        const to = new URLSearchParams();
        for (const [key, value] of from)
            if (taken.includes(key)) to.append(key, value);
        return to.toString();
    }

    function asList(value) {
        if (value === null || value === undefined || value === "") return [];
        return Array.isArray(value) ? value : [value];
    }

    function controlsToUrl(values, start, end, defaults) {
        const context = window.dash_clientside.callback_context;
        const params = new URLSearchParams(window.location.search);
        context.inputs_list[0].forEach((input) => {
            const name = input.id.name;
            const isFilter = filterNames.includes(name);
            const chosen = asList(input.value);
            params.delete(name);
            if (isFilter) [...chosen].sort().forEach((value) => params.append(name, value));
            else if (chosen.join(",") && chosen.join(",") !== (defaults[name] || ""))
                params.set(name, chosen.join(","));
        });
        const dates = {start: (start || "").slice(0, 10), end: (end || "").slice(0, 10)};
        const chosen = Object.entries(dates).some(([name, value]) => value !== (params.get(name) || ""));
        // A period and days exclude each other: what was chosen last stands.
        if (chosen) params.delete("period");
        for (const [name, value] of Object.entries(dates)) {
            if (value && !params.has("period")) params.set(name, value);
            else params.delete(name);
        }
        params.sort();
        const current = new URLSearchParams(window.location.search);
        current.sort();
        if (params.toString() !== current.toString()) go(window.location.pathname, params.toString());
        return window.dash_clientside.no_update;
    }

    function same(a, b) {
        // A number that is typed is one in its control, and a text in the URL.
        const written = (value) => JSON.stringify(asList(value).map(String).sort());
        return written(a) === written(b);
    }

    // A dropdown drops a value that is not among its options, and those come later than the URL.
    function withOptions(value, options) {
        if (!Array.isArray(value) || !Array.isArray(options)) return {value: value};
        const have = new Set(options.map((option) => option.value));
        const missing = value.filter((each) => !have.has(each));
        if (!missing.length) return {value: value};
        return {value: value, options: missing.map((each) => ({value: each, label: each})).concat(options)};
    }

    function urlToControls(search, _page, values, allOptions, start, end, defaults) {
        const params = new URLSearchParams(search || "");
        window.dash_clientside.callback_context.states_list[0].forEach((state, index) => {
            const name = state.id.name;
            const isMany = Array.isArray(state.value) || filterNames.includes(name) && name !== "period";
            let value = params.get(name);
            if (filterNames.includes(name)) value = isMany ? params.getAll(name) : value || "";
            else if (value === null) value = defaults[name] || null;
            if (Array.isArray(state.value) && !Array.isArray(value)) value = value ? value.split(",") : [];
            if (!same(value, state.value)) setProps(state.id, withOptions(value, allOptions[index]));
        });
        if (!same(start, params.get("start")) || !same(end, params.get("end")))
            setProps("filter-dates", {start_date: params.get("start"), end_date: params.get("end")});
        showOne(params.get("card") || "");
        return window.dash_clientside.no_update;
    }

    // A card that is chosen in the URL stands alone and large.
    function showOne(key) {
        const cards = [...document.querySelectorAll("[data-card]")];
        const found = cards.some((card) => card.dataset.card === key);
        cards.forEach((card) => card.toggleAttribute("data-chosen", card.dataset.card === key));
        if ((document.body.dataset.only || "") === (found ? key : "")) return;
        document.body.dataset.only = found ? key : "";
        window.requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
    }

    function changeUrl(change) {
        const params = new URLSearchParams(window.location.search);
        change(params);
        go(window.location.pathname, params.toString());
    }

    function removeFilter(button) {
        changeUrl((params) => {
            const {name, value} = button.dataset;
            const left = params.getAll(name).filter((each) => value && each !== value);
            params.delete(name);
            left.forEach((each) => params.append(name, each));
        });
    }

    function clearFilters() {
        changeUrl((params) => filterNames.forEach((name) => params.delete(name)));
    }

    function toggleCard(card) {
        changeUrl((params) => {
            if (params.get("card") === card) params.delete("card");
            else params.set("card", card);
        });
    }

    // A value of a choice with several: chosen or no longer.
    function toggleChoice(button) {
        changeUrl((params) => {
            const {name, value} = button.dataset;
            const chosen = (params.get(name) || "").split(",").filter(Boolean);
            const left = chosen.filter((each) => each !== value);
            if (left.length === chosen.length) left.push(value);
            if (left.length) params.set(name, left.join(","));
            else params.delete(name);
        });
    }

    // A link's own choices stand over what is taken along.
    function follow(link) {
        document.body.classList.remove("side-open");
        const target = new URL(link.dataset.nav, window.location.origin);
        const params = new URLSearchParams(kept(window.location.search));
        for (const name of new Set(target.searchParams.keys())) params.delete(name);
        target.searchParams.forEach((value, name) => params.append(name, value));
        go(target.pathname, params.toString());
        // A part of this very page is there already; that of another page is not.
        const part = target.hash && document.getElementById(target.hash.slice(1));
        if (part) part.scrollIntoView();
        else window.scrollTo(0, 0);
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        state: {controlsToUrl: controlsToUrl, urlToControls: urlToControls},
    });
    window.pageState = {go, kept, removeFilter, clearFilters, toggleCard, toggleChoice, follow, stateId};
})();
