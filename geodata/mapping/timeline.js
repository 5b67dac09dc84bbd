/* The time line: the whole war as a bar, and the window in it. */
(() => {
  "use strict";

  const { clamp, toDate, fromISO } = globalThis.Atlas.Time;
  const { element } = globalThis.Atlas;
  const GRIP = 6;

  /** The whole war as a bar: events a month behind, years below, the window as a handle to drag. */
  class TimeLine {
    constructor(clock, words) {
      Object.assign(this, { clock, words });
      this.canvas = element("canvas", { class: "atlas-timeline", tabindex: "0", role: "slider" });
      this.canvas.addEventListener("pointerdown", (event) => this.grab(event));
      this.histogram = [];
      this.onSeek = () => {};
      new ResizeObserver(() => this.prepare()).observe(this.canvas);
    }

    count(days) {
      const start = toDate(this.clock.first);
      this.histogram = new Array(84).fill(0);
      for (const day of days) {
        const date = toDate(day);
        const month = (date.getUTCFullYear() - start.getUTCFullYear()) * 12 + date.getUTCMonth();
        if (month >= 0 && month < 84) this.histogram[month] += 1;
      }
      this.prepare();
    }

    dayAt(event) {
      const box = this.canvas.getBoundingClientRect();
      const share = clamp((event.clientX - box.left) / box.width, 0, 1);
      return Math.round(this.clock.first + share * (this.clock.last - this.clock.first));
    }

    /** What a pointer at x takes hold of: an end of the window, if near one, or the whole of it. */
    gripAt(x) {
      const [first, last] = this.clock.window;
      const ends = { first: this.x(first), last: this.x(last + 1) };
      if (ends.last - ends.first < 4 * GRIP) return "whole";
      return Object.keys(ends).find((end) => Math.abs(ends[end] - x) <= GRIP) ?? "whole";
    }

    x(day) {
      return ((day - this.clock.first) / (this.clock.last + 1 - this.clock.first)) * this.size.width;
    }

    grab(event) {
      const grip = this.gripAt(event.clientX - this.canvas.getBoundingClientRect().left);
      this.canvas.setPointerCapture(event.pointerId);
      this.clock.pause();
      const move = (moved) => {
        if (grip === "whole") this.clock.goTo(this.dayAt(moved), "drag");
        else this.clock.stretch(grip, this.dayAt(moved));
      };
      const release = () => {
        this.canvas.removeEventListener("pointermove", move);
        this.onSeek();
      };
      if (grip === "whole") move(event);
      this.canvas.addEventListener("pointermove", move);
      this.canvas.addEventListener("pointerup", release, { once: true });
      this.canvas.addEventListener("pointercancel", release, { once: true });
    }

    label() {
      const [first, last] = this.clock.window;
      this.canvas.setAttribute("aria-label", this.words.say("timeline"));
      this.canvas.setAttribute("aria-valuemin", this.clock.first);
      this.canvas.setAttribute("aria-valuemax", this.clock.last);
      this.canvas.setAttribute("aria-valuenow", last);
      this.canvas.setAttribute("aria-valuetext", this.words.window([first, last], this.clock.step));
    }

    /** Draw what lies behind the window, once for each size and theme. */
    prepare() {
      const { canvas } = this;
      this.ratio = globalThis.devicePixelRatio || 1;
      this.size = { width: canvas.clientWidth, height: canvas.clientHeight };
      const [width, height] = [this.size.width * this.ratio, this.size.height * this.ratio].map(Math.round);
      if (!width) return;
      Object.assign(canvas, { width, height });
      this.behind = Object.assign(document.createElement("canvas"), { width, height });
      const ctx = this.behind.getContext("2d");
      ctx.scale(this.ratio, this.ratio);
      const style = getComputedStyle(canvas);
      this.handle = style.getPropertyValue("--handle");
      this.drawHistogram(ctx, this.size.width, this.size.height, style.getPropertyValue("--bars"));
      this.drawYears(ctx, this.size.height, style.color);
      this.draw();
    }

    draw() {
      if (!this.behind) return;
      const ctx = this.canvas.getContext("2d");
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, this.canvas.width, this.canvas.height);
      ctx.drawImage(this.behind, 0, 0);
      ctx.scale(this.ratio, this.ratio);
      this.drawWindow(ctx, this.size.height, this.handle);
    }

    drawWindow(ctx, height, colour) {
      const [first, last] = this.clock.window;
      const [left, right] = [this.x(first), this.x(this.clock.playing ? this.clock.instant : last + 1)];
      ctx.fillStyle = colour;
      ctx.globalAlpha = 0.3;
      ctx.fillRect(left, 0, Math.max(3, right - left), height - 13);
      ctx.globalAlpha = 1;
      ctx.fillRect(right - 1.5, 0, 3, height - 12);
      if (right - left >= 4 * GRIP) ctx.fillRect(left - 1, 0, 2, height - 12);
    }

    drawHistogram(ctx, width, height, colour) {
      const most = Math.max(1, ...this.histogram);
      const bar = width / this.histogram.length;
      ctx.fillStyle = colour;
      this.histogram.forEach((count, index) => {
        const tall = (count / most) * (height - 15);
        ctx.fillRect(index * bar + 0.5, height - 13 - tall, Math.max(1, bar - 1), tall);
      });
    }

    drawYears(ctx, height, colour) {
      ctx.fillStyle = colour;
      ctx.font = "10px system-ui, sans-serif";
      for (let year = toDate(this.clock.first).getUTCFullYear(); year <= toDate(this.clock.last).getUTCFullYear(); year += 1) {
        const x = this.x(fromISO(`${year}-01-01`));
        ctx.fillRect(x, height - 12, 1, 4);
        ctx.fillText(String(year), x + 3, height - 2);
      }
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { TimeLine });
})();
