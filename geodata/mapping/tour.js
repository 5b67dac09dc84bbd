/* The guided tour of a story: the clock plays once through a chapter's days, what has happened staying in sight. */
(() => {
  "use strict";

  const REST_MS = 2500;

  class Tour {
    /** `atlas` is the map with its clock; `ended` is told when a tour has come to its end and rested there. */
    constructor(atlas, ended) {
      Object.assign(this, { atlas, ended });
      this.ahead = 0;
      this.days = null;
      this.how = null;
    }

    /** Play once through the days shown, in as many seconds as lie ahead; then show them all. */
    begin() {
      if (!this.ahead) return;
      const { clock } = this.atlas;
      const { window, step, daysPerSecond } = clock;
      this.days = { window, step, daysPerSecond };
      clock.daysPerSecond = clock.secondsThrough(...window) / this.ahead;
      this.ahead = 0;
      clock.setWindow([window[0], window[0]], "custom");
      clock.play();
    }

    /** While a tour plays its window grows, until it holds all the days of the tour. */
    keep(cause) {
      const { clock } = this.atlas;
      const { days } = this;
      if (!days) return;
      if (cause !== "tick" && cause !== "play" && cause !== "told") return void this.leave("stopped");
      if (!clock.playing) return;
      clock.window = [days.window[0], clock.window[1]];
      if (clock.window[1] >= days.window[1]) this.end();
    }

    end() {
      const { window, step } = this.days;
      const { clock, exchange } = this.atlas;
      const { turn } = exchange;
      this.leave(null);
      clock.pause();
      clock.setWindow(window, step);
      setTimeout(() => {
        if (exchange.turn !== turn) return;
        this.how = "done";
        this.ended();
      }, REST_MS);
    }

    leave(how) {
      this.how = how;
      if (this.days) this.atlas.clock.daysPerSecond = this.days.daysPerSecond;
      this.days = null;
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Tour });
})();
