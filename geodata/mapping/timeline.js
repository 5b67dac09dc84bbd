/* The time line: the whole war as a bar, and the window in it with a handle at each end. */
(() => {
  "use strict";

  const { clamp, toDate } = globalThis.Atlas.Time;
  const { element } = globalThis.Atlas;
  const DAY_MS = 86400000;
  const MONTHS_A_YEAR = 12;
  const NARROWEST_TICKS = 3;
  const LETTER_EM = 0.8;

  /**
   * What a pointer at x takes hold of: an end of the window, by the handle that stands outside of it and reaches a
   * little inside, or the whole of it. However narrow the window is, its middle half is the whole.
   */
  function gripAt(x, [left, right], reach) {
    const inside = Math.min(reach / 2, (right - left) / 4);
    if (x >= left - reach && x <= left + inside) return "first";
    if (x <= right + reach && x >= right - inside) return "last";
    return "whole";
  }

  /** The whole war as a bar: events a month behind, months and years below, the window as three sliders. */
  class TimeLine {
    constructor(clock, words) {
      Object.assign(this, { clock, words });
      const slider = (part) =>
        element("div", { class: `atlas-window-${part}`, role: "slider", tabindex: "0", "data-part": part });
      this.canvas = element("canvas", { "aria-hidden": "true" });
      this.sliders = { first: slider("first"), whole: slider("whole"), last: slider("last") };
      this.node = element("div", { class: "atlas-timeline", children: [this.canvas, ...Object.values(this.sliders)] });
      this.node.addEventListener("pointerdown", (event) => this.grab(event));
      const [start, end] = [toDate(clock.first), toDate(clock.last)];
      this.year = start.getUTCFullYear();
      this.histogram = new Array((end.getUTCFullYear() - this.year + 1) * MONTHS_A_YEAR).fill(0);
      this.onSeek = () => {};
      new ResizeObserver(() => this.prepare()).observe(this.canvas);
    }

    count(days) {
      this.histogram.fill(0);
      for (const day of days) {
        const date = toDate(day);
        const month = (date.getUTCFullYear() - this.year) * MONTHS_A_YEAR + date.getUTCMonth();
        if (month in this.histogram) this.histogram[month] += 1;
      }
      this.prepare();
    }

    x(day) {
      return ((day - this.clock.first) / (this.clock.last + 1 - this.clock.first)) * this.size.width;
    }

    /** The day, with its fraction, at x. */
    dayAt(x) {
      return this.clock.first + clamp(x / this.size.width, 0, 1) * (this.clock.last + 1 - this.clock.first);
    }

    /** Where the window begins and ends; while it plays both ends glide. */
    get span() {
      const { window, playing, instant, first } = this.clock;
      if (!playing) return [this.x(window[0]), this.x(window[1] + 1)];
      return [this.x(Math.max(first, instant - window[1] + window[0])), this.x(instant)];
    }

    grab(event) {
      if (event.button) return;
      this.clock.pause();
      const { left: edge } = this.canvas.getBoundingClientRect();
      const [left, right] = this.span;
      const x = event.clientX - edge;
      const grip = gripAt(x, [left, right], this.sliders.first.offsetWidth);
      const held = { first: x - left, last: x - right, whole: x >= left && x <= right ? x - left : 0 }[grip];
      const move = (moved) => this.pull(grip, this.dayAt(moved.clientX - edge - held));
      const release = () => {
        this.node.removeEventListener("pointermove", move);
        this.sliders[grip].focus({ preventScroll: true });
        this.onSeek();
      };
      this.node.setPointerCapture(event.pointerId);
      if (!held) move(event);
      this.node.addEventListener("pointermove", move);
      this.node.addEventListener("pointerup", release, { once: true });
      this.node.addEventListener("pointercancel", release, { once: true });
    }

    pull(grip, day) {
      if (grip === "whole") this.clock.goTo(day, "drag");
      else this.clock.stretch(grip, Math.round(day) - (grip === "last" ? 1 : 0));
    }

    /** What keys do while an end of the window has the focus: move it by days, by months, and as far as it goes. */
    actionsOf(part) {
      const { clock } = this;
      if (part !== "first" && part !== "last") return {};
      const day = clock.window[part === "first" ? 0 : 1];
      const to = (there) => () => {
        clock.pause();
        clock.stretch(part, there);
      };
      const [back, forward, monthBack, monthForward] = [-1, 1, -30, 30].map((days) => to(day + days));
      return {
        ArrowLeft: back,
        ArrowDown: back,
        ArrowRight: forward,
        ArrowUp: forward,
        PageUp: monthBack,
        PageDown: monthForward,
        Home: to(clock.first),
        End: to(clock.last),
      };
    }

    label() {
      const { words, clock } = this;
      const [first, last] = clock.window;
      this.describe("first", words.say("window_first"), [clock.first, last, first], words.day(first));
      this.describe("whole", words.say("timeline"), [clock.first, clock.last, last], words.window([first, last], clock.step));
      this.describe("last", words.say("window_last"), [first, clock.last, last], words.day(last));
    }

    describe(part, name, [least, most, now], text) {
      const said = { label: name, valuemin: least, valuemax: most, valuenow: now, valuetext: text };
      for (const [key, value] of Object.entries(said)) this.sliders[part].setAttribute(`aria-${key}`, value);
    }

    /** Draw what lies behind the window, once for each size, language and theme. */
    prepare() {
      const { canvas } = this;
      const ratio = globalThis.devicePixelRatio || 1;
      this.size = { width: canvas.clientWidth, height: canvas.clientHeight };
      if (!this.size.width) return;
      const [width, height] = [this.size.width * ratio, this.size.height * ratio].map(Math.round);
      Object.assign(canvas, { width, height });
      const ctx = canvas.getContext("2d");
      if (ctx) {
        ctx.scale(ratio, ratio);
        this.paint(ctx, getComputedStyle(canvas));
      }
      this.draw();
    }

    paint(ctx, style) {
      const em = parseFloat(style.fontSize);
      ctx.font = `${em}px system-ui, sans-serif`;
      ctx.fillStyle = style.getPropertyValue("--bars");
      this.drawHistogram(ctx, this.size.height - em - 4);
      ctx.fillStyle = style.color;
      this.drawScale(ctx, em);
    }

    /** Put window and handles where they belong, in whole pixels: while it plays that is not in every frame. */
    draw() {
      if (!this.size?.width) return;
      const [from, to] = this.span;
      const [left, width] = [from, to - from].map(Math.round);
      if (left === this.left && width === this.width) return;
      Object.assign(this, { left, width });
      this.sliders.first.style.translate = `${left}px`;
      this.sliders.last.style.translate = `${left + width}px`;
      this.sliders.whole.style.translate = `${left}px`;
      this.sliders.whole.style.width = `${width}px`;
    }

    drawHistogram(ctx, foot) {
      const most = Math.max(1, ...this.histogram);
      const bar = this.size.width / this.histogram.length;
      this.histogram.forEach((count, index) => {
        const tall = (count / most) * (foot - 2);
        ctx.fillRect(index * bar + 0.5, foot - tall, Math.max(1, bar - 1), tall);
      });
    }

    /** A tick for each month, a longer one with its number for each year, and the months' letters where there is room. */
    drawScale(ctx, em) {
      const { height, width } = this.size;
      const room = width / this.histogram.length;
      const label = ctx.measureText(String(this.year)).width + 6;
      const years = Math.ceil(label / (room * MONTHS_A_YEAR));
      const letters = [];
      for (let month = 0; month < this.histogram.length; month += 1) {
        const x = this.x(Date.UTC(this.year, month, 1) / DAY_MS);
        const ofYear = month % MONTHS_A_YEAR;
        if (!ofYear || room >= NARROWEST_TICKS) ctx.fillRect(x, height - em - 4, 1, ofYear ? 3 : em * 0.6);
        if (!ofYear && (month / MONTHS_A_YEAR) % years === 0 && x + label <= width + 3)
          ctx.fillText(String(this.year + month / MONTHS_A_YEAR), x + 3, height - 2);
        if (ofYear * room > label && room >= LETTER_EM * em) letters.push([this.words.letters[ofYear], x + room / 2]);
      }
      this.drawLetters(ctx, letters, LETTER_EM * em);
    }

    drawLetters(ctx, letters, em) {
      ctx.font = `${em}px system-ui, sans-serif`;
      ctx.textAlign = "center";
      for (const [letter, middle] of letters) ctx.fillText(letter, middle, this.size.height - 2);
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { TimeLine, gripAt });
})();
