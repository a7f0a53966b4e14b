// Saved views: kept in this browser, carried by a JSON file, shown one by one when presenting.
(function () {
    "use strict";

    const key = "views";
    const mostViews = 200;
    let step = -1;

    function usable(view) {
        return view && typeof view.name === "string" && typeof view.address === "string"
            && /^\/(?!\/)/.test(view.address) && view.address.length < 4000;
    }

    function read() {
        try {
            const found = JSON.parse(localStorage.getItem(key) || "[]");
            return Array.isArray(found) ? found.filter(usable) : [];
        } catch {
            return [];
        }
    }

    function write(views) {
        try {
            localStorage.setItem(key, JSON.stringify(views.slice(0, mostViews)));
        } catch {
            window.say("Trình duyệt không cho lưu. Hãy xuất ra tệp JSON.");
        }
        fill();
    }

    function currentName() {
        const title = document.querySelector("#page h1");
        const card = document.querySelector("[data-chosen] h3");
        const chips = [...document.querySelectorAll("#chips .chip span")].map((each) => each.textContent);
        return [(card || title || {textContent: "Góc nhìn"}).textContent, ...chips].join(" · ").slice(0, 90);
    }

    function save() {
        const view = {name: currentName(), address: window.location.pathname + window.location.search};
        write([...read(), view]);
        window.say("Đã lưu góc nhìn “" + view.name + "”.");
    }

    function button(action, icon, label, index) {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "action";
        made.dataset.action = action;
        made.dataset.index = index;
        made.title = label;
        made.setAttribute("aria-label", label);
        const mark = document.createElement("i");
        mark.className = "icon icon-" + icon;
        mark.setAttribute("aria-hidden", "true");
        made.append(mark);
        return made;
    }

    function fill() {
        const list = document.getElementById("view-list");
        if (!list) return;
        const views = read();
        list.replaceChildren(...views.map((view, index) => {
            const item = document.createElement("li");
            const open = document.createElement("button");
            open.type = "button";
            open.className = "action view-open";
            open.dataset.action = "go-view";
            open.dataset.index = index;
            open.textContent = view.name;
            open.title = view.name;
            item.append(open, button("raise-view", "arrow-up", "Đưa lên trước", index),
                button("rename-view", "pencil", "Đổi tên", index), button("remove-view", "trash", "Xoá", index));
            return item;
        }));
        if (!views.length) {
            const none = document.createElement("li");
            none.className = "none";
            none.textContent = "Chưa có góc nhìn nào. Mở một trang, chọn bộ lọc rồi bấm “Lưu góc nhìn này”.";
            list.append(none);
        }
    }

    function rename(clicked) {
        const index = Number(clicked.dataset.index);
        const views = read();
        const item = clicked.closest("li");
        const input = document.createElement("input");
        input.value = views[index].name;
        input.setAttribute("aria-label", "Tên góc nhìn");
        const done = () => {
            const name = input.value.trim();
            if (name) views[index].name = name.slice(0, 120);
            write(views);
        };
        input.addEventListener("keydown", (event) => {
            if (event.key === "Enter") input.blur();
            if (event.key === "Escape") { event.stopPropagation(); input.value = ""; input.blur(); }
        });
        input.addEventListener("blur", done, {once: true});
        item.querySelector(".view-open").replaceWith(input);
        input.focus();
        input.select();
    }

    function raise(clicked) {
        const index = Number(clicked.dataset.index);
        if (index < 1) return;
        const views = read();
        views.splice(index - 1, 0, ...views.splice(index, 1));
        write(views);
    }

    function openAddress(address) {
        const [path, search] = address.split("?");
        window.pageState.go(path, search || "");
    }

    function exportFile() {
        const data = JSON.stringify({kind: "tiktok-views", views: read()}, null, 2);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([data], {type: "application/json"}));
        link.download = "goc-nhin.json";
        link.click();
        window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    function importFile() {
        const input = document.createElement("input");
        input.type = "file";
        input.accept = "application/json,.json";
        input.addEventListener("change", async () => {
            try {
                const found = JSON.parse(await input.files[0].text());
                const views = (Array.isArray(found) ? found : found.views).filter(usable)
                    .map(({name, address}) => ({name: name.slice(0, 120), address}));
                if (!views.length) throw new Error("no views");
                write([...read(), ...views]);
                window.say("Đã nhập " + views.length + " góc nhìn.");
            } catch {
                window.say("Tệp này không chứa góc nhìn nào dùng được.");
            }
        });
        input.click();
    }

    // Presenting

    function bar() { return document.getElementById("presentation-bar"); }

    function show(next) {
        const views = read();
        if (!views.length) return;
        step = Math.min(Math.max(next, 0), views.length - 1);
        openAddress(views[step].address);
        const label = document.createElement("span");
        label.textContent = (step + 1) + "/" + views.length + " · " + views[step].name;
        bar().replaceChildren(button("present-back", "chevron-left", "Trước", ""), label,
            button("present-next", "chevron-right", "Sau", ""), button("present-end", "x-lg", "Kết thúc", ""));
        window.scrollTo(0, 0);
    }

    function present() {
        if (!read().length) {
            document.getElementById("views-panel").showModal();
            fill();
            window.say("Hãy lưu ít nhất một góc nhìn để trình bày.");
            return;
        }
        document.getElementById("views-panel").close();
        document.body.classList.add("presenting");
        bar().hidden = false;
        const asked = document.documentElement.requestFullscreen;
        if (asked) asked.call(document.documentElement).catch(() => { /* refused: present in the window */ });
        show(0);
    }

    function end() {
        step = -1;
        document.body.classList.remove("presenting");
        bar().hidden = true;
        if (document.fullscreenElement) document.exitFullscreen();
        window.requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
    }

    const moves = {ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1};
    document.addEventListener("keydown", (event) => {
        if (step < 0) return;
        if (event.key === "Escape") end();
        else if (event.key === "Home") show(0);
        else if (event.key === "End") show(read().length - 1);
        else if (moves[event.key]) { event.preventDefault(); show(step + moves[event.key]); }
    });
    document.addEventListener("fullscreenchange", () => {
        if (!document.fullscreenElement && step >= 0) end();
    });

    Object.assign(window.pageActions, {
        "save-view": save,
        "open-views": () => { fill(); document.getElementById("views-panel").showModal(); },
        "close-views": () => document.getElementById("views-panel").close(),
        "go-view": (clicked) => {
            document.getElementById("views-panel").close();
            openAddress(read()[Number(clicked.dataset.index)].address);
        },
        "raise-view": raise,
        "rename-view": rename,
        "remove-view": (clicked) => write(read().filter((_, index) => index !== Number(clicked.dataset.index))),
        "export-views": exportFile,
        "import-views": importFile,
        present: present,
        "present-next": () => show(step + 1),
        "present-back": () => show(step - 1),
        "present-end": end,
    });
})();
