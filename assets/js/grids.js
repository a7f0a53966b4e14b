// Tables come when they are scrolled near: their library weighs more than a page's charts.
(function () {
    "use strict";

    let loading = null;

    function library() {
        if (window.dash_ag_grid) return Promise.resolve();
        loading = loading || new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = document.querySelector("meta[name=grid-library]").content;
            script.onload = resolve;
            script.onerror = reject;
            document.head.append(script);
        });
        return loading;
    }

    async function bring(slot) {
        try {
            await library();
        } catch {
            loading = null;
            slot.textContent = "Không tải được bảng. Hãy kiểm tra mạng rồi tải lại trang.";
            return;
        }
        // The user may have gone on to another page in the meantime.
        if (slot.isConnected) window.dash_clientside.set_props(slot.dataset.grid + "-wanted", {data: true});
    }

    const seen = new IntersectionObserver((entries) => {
        for (const entry of entries) {
            if (!entry.isIntersecting) continue;
            seen.unobserve(entry.target);
            bring(entry.target);
        }
    }, {rootMargin: "200px"});

    new MutationObserver(() => {
        for (const slot of document.querySelectorAll(".grid-slot:not([data-seen])")) {
            slot.dataset.seen = "1";
            seen.observe(slot);
        }
    }).observe(document.documentElement, {childList: true, subtree: true});

    // Rows that are shown belong to the filters before: they are asked for anew.
    function refresh() {
        for (const slot of document.querySelectorAll(".grid-slot")) {
            const grid = slot.dataset.grid;
            if (!window.dash_ag_grid || !document.getElementById(grid)) continue;
            window.dash_ag_grid.getApiAsync(grid).then((api) => {
                api.paginationGoToFirstPage();
                api.purgeInfiniteCache();
            });
        }
        return window.dash_clientside.no_update;
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, {grids: {refresh}});
    window.dashAgGridComponentFunctions = Object.assign({}, window.dashAgGridComponentFunctions, {
        VideoLink(props) {
            if (!props.value) return null;
            return window.React.createElement("a", {
                href: props.value, target: "_blank", rel: "noopener noreferrer",
                "aria-label": "Mở trên TikTok", className: "icon icon-box-arrow-up-right",
            });
        },
        CreatorLink(props) {
            if (!props.value) return null;
            const path = "/creators/creator?account=" + encodeURIComponent(props.value);
            return window.React.createElement("a", {href: path, "data-nav": path}, "@" + props.value);
        },
    });
})();
