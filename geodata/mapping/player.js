/* The page around the map when there is no server: language, layer switches and the card of the selected mark. */
(() => {
  "use strict";

  const { TimeMap, element, files } = globalThis.Atlas;
  const { player } = files;
  const strings = files["timemap.json"].strings;
  const NAMES = { es: "Español", fr: "Français", en: "English" };

  class Player {
    constructor(root) {
      this.turn = 0;
      this.on = new Set(player.on);
      this.language = player.language;
      this.side = element("aside", { class: "atlas-side" });
      root.append(element("div", { id: "map" }), this.side);
      this.atlas = new TimeMap("map", { base: "", center: [22.6, -101.5], zoom: 5, report: (value) => this.hear(value) });
      const dark = matchMedia("(prefers-color-scheme: dark)");
      const theme = () => this.atlas.setTheme(dark.matches ? "dark" : "light");
      dark.addEventListener("change", theme);
      this.atlas.started.then(theme);
      this.speak(this.language);
      window.atlas = this.atlas;
    }

    say(key) {
      return strings[this.language][key];
    }

    speak(language) {
      this.language = language;
      document.title = this.say("title");
      document.documentElement.lang = language;
      this.card = element("article", { class: "atlas-card", "aria-live": "polite" });
      this.side.replaceChildren(this.languages(), this.switches(), this.card);
      this.tell();
      this.show(this.selected);
    }

    tell() {
      this.atlas.update({ turn: this.turn, layers: [...this.on], language: this.language });
    }

    languages() {
      const button = (language) =>
        element("button", {
          type: "button",
          lang: language,
          "aria-pressed": language === this.language,
          text: NAMES[language],
          on: { click: () => this.speak(language) },
        });
      return element("nav", { class: "atlas-languages", children: Object.keys(NAMES).map(button) });
    }

    switches() {
      const rows = files["timemap.json"].layers.toReversed().map(({ id, title }) => {
        const box = element("input", { type: "checkbox", on: { change: () => this.toggle(id, box.checked) } });
        box.checked = this.on.has(id);
        const sample = element("img", { alt: "", src: player.swatches[id], width: 20, height: 20 });
        return element("label", { children: [box, sample, element("span", { text: title[this.language] })] });
      });
      return element("details", { open: "", children: [element("summary", { text: this.say("layers") }), ...rows] });
    }

    toggle(id, on) {
      if (on) this.on.add(id);
      else this.on.delete(id);
      this.tell();
    }

    hear({ selected }) {
      if (selected !== this.selected) this.show(selected);
    }

    show(id) {
      this.selected = id;
      const feature = [...this.atlas.layers.values()].flatMap(({ marks }) => marks).find((mark) => mark.feature.id === id)?.feature;
      if (!feature) return void this.card.replaceChildren(element("p", { class: "atlas-hint", text: this.say("choose") }));
      const { text, when, sources } = player.cards[id];
      this.card.replaceChildren(
        element("h2", { text: feature.title[this.language] }),
        element("p", { class: "atlas-when", text: player.whens[when][this.language] }),
        element("p", { text: text[this.language] }),
        element("h3", { text: this.say("sources") }),
        element("ul", { children: sources.map(([source, locator]) => this.source(source, locator)) }),
      );
    }

    source(id, locator) {
      const [citation, url] = player.sources[id];
      const text = locator ? `${citation} ${locator}` : citation;
      const known = /^https?:/.test(url);
      return element("li", { children: [known ? element("a", { href: url, rel: "noreferrer", text }) : text] });
    }
  }

  new Player(document.getElementById("atlas-player"));
})();
