/* Time in the browser: days, windows of days, and the clock that moves them. No DOM.

   A day is an integer, the days since 1970-01-01 (negative here). Only UTC functions are used: a bare date
   read as local time would put the battle of Puebla on 4 May in Mexico. Windows include their last day. */
(() => {
  "use strict";

  const DAY_MS = 86400000;
  const QUIET_DAYS = 5;
  const QUIET_PACE = 2.5;
  const GREAT_DAYS = 4;

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
   * How fast playing goes on each day of the atlas, as a factor of the chosen speed: slow around great events, quick
   * where nothing is recorded. `moments` are [day, weight]; a weight of 1 to 5 marks a great event.
   */
  function paces(moments, first, last) {
    const factors = new Float32Array(last - first + 1).fill(QUIET_PACE);
    const each = (day, reach, change) => {
      for (let at = Math.max(first, day - reach); at <= Math.min(last, day + reach); at += 1)
        factors[at - first] = change(factors[at - first], Math.abs(at - day));
    };
    for (const [day] of moments) each(day, QUIET_DAYS, () => 1);
    for (const [day, weight] of moments)
      if (weight) each(day, GREAT_DAYS, (factor, away) => Math.min(factor, 0.7 / (1 + weight) + 0.13 * away));
    return factors;
  }

  /**
   * The one clock. It holds a window of days, moved by steps, by going to a day, or by playing; everybody who
   * draws listens with `onChange(clock, cause)`. While it plays the window keeps its length and its end glides;
   * when it stops it settles on the whole day, month or year that holds the end, or keeps the length it was dragged to.
   */
  class Clock {
    constructor({ first, last, step, day, daysPerSecond = 14, gliding = true }) {
      Object.assign(this, { first, last, step, daysPerSecond, gliding });
      this.playing = false;
      this.loop = false;
      this.eventful = true;
      this.listeners = [];
      this.heed([]);
      this.settle(day);
    }

    onChange(listener) {
      this.listeners.push(listener);
    }

    announce(cause) {
      for (const listener of this.listeners) listener(this, cause);
    }

    /** Take in what is recorded to have happened, as [day, weight]. */
    heed(moments) {
      this.moments = [...new Set(moments.map(([day]) => day))].sort((a, b) => a - b);
      this.factors = paces(moments, this.first, this.last);
    }

    /** Is the window a length of its own, not a day, a month or a year? */
    get custom() {
      return this.step === "custom";
    }

    settle(day) {
      const length = this.custom ? this.window[1] - this.window[0] : 0;
      const [first, last] = this.custom
        ? [clamp(day, this.first, this.last - length), clamp(day, this.first, this.last - length) + length]
        : windowAround(clamp(day, this.first, this.last), this.step);
      this.window = [clamp(first, this.first, this.last), clamp(last, this.first, this.last)];
      this.instant = this.window[1];
    }

    goTo(day, cause = "seek") {
      this.settle(Math.floor(day));
      this.announce(cause);
    }

    setWindow([first, last], step, cause = "told") {
      this.step = step;
      this.window = [first, last];
      this.instant = last;
      this.announce(cause);
    }

    /** Drag one end of the window. */
    stretch(end, day) {
      const [first, last] = this.window;
      const at = clamp(day, this.first, this.last);
      const window = end === "first" ? [Math.min(at, last), last] : [first, Math.max(at, first)];
      this.setWindow(window, "custom", "drag");
    }

    stepBy(count, unit = this.step) {
      const [first, last] = this.window;
      if (unit === "custom") this.settle(first + count * (last - first + 1));
      else if (unit === this.step) this.settle(nextUnit(unitStart(first, unit), unit, count));
      else this.settle(nextUnit(first, unit, count));
      this.announce("step");
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
      this.owed = 0;
      this.announce("play");
    }

    pause() {
      if (!this.playing) return;
      this.playing = false;
      const length = this.window[1] - this.window[0];
      this.settle(Math.floor(this.instant) - (this.custom ? length : 0));
      this.announce("pause");
    }

    /** The pace of playing on the present day, as a factor of the chosen speed. */
    get pace() {
      return this.paceOn(this.instant);
    }

    paceOn(instant) {
      return this.eventful ? this.factors[clamp(Math.floor(instant), this.first, this.last) - this.first] : 1;
    }

    /** How many seconds playing from one day to another takes at a day a second. */
    secondsThrough(first, last) {
      let seconds = 0;
      for (let day = first; day < last; day += 1) seconds += 1 / this.paceOn(day);
      return seconds;
    }

    /** One frame of play, `seconds` after the one before. */
    tick(seconds) {
      if (!this.playing) return;
      this.owed += seconds * this.daysPerSecond * this.pace;
      if (!this.gliding && this.owed < Math.max(1, this.daysPerSecond / 2)) return;
      const instant = this.instant + (this.gliding ? this.owed : Math.floor(this.owed));
      this.owed = 0;
      if (instant < this.last) this.advance(instant);
      else if (this.loop) this.settle(this.first);
      else return void this.finish();
      this.announce("tick");
    }

    advance(instant) {
      const length = this.window[1] - this.window[0];
      const last = Math.floor(instant);
      this.window = [Math.max(this.first, last - length), last];
      this.instant = instant;
    }

    finish() {
      this.instant = this.last;
      this.pause();
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, {
    Time: { fromISO, toISO, toDate, clamp, nextUnit, windowAround, presence, positionAt, paces },
    Clock,
  });
})();
