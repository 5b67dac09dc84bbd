/* What is missing or cannot be shown, said in words on the map. */
(() => {
  "use strict";

  const { element } = globalThis.Atlas;
  const READING_MS = 12000;

  class Notices {
    constructor(words) {
      this.words = words;
      this.node = element("div", { class: "atlas-notice", role: "alert", hidden: "" });
      this.undrawn = element("p", { class: "atlas-undrawn", role: "alert" });
    }

    speak() {
      this.undrawn.textContent = this.words.say("no_canvas");
    }

    /** Say that something is missing; with `retry`, until the reader has tried again. */
    warn(code, values, retry) {
      const text = element("span", { text: this.words.say(code, values) });
      this.node.replaceChildren(text, ...(retry ? [this.again(retry)] : []));
      this.node.hidden = false;
      clearTimeout(this.timer);
      if (!retry) this.timer = setTimeout(() => (this.node.hidden = true), READING_MS);
    }

    again(retry) {
      const click = () => {
        this.node.hidden = true;
        retry();
      };
      return element("button", { type: "button", text: this.words.say("retry"), on: { click } });
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Notices });
})();
