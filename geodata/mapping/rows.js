/* Rows of marks, each a button that selects its mark. */
(() => {
  "use strict";

  const { element } = globalThis.Atlas;

  function change(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  function changeAttribute(node, name, value) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }

  /** A button in a list: a colour, days and a title. Its nodes are kept for the next mark, for new ones take their time. */
  class Row {
    constructor(onPick) {
      this.colour = element("i", { "aria-hidden": "true" });
      this.days = element("time");
      this.title = element("span");
      const pick = () => onPick(this.feature);
      this.button = element("button", { type: "button", on: { click: pick }, children: [this.colour, this.days, this.title] });
      this.node = element("li", { children: [this.button] });
    }

    /** Show a `feature`, its `days` and `title` in words; `sure` if it is certain, `current` if it is the selected one. */
    show({ feature, days, title, sure, current }) {
      this.feature = feature;
      changeAttribute(this.button, "data-id", feature.id);
      changeAttribute(this.button, "class", sure ? "atlas-surely" : "atlas-perhaps");
      changeAttribute(this.button, "aria-current", String(current));
      changeAttribute(this.colour, "style", `background:${feature.colour}`);
      change(this.days, days);
      this.days.hidden = !days;
      change(this.title, title);
    }
  }

  /** A list of rows: who stays keeps the row and the keyboard, who comes takes one of a mark that goes. */
  class Rows {
    constructor(onPick) {
      this.onPick = onPick;
      this.rows = new Map();
      this.nothing = element("li", { class: "atlas-nothing" });
      this.node = element("ol");
    }

    /** Show what is told of each mark, in this order, or `nothing` in words if there is none. */
    show(told, nothing) {
      const before = this.rows;
      const wanted = new Set(told.map(({ feature }) => feature.id));
      const spare = [...before].filter(([id]) => !wanted.has(id)).map(([, row]) => row);
      this.rows = new Map(told.map(({ feature: { id } }) => [id, before.get(id) ?? spare.shift() ?? new Row(this.onPick)]));
      for (const { node } of spare) node.remove();
      for (const each of told) this.rows.get(each.feature.id).show(each);
      this.arrange([...this.rows.values()]);
      change(this.nothing, nothing);
      if (told.length) this.nothing.remove();
      else this.node.append(this.nothing);
    }

    /** Bring the rows into their order; what is in its place is not touched. */
    arrange(rows) {
      const held = rows.find(({ button }) => button === document.activeElement);
      rows.forEach(({ node }, at) => {
        if (this.node.children[at] !== node) this.node.insertBefore(node, this.node.children[at] ?? null);
      });
      if (held && document.activeElement !== held.button) held.button.focus({ preventScroll: true });
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Rows });
})();
