/* What happened in the window, in words, for those who read rather than look. */
(() => {
  "use strict";

  const { Rows, element } = globalThis.Atlas;
  const { presence } = globalThis.Atlas.Time;

  /** The list of what happened while it is not yet known that there is nothing: a layer is still on its way. */
  const NOT_YET = Object.freeze([]);

  /**
   * What surely happened in a window by date, then what perhaps did, as pairs of a feature and its presence. What two
   * layers tell of one place and day is there once, as the upper layer has it.
   */
  function happeningsIn(layers, window) {
    const found = new Map();
    const telling = [...layers].filter(({ entry }) => entry.role === "happening");
    for (const layer of telling) for (const { feature } of layer.shown) note(feature, layer, window, found);
    if (!found.size && telling.some(({ on, loading, marks }) => on && loading && !marks.length)) return NOT_YET;
    const order = ([{ span, id }, present]) => `${present} ${String(span[0] + 1e6).padStart(8, "0")} ${id}`;
    const rows = [...found.values()].flatMap(({ pairs }) => pairs).map((pair) => [order(pair), pair]);
    return rows.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
  }

  function note(feature, layer, window, found) {
    const present = presence(feature.span, ...window);
    if (!present) return;
    const key = `${feature.geometry.coordinates} ${feature.span[0]}`;
    if (found.get(key)?.layer !== layer) found.set(key, { layer, pairs: [] });
    found.get(key).pairs.push([feature, present]);
  }

  /** What happened in the window, in order, as buttons that select their mark. */
  class Happenings {
    constructor(words, onPick) {
      this.words = words;
      this.heading = element("h2");
      this.rows = new Rows(onPick);
      this.node = element("section", { class: "atlas-list", children: [this.heading, this.rows.node] });
      this.key = "";
    }

    /** `happenings`: pairs of a feature and its presence in the window. */
    show(happenings, selectedId) {
      if (happenings === NOT_YET) return;
      const count = happenings.length;
      const key = `${this.words.language} ${selectedId} ${happenings.map(([{ id }, present]) => id + present).join(" ")}`;
      if (key === this.key) return;
      this.key = key;
      this.heading.textContent = this.words.count("happened", count);
      const told = happenings.map(([feature, present]) => ({
        feature,
        days: this.words.span(feature.span),
        title: feature.title[this.words.language],
        sure: present === "certain",
        current: feature.id === selectedId,
      }));
      this.rows.show(told, this.words.say("nothing"));
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Happenings, NOT_YET, happeningsIn });
})();
