/* The play bar under the map. */
(() => {
  "use strict";

  const { clamp, toISO, fromISO } = globalThis.Atlas.Time;
  const { element, icon, KeysHelp, TimeLine } = globalThis.Atlas;
  const SPEEDS = [1, 3, 7, 14, 30, 91];

  /** Play, pause, speed, loop, steps and events, a date to type, whom to follow, with the time line. */
  class PlayBar {
    constructor(clock, words) {
      Object.assign(this, { clock, words });
      const button = (name, action) =>
        element("button", { type: "button", class: `atlas-${name}`, on: { click: action }, children: [icon(name)] });
      this.buttons = {
        previous: button("previous", () => clock.toMoment(-1)),
        back: button("back", () => clock.stepBy(-1)),
        play: button("play", () => (clock.playing ? clock.pause() : clock.play())),
        forward: button("forward", () => clock.stepBy(1)),
        next: button("next", () => clock.toMoment(1)),
        loop: button("loop", () => this.toggle("loop")),
        eventful: button("eventful", () => this.toggle("eventful")),
        help: button("help", () => this.help.show()),
        more: button("more", () => this.unfold(this.extras.hidden)),
      };
      this.speed = element("select", { on: { change: () => (clock.daysPerSecond = Number(this.speed.value)) } });
      this.date = element("input", { type: "date", on: { change: () => this.typed() } });
      this.follow = element("select", { class: "atlas-follow", on: { change: () => this.onFollow(this.follow.value) } });
      this.help = new KeysHelp(words);
      this.onFollow = () => {};
      this.timeline = new TimeLine(clock, words);
      const { loop, eventful, help, ...always } = this.buttons;
      this.extras = element("div", {
        class: "atlas-extras",
        id: "atlas-extras",
        children: [this.speed, loop, eventful, this.date, help, this.follow],
      });
      this.buttons.more.setAttribute("aria-controls", this.extras.id);
      this.unfold(false);
      this.node = element("div", {
        class: "atlas-bar",
        role: "group",
        children: [...Object.values(always), this.extras, this.timeline.node, this.help.node],
      });
    }

    /** Show the controls that a narrow bar folds away; a wide one always shows them. */
    unfold(open) {
      this.extras.hidden = !open;
      this.buttons.more.setAttribute("aria-expanded", open);
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

    /** Offer forces to follow: pairs of a key and a name; one may be followed already. */
    offer(forces, chosen = "") {
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
      this.help.speak();
      this.shownAs = null;
      this.timeline.prepare();
      this.update();
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
        this.buttons.play.replaceChildren(icon(name));
        this.name(this.buttons.play, name);
      }
      this.timeline.draw();
    }

    /** Say the day in the field for it, and in words to those who listen. */
    tell() {
      const day = toISO(this.clock.playing ? this.clock.window[1] : this.clock.window[0]);
      if (this.date.value !== day && document.activeElement !== this.date) this.date.value = day;
      if (!this.clock.playing) this.timeline.label();
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { PlayBar });
})();
