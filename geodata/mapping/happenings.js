/* What happened in the window, in words, for those who read rather than look. */
(() => {
  "use strict";

  const { element } = globalThis.Atlas;

  /** What happened in the window, in order, as buttons that select their mark. */
  class Happenings {
    constructor(words, onPick) {
      Object.assign(this, { words, onPick });
      this.heading = element("h2");
      this.list = element("ol");
      this.node = element("section", { class: "atlas-list", children: [this.heading, this.list] });
      this.key = "";
    }

    /** `happenings`: pairs of a feature and its presence in the window. */
    show(happenings, selectedId) {
      const count = happenings.length;
      const key = `${this.words.language} ${selectedId} ${happenings.map(([{ id }, present]) => id + present).join(" ")}`;
      if (key === this.key) return;
      this.key = key;
      this.heading.textContent = this.words.count("happened", count);
      const rows = happenings.map(([feature, present]) => this.row(feature, present, feature.id === selectedId));
      globalThis.Atlas.refill(this.list, rows.length ? rows : [element("li", { class: "atlas-nothing", text: this.words.say("nothing") })]);
    }

    row(feature, present, selected) {
      const button = element("button", {
        type: "button",
        class: `atlas-${present === "certain" ? "surely" : "perhaps"}`,
        "data-id": feature.id,
        "aria-current": selected ? "true" : "false",
        on: { click: () => this.onPick(feature) },
        children: [
          element("i", { style: `background:${feature.colour}`, "aria-hidden": "true" }),
          element("time", { text: this.words.span(feature.span) }),
          element("span", { text: feature.title[this.words.language] }),
        ],
      });
      return element("li", { children: [button] });
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Happenings });
})();
