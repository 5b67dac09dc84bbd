/* The controls in the map: play bar with its time line, the date in large type, the list of what happened. */
(() => {
  "use strict";

  const { clamp, toDate, toISO, fromISO } = globalThis.Atlas.Time;
  const SPEEDS = [1, 3, 7, 14, 30, 91];
  const GRIP = 6;

  /** A DOM element; text is always set as text, never as markup. */
  function element(tag, { text, children = [], on = {}, ...attributes } = {}) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
    node.append(...children);
    return node;
  }

  function icon(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    shape.setAttribute("d", path);
    svg.append(shape);
    return svg;
  }

  const ICONS = {
    play: "M7 4v16l13-8z",
    pause: "M6 4h4v16H6zM14 4h4v16h-4z",
    back: "M15 5l-8 7 8 7z",
    forward: "M9 5l8 7-8 7z",
    previous: "M19 5l-8 7 8 7zM5 5h3v14H5z",
    next: "M5 5l8 7-8 7zM16 5h3v14h-3z",
    loop: "M7 7h9V4l5 4.5L16 13v-3H7v4H4V7zM17 17H8v3l-5-4.5L8 11v3h9v-4h3v7z",
    eventful: "M12 3l2.6 5.6 6.1.7-4.5 4.2 1.2 6-5.4-3-5.4 3 1.2-6-4.5-4.2 6.1-.7z",
    help: "M11 17h2v2h-2zM12 5a4 4 0 0 0-4 4h2a2 2 0 1 1 3.2 1.6c-1.3 1-2.2 1.8-2.2 4.4h2c0-1.7.5-2.1 1.5-2.9A4 4 0 0 0 12 5z",
  };

  const KEYS = [
    [["Space"], "play_pause"],
    [["←", "→"], "key_step"],
    [["Shift ←", "Shift →"], "key_event"],
    [["Page Up", "Page Down"], "key_month"],
    [["Home", "End"], "key_ends"],
    [["[", "]"], "key_speed"],
    [["?"], "help"],
  ];

  /** Words and dates in the reader's language. */
  class Words {
    constructor(strings) {
      this.strings = strings;
      this.speak("en");
    }

    speak(language) {
      this.language = language;
      const locale = language === "en" ? "en-GB" : language;
      const formatter = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
      this.long = formatter({ year: "numeric", month: "long", day: "numeric" });
      this.short = formatter({ year: "numeric", month: "short", day: "numeric" });
      this.month = formatter({ year: "numeric", month: "long" });
    }

    say(key, values = {}) {
      const text = this.strings[this.language][key] ?? key;
      return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    }

    window([first, last], step) {
      if (step === "year" && last - first >= 364) return String(toDate(first).getUTCFullYear());
      if (step === "month" && toDate(first).getUTCDate() === 1) return this.month.format(toDate(first));
      if (step === "custom" && last > first) return this.long.formatRange(toDate(first), toDate(last));
      return this.long.format(toDate(last));
    }

    day(day) {
      return this.long.format(toDate(day));
    }

    span(span) {
      if (!span) return "";
      const [first, , , last] = span;
      return first === last ? this.short.format(toDate(first)) : this.short.formatRange(toDate(first), toDate(last));
    }
  }

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

  /** Play, pause, speed, loop, steps and events, a date to type, whom to follow, with the time line. */
  class PlayBar {
    constructor(clock, words) {
      Object.assign(this, { clock, words });
      const button = (name, action) =>
        element("button", { type: "button", class: `atlas-${name}`, on: { click: action }, children: [icon(ICONS[name])] });
      this.buttons = {
        previous: button("previous", () => clock.toMoment(-1)),
        back: button("back", () => clock.stepBy(-1)),
        play: button("play", () => (clock.playing ? clock.pause() : clock.play())),
        forward: button("forward", () => clock.stepBy(1)),
        next: button("next", () => clock.toMoment(1)),
        loop: button("loop", () => this.toggle("loop")),
        eventful: button("eventful", () => this.toggle("eventful")),
        help: button("help", () => this.help.showModal()),
      };
      this.speed = element("select", { on: { change: () => (clock.daysPerSecond = Number(this.speed.value)) } });
      this.date = element("input", { type: "date", on: { change: () => this.typed() } });
      this.follow = element("select", { class: "atlas-follow", on: { change: () => this.onFollow(this.follow.value) } });
      this.help = element("dialog", { class: "atlas-help" });
      this.onFollow = () => {};
      this.timeline = new TimeLine(clock, words);
      this.node = element("div", {
        class: "atlas-bar",
        role: "group",
        children: [...Object.values(this.buttons), this.speed, this.date, this.follow, this.timeline.canvas, this.help],
      });
    }

    toggle(name) {
      this.clock[name] = !this.clock[name];
      this.buttons[name].setAttribute("aria-pressed", this.clock[name]);
    }

    typed() {
      if (!this.date.value) return;
      this.clock.pause();
      this.clock.goTo(fromISO(this.date.value));
    }

    changeSpeed(direction) {
      const at = SPEEDS.indexOf(this.clock.daysPerSecond) + direction;
      this.clock.daysPerSecond = SPEEDS[clamp(at, 0, SPEEDS.length - 1)];
      this.speed.value = this.clock.daysPerSecond;
    }

    /** Offer forces to follow: pairs of a key and a name. */
    offer(forces) {
      const chosen = this.follow.value;
      const nobody = element("option", { value: "", text: this.words.say("follow_nobody") });
      this.follow.replaceChildren(nobody, ...forces.map(([key, name]) => element("option", { value: key, text: name })));
      this.follow.value = forces.some(([key]) => key === chosen) ? chosen : "";
    }

    speak() {
      const { words, clock } = this;
      this.node.setAttribute("aria-label", words.say("playbar"));
      for (const [name, button] of Object.entries(this.buttons)) this.name(button, name);
      this.name(this.speed, "speed");
      this.name(this.date, "go_to");
      this.name(this.follow, "follow");
      this.speed.replaceChildren(
        ...SPEEDS.map((days) => element("option", { value: days, text: words.say(`speed_${days}`) })),
      );
      this.speed.value = clock.daysPerSecond;
      this.date.min = toISO(clock.first);
      this.date.max = toISO(clock.last);
      for (const name of ["loop", "eventful"]) this.buttons[name].setAttribute("aria-pressed", clock[name]);
      this.explain();
      this.shownAs = null;
      this.update();
    }

    explain() {
      const { words } = this;
      const rows = KEYS.flatMap(([keys, what]) => [
        element("dt", { children: keys.map((key) => element("kbd", { text: key })) }),
        element("dd", { text: words.say(what) }),
      ]);
      const close = element("button", { type: "button", text: words.say("close"), on: { click: () => this.help.close() } });
      this.help.replaceChildren(element("h2", { text: words.say("help") }), element("dl", { children: rows }), close);
      this.help.setAttribute("aria-label", words.say("help"));
    }

    name(control, key) {
      const text = this.words.say(key);
      control.setAttribute("aria-label", text);
      control.title = text;
    }

    update() {
      const name = this.clock.playing ? "pause" : "play";
      if (name !== this.shownAs) {
        this.shownAs = name;
        this.buttons.play.replaceChildren(icon(ICONS[name]));
        this.name(this.buttons.play, name);
      }
      const day = toISO(this.clock.playing ? this.clock.window[1] : this.clock.window[0]);
      if (this.date.value !== day && document.activeElement !== this.date) this.date.value = day;
      if (!this.clock.playing) this.timeline.label();
      this.timeline.draw();
    }
  }

  /** What happened in the window, in order, as buttons that select their mark. */
  class Happenings {
    constructor(words, onPick) {
      Object.assign(this, { words, onPick });
      this.heading = element("h2");
      this.list = element("ol");
      this.node = element("section", { class: "atlas-list", children: [this.heading, this.list] });
      this.key = "";
    }

    /** `happenings`: pairs of a feature and its presence in the window. */
    show(happenings, selectedId) {
      const count = happenings.length;
      const key = `${this.words.language} ${selectedId} ${happenings.map(([{ id }, present]) => id + present).join(" ")}`;
      if (key === this.key) return;
      this.key = key;
      this.heading.textContent = this.words.say(count === 1 ? "happened_one" : "happened", { count });
      const rows = happenings.map(([feature, present]) => this.row(feature, present, feature.id === selectedId));
      this.list.replaceChildren(...(rows.length ? rows : [element("li", { class: "atlas-nothing", text: this.words.say("nothing") })]));
    }

    row(feature, present, selected) {
      const button = element("button", {
        type: "button",
        class: `atlas-${present === "certain" ? "surely" : "perhaps"}`,
        "data-id": feature.id,
        "aria-current": selected ? "true" : "false",
        on: { click: () => this.onPick(feature) },
        children: [
          element("i", { style: `background:${feature.colour}`, "aria-hidden": "true" }),
          element("time", { text: this.words.span(feature.span) }),
          element("span", { text: feature.title[this.words.language] }),
        ],
      });
      return element("li", { children: [button] });
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { element, Words, PlayBar, Happenings });
})();
