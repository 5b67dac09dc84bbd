/* While the clock plays: the weightiest thing that happens about now, named over the map; it leads to its card. */
(() => {
  "use strict";

  const { element } = globalThis.Atlas;
  const DAYS = 4;

  class Caption {
    /** `onPick` is told the feature whose caption is pressed. */
    constructor(words, onPick) {
      this.words = words;
      this.feature = null;
      const press = () => this.feature && onPick(this.feature);
      this.node = element("button", { type: "button", class: "atlas-caption", hidden: "", on: { click: press } });
    }

    /** `happenings`: pairs of a feature and its presence in the window; none if the clock rests. */
    show(happenings, { instant }) {
      const near = ({ span }) => span[0] <= instant + 1 && instant <= Math.max(span[1], span[0]) + DAYS;
      const now = happenings.filter(([feature]) => near(feature));
      const weight = ([feature]) => (feature.weight ?? 0) * 1e6 + feature.span[0];
      const [feature = null] = now.length ? now.reduce((a, b) => (weight(b) > weight(a) ? b : a)) : [];
      if (feature === this.feature) return;
      this.feature = feature;
      this.node.hidden = !feature;
      if (!feature) return;
      const title = feature.title[this.words.language];
      const place = feature.place?.[this.words.language];
      this.node.textContent = place && !title.includes(place) ? `${title} · ${place}` : title;
    }
  }

  Object.assign(globalThis.Atlas, { Caption });
})();
