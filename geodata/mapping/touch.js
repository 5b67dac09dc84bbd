/* Fingers on the map: one scrolls the page around it, two move and zoom the map. A mouse or a pen drags it as ever. */
(() => {
  "use strict";

  const { element } = globalThis.Atlas;
  const DRAG_PX = 12;
  const READING_MS = 2500;

  class Fingers {
    constructor(map) {
      this.map = map;
      this.down = new Map();
      this.hint = element("p", { class: "atlas-fingers", hidden: "" });
      this.listen(map.getContainer());
    }

    /** Before Leaflet, which begins to drag at a press if it may. The style sheet leaves a single finger to the page. */
    listen(stage) {
      const on = (name, listener) => stage.addEventListener(name, listener, { capture: true, passive: false });
      on("pointerdown", (event) => this.press(event));
      on("pointermove", (event) => this.move(event));
      on("pointerup", (event) => this.down.delete(event.pointerId));
      on("pointercancel", (event) => this.lose(event));
      for (const name of ["touchstart", "touchmove"])
        on(name, (event) => {
          if (event.touches.length > 1 && event.cancelable) event.preventDefault(); // or two fingers would scroll too
        });
    }

    press({ pointerType, pointerId, clientX, clientY }) {
      if (pointerType !== "touch") return void this.map.dragging.enable();
      this.map.dragging.disable();
      this.down.set(pointerId, [clientX, clientY]);
      if (this.down.size > 1) this.hint.hidden = true;
    }

    move({ pointerId, clientX, clientY }) {
      const start = this.down.get(pointerId);
      if (this.down.size === 1 && start && Math.hypot(clientX - start[0], clientY - start[1]) > DRAG_PX) this.explain();
    }

    /** The browser has taken the finger to scroll with. */
    lose({ pointerId }) {
      if (this.down.size === 1 && this.down.has(pointerId)) this.explain();
      this.down.delete(pointerId);
    }

    explain() {
      this.hint.hidden = false;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => (this.hint.hidden = true), READING_MS);
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Fingers });
})();
