/* Time in the browser: days, windows of days, and the clock that moves them. No DOM.

   A day is an integer, the days since 1970-01-01 (negative here). Only UTC functions are used: a bare date
   read as local time would put the battle of Puebla on 4 May in Mexico. Windows include their last day. */
(() => {
  "use strict";

  const DAY_MS = 86400000;

  const fromISO = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
  const toISO = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  const toDate = (day) => new Date(day * DAY_MS);
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

  function unitStart(day, step) {
    const date = toDate(day);
    if (step === "year") return Date.UTC(date.getUTCFullYear(), 0, 1) / DAY_MS;
    if (step === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS;
    return day;
  }

  function nextUnit(start, step, count) {
    const date = toDate(start);
    if (step === "year") return Date.UTC(date.getUTCFullYear() + count, 0, 1) / DAY_MS;
    if (step === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1) / DAY_MS;
    return start + count;
  }

  /** The day, month or year that holds a day, as [first, last]. */
  function windowAround(day, step) {
    const start = unitStart(Math.floor(day), step);
    return [start, nextUnit(start, step, 1) - 1];
  }

  /** "certain", "possible" or null: does a span of doubt [start earliest, latest, end earliest, latest] meet a window? */
  function presence(span, first, last) {
    if (span === null) return "certain";
    if (span[1] <= last && span[2] >= first) return "certain";
    return span[0] <= last && span[3] >= first ? "possible" : null;
  }

  /** Where a force is at an instant: { leg, fraction } along its vertices, from the day it reached and left each. */
  function positionAt(days, instant) {
    let low = 0;
    let high = days.length - 1;
    if (instant <= days[0][1]) return { leg: 0, fraction: 0 };
    if (instant >= days[high][0]) return { leg: high, fraction: 0 };
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (days[middle][0] <= instant) low = middle;
      else high = middle;
    }
    const departs = days[low][1];
    const arrives = days[high][0];
    if (instant <= departs) return { leg: low, fraction: 0 };
    return { leg: low, fraction: arrives > departs ? (instant - departs) / (arrives - departs) : 1 };
  }

  /**
   * The one clock. It holds a window of days, moved by steps, by going to a day, or by playing; everybody who
   * draws listens with `onChange(window, instant)`. While it plays the window keeps its length and its end glides;
   * when it stops it settles on the whole day, month or year that holds the end.
   */
  class Clock {
    constructor({ first, last, step, day, moments = [], daysPerSecond = 14 }) {
      Object.assign(this, { first, last, step, moments, daysPerSecond });
      this.playing = false;
      this.loop = false;
      this.listeners = [];
      this.settle(day);
    }

    onChange(listener) {
      this.listeners.push(listener);
    }

    announce(cause) {
      for (const listener of this.listeners) listener(this, cause);
    }

    settle(day) {
      const [first, last] = windowAround(clamp(day, this.first, this.last), this.step);
      this.window = [clamp(first, this.first, this.last), clamp(last, this.first, this.last)];
      this.instant = this.window[1];
    }

    goTo(day, cause = "seek") {
      this.settle(day);
      this.announce(cause);
    }

    setWindow([first, last], step, cause = "told") {
      this.step = step;
      this.window = [first, last];
      this.instant = last;
      this.announce(cause);
    }

    stepBy(count, cause = "step") {
      this.settle(nextUnit(unitStart(this.window[0], this.step), this.step, count));
      this.announce(cause);
    }

    /** To the next (1) or previous (-1) day on which something is recorded to have happened. */
    toMoment(direction) {
      const [first, last] = this.window;
      const day =
        direction > 0
          ? this.moments.find((moment) => moment > last)
          : this.moments.findLast((moment) => moment < first);
      if (day !== undefined) this.goTo(day);
    }

    play() {
      if (this.playing) return;
      if (this.instant >= this.last) this.settle(this.first);
      this.playing = true;
      this.announce("play");
    }

    pause() {
      if (!this.playing) return;
      this.playing = false;
      this.settle(Math.floor(this.instant));
      this.announce("pause");
    }

    /** One frame of play, `seconds` after the one before. */
    tick(seconds) {
      if (!this.playing) return;
      const length = this.window[1] - this.window[0];
      const instant = this.instant + seconds * this.daysPerSecond;
      if (instant >= this.last) {
        this.instant = this.last;
        if (!this.loop) return void this.pause();
        this.settle(this.first);
      } else {
        const last = Math.floor(instant);
        this.window = [Math.max(this.first, last - length), last];
        this.instant = instant;
      }
      this.announce("tick");
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, {
    Time: { fromISO, toISO, toDate, clamp, windowAround, presence, positionAt },
    Clock,
  });
})();
