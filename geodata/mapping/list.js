/* The list of what the map shows besides what happens: marches, stays, towns, zones, sites, each as a button. */
(() => {
  "use strict";

  const { Rows, element, headOf } = globalThis.Atlas;
  const { presence } = globalThis.Atlas.Time;
  // In this order; other layers follow as they lie on the map, the uppermost first.
  const ORDER = ["marches", "force_stations", "town_control", "guerrilla_zones"];
  // A change of which not even the month is known is no news of a window's.
  const KNOWN_DAYS = 31;

  /** A place on the map for any mark, as [lon, lat]: of a march its head, of lines and areas their middle. */
  function middleOf(feature, instant) {
    if (feature.days) return headOf(feature, instant);
    const numbers = feature.geometry.coordinates.flat(Infinity);
    const middle = (axis) => {
      const along = numbers.filter((_, at) => at % 2 === axis);
      return (Math.min(...along) + Math.max(...along)) / 2;
    };
    return [middle(0), middle(1)];
  }

  /** One layer's marks in the window under a heading that opens; its rows are made only while it is open. */
  class Section {
    constructor(heading, ledger) {
      Object.assign(this, { heading, ledger, features: [], key: "" });
      this.summary = element("summary");
      this.rows = new Rows(ledger.onPick);
      this.node = element("details", { children: [this.summary, this.rows.node], on: { toggle: () => this.fill() } });
    }

    show(features) {
      const text = `${this.heading()} (${features.length})`;
      if (this.summary.textContent !== text) this.summary.textContent = text;
      this.features = features;
      this.fill();
    }

    fill() {
      if (!this.node.open) return;
      const { words, selected } = this.ledger;
      const key = `${words.language} ${selected} ${this.features.map(({ id }) => id).join(" ")}`;
      if (key === this.key) return;
      this.key = key;
      this.rows.show(this.sorted().map((feature) => this.told(feature)), words.say("none"));
    }

    sorted() {
      const { language } = this.ledger.words;
      const { compare } = new Intl.Collator(language, { numeric: true });
      return this.features.toSorted((a, b) => (a.days && a.span[0] - b.span[0]) || compare(a.title[language], b.title[language]));
    }

    told(feature) {
      const { words, nameOf, selected } = this.ledger;
      const title = feature.title[words.language];
      const names = (feature.days ? feature.forces : []).map(nameOf).filter((name) => name && !title.includes(name));
      const days = words.span(feature.span);
      return { feature, days, title: [title, ...names].join(" · "), sure: true, current: feature.id === selected };
    }
  }

  /** A section for each layer that is on, but for what happens, which has a list of its own. */
  class Ledger {
    constructor(words, { onPick, nameOf }) {
      Object.assign(this, { words, onPick, nameOf, selected: null });
      this.node = element("div", { class: "atlas-ledger" });
      this.sections = new Map();
    }

    show(layers, clock, selected) {
      this.selected = selected;
      const marches = [];
      const found = new Map([["marches", marches]]);
      for (const layer of layers) {
        const { id, role } = layer.entry;
        if (!layer.on || role === "happening") continue;
        const features = [...layer.shown].map(({ feature }) => feature).filter((feature) => isListed(feature, layer.entry, clock));
        if (role === "movement") marches.push(...features);
        else found.set(id, features);
      }
      const titles = new Map(layers.map(({ entry }) => [entry.id, entry.title]));
      this.arrange(found, (id) => titles.get(id)[this.words.language]);
    }

    arrange(found, titleOf) {
      const order = [...ORDER.filter((id) => found.has(id)), ...[...found.keys()].reverse().filter((id) => !ORDER.includes(id))];
      for (const id of order) {
        if (!this.sections.has(id)) this.sections.set(id, new Section(() => this.heading(id, titleOf), this));
        this.sections.get(id).show(found.get(id));
      }
      const nodes = order.map((id) => this.sections.get(id).node);
      if (nodes.length !== this.node.children.length || nodes.some((node, at) => node !== this.node.children[at]))
        this.node.replaceChildren(...nodes);
    }

    heading(id, titleOf) {
      if (id === "marches") return this.words.say("marches");
      return id === "town_control" ? this.words.say("changed_hands") : titleOf(id);
    }
  }

  /** Is a mark for the list? Of what is drawn, what the window has; of the towns those that changed hands in it. */
  function isListed({ span }, { id, role }, { window: [first, last], first: firstOfAll }) {
    if (id === "town_control") return span[0] > firstOfAll && span[0] <= last && span[1] >= first && span[1] - span[0] <= KNOWN_DAYS;
    return role !== "movement" || presence(span, first, last) !== null;
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Ledger, isListed, middleOf });
})();
