/* What the pointer rests on, in words. */
(() => {
  "use strict";

  const { element } = globalThis.Atlas;

  /** A mark's title and whose it is, as text, beside the mark. */
  class Tip {
    /** `nameOf` gives the name of a force in the reader's language. */
    constructor(map, words, nameOf) {
      Object.assign(this, { map, words, nameOf });
      this.tooltip = L.tooltip({ direction: "top", offset: [0, -8], opacity: 0.95 });
    }

    show(feature, at) {
      const title = feature.title[this.words.language];
      const names = (feature.forces ?? []).map(this.nameOf).filter((name) => !title.includes(name));
      const lines = [...names.map((text) => element("strong", { text })), element("div", { text: title })];
      this.tooltip.setLatLng(at).setContent(element("div", { children: lines })).addTo(this.map);
    }

    hide() {
      this.tooltip.remove();
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Tip });
})();
