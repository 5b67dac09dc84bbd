/* The page's own slider leads the clock: the map goes where the slider is being moved before the server has heard of
   it. What the server says meanwhile of places that the slider has left is passed over. */
(() => {
  "use strict";

  const { Time } = globalThis.Atlas;
  const DAY_MICROSECONDS = 86400e6;
  const PATIENCE_MS = 5000;
  const SLIDER = '[class*="st-key-slider-"]';

  /** The day at a slider's value: the place of a year or a month since the first day, or microseconds since 1970. */
  const dayAt = (value, step, first) =>
    step === "day" ? Math.floor(value / DAY_MICROSECONDS) : Time.nextUnit(first, step, value);

  class Lead {
    constructor(clock) {
      this.clock = clock;
      this.window = null; // where the slider is, as long as the server has not said so too
    }

    /** Follow the slider of a page while it is moved by keys or pointer; a move of anything else gives the lead back. */
    watch(page) {
      const here = new AbortController();
      addEventListener("pagehide", () => here.abort());
      let watching;
      const follow = (slider) => {
        const step = slider.className.match(/st-key-slider-(\w+)-/)[1];
        this.take(dayAt(Number(slider.querySelector("input").value), step, this.clock.first), step);
      };
      const begin = ({ target }) => {
        watching?.disconnect();
        const slider = target.closest(SLIDER);
        if (!slider) return void this.release();
        watching = new MutationObserver(() => follow(slider));
        watching.observe(slider, { subtree: true, attributeFilter: ["aria-valuetext"] });
      };
      const end = () => setTimeout((past) => past?.disconnect(), 0, watching); // the last move is drawn after it
      const how = { capture: true, signal: here.signal };
      for (const kind of ["pointerdown", "keydown"]) page.addEventListener(kind, begin, how);
      for (const kind of ["pointerup", "pointercancel", "keyup"]) page.addEventListener(kind, end, how);
    }

    /** Go to the step that holds a day. */
    take(day, step) {
      this.clock.pause();
      this.clock.step = step;
      this.clock.goTo(day, "told");
      this.window = `${this.clock.window}`;
      this.passed = null;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.release(), PATIENCE_MS);
    }

    /** Is a window told by the server one that the slider has left? The last of those holds if no other comes. */
    passesOver(window, step) {
      if (this.window === null || this.window === `${window}`) {
        this.window = null;
        return false;
      }
      this.passed = [window, step];
      return true;
    }

    /** Give the lead back: the reader moves something else, or the server does not follow. */
    release() {
      if (this.window === null) return;
      this.window = null;
      if (this.passed) this.clock.setWindow(...this.passed);
    }
  }

  Object.assign(globalThis.Atlas, { Lead });
})();
