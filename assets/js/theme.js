// Light or dark: as chosen before, else as the system says.
(function () {
    "use strict";

    const root = document.documentElement;
    const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };

    function apply(name) {
        root.dataset.bsTheme = name;
        root.dataset.agThemeMode = name;
        root.style.colorScheme = name;
    }

    apply(stored() || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));

    window.theme = {
        toggle() {
            const name = root.dataset.bsTheme === "dark" ? "light" : "dark";
            apply(name);
            try { localStorage.setItem("theme", name); } catch { /* private window: not kept */ }
        },
    };
})();
