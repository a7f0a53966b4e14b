// Builds elements: whatever text they hold is set as text, so nothing in it becomes markup.
(function () {
    "use strict";

    // Attributes by name; `text` is what stands in it, `value` that of a control.
    function element(tag, attributes, ...children) {
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes || {})) {
            if (value === null || value === undefined || value === false) continue;
            if (name === "text") made.textContent = value;
            else if (name === "value") made.value = value;
            else made.setAttribute(name, value === true ? "" : value);
        }
        made.append(...children.filter((child) => child !== null));
        return made;
    }

    function icon(name) { return element("i", {class: "icon icon-" + name, "aria-hidden": "true"}); }

    // A button that `window.pageActions` answers; without `text` its label is spoken and shown on hover.
    function actionButton(action, iconName, label, text, attributes) {
        const button = element("button", Object.assign({
            type: "button", class: "action", title: label, "aria-label": text ? null : label, "data-action": action,
        }, attributes));
        button.append(icon(iconName));
        if (text) button.append(element("span", {text: text}));
        return button;
    }

    // A link to a page of another site; a plain text where the address is no such one.
    function outsideLink(text, address) {
        if (!/^https:\/\/[^\s"<>]+$/.test(address)) return element("span", {text: text});
        const link = element("a", {href: address, target: "_blank", rel: "noopener noreferrer", text: text});
        link.append(icon("box-arrow-up-right"));
        return link;
    }

    window.elements = {element, icon, actionButton, outsideLink};
})();
