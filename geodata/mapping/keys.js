/* The keys that steer the map while it has the focus, and the dialog that lists them. */
(() => {
  "use strict";

  const { element } = globalThis.Atlas;

  const KEYS = [
    [["Space"], "play_pause"],
    [["←", "→"], "key_step"],
    [["Shift ←", "Shift →"], "key_event"],
    [["Page Up", "Page Down"], "key_month"],
    [["Home", "End"], "key_ends"],
    [["[", "]"], "key_speed"],
    [["W", "A", "S", "D"], "key_pan"],
    [["+", "−"], "key_zoom"],
    [["?"], "help"],
  ];

  /** The dialog that lists the keys. */
  class KeysHelp {
    constructor(words) {
      this.words = words;
      this.node = element("dialog", { class: "atlas-keys" });
    }

    show() {
      this.node.showModal();
    }

    speak() {
      const { words, node } = this;
      const rows = KEYS.flatMap(([keys, what]) => [
        element("dt", { children: keys.map((key) => element("kbd", { text: key })) }),
        element("dd", { text: words.say(what) }),
      ]);
      const close = element("button", { type: "button", text: words.say("close"), on: { click: () => node.close() } });
      node.replaceChildren(element("h2", { text: words.say("help") }), element("dl", { children: rows }), close);
      node.setAttribute("aria-label", words.say("help"));
    }
  }

  // By its place, the number pad moves the map whether or not it writes numbers.
  const PAN = {
    w: [0, -1], a: [-1, 0], s: [0, 1], d: [1, 0],
    Numpad8: [0, -1], Numpad4: [-1, 0], Numpad2: [0, 1], Numpad6: [1, 0],
  };
  const PAN_SHARE = 0.25;

  /** Move the map by a part of what it shows. */
  function pan({ map, calm }, [right, down]) {
    const { x, y } = map.getSize().multiplyBy(PAN_SHARE);
    map.panBy([right * x, down * y], { animate: !calm });
  }

  /** What a key does to the map's view. */
  function moveOf(atlas, { key, code }) {
    const way = PAN[code] ?? PAN[key.toLowerCase()];
    if (way) return () => pan(atlas, way);
    return { "+": () => atlas.map.zoomIn(), "=": () => atlas.map.zoomIn(), "-": () => atlas.map.zoomOut() }[key];
  }

  /** What a key does to the clock. */
  function actionOf({ clock, bar }, { key, shiftKey }) {
    return {
      " ": () => bar.buttons.play.click(),
      ArrowLeft: () => (shiftKey ? clock.toMoment(-1) : clock.stepBy(-1)),
      ArrowRight: () => (shiftKey ? clock.toMoment(1) : clock.stepBy(1)),
      PageUp: () => clock.stepBy(-1, "month"),
      PageDown: () => clock.stepBy(1, "month"),
      Home: () => clock.goTo(clock.first),
      End: () => clock.goTo(clock.last),
      "[": () => bar.changeSpeed(-1),
      "]": () => bar.changeSpeed(1),
      "?": () => bar.help.show(),
    }[key];
  }

  /** Obey a key pressed in the map, unless it belongs to the control that has the focus. */
  function press(atlas, event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, dialog")) return;
    const ends = atlas.bar.timeline.actionsOf(event.target.dataset.part);
    const action = ends[event.key] ?? moveOf(atlas, event) ?? actionOf(atlas, event);
    if (!action || (event.key === " " && event.target.closest("button, summary"))) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { KeysHelp, press });
})();
