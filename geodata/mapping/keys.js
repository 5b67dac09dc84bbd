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

  /** What each key does. */
  function actionsOf({ clock, bar }, { shiftKey }) {
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
    };
  }

  /** Obey a key pressed in the map, unless it belongs to the control that has the focus. */
  function press(atlas, event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, dialog")) return;
    const action = actionsOf(atlas, event)[event.key];
    if (!action || (event.key === " " && event.target.closest("button"))) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { KeysHelp, press });
})();
