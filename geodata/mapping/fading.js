/* How marks flare, breathe and fade with the clock's one instant. No DOM. */
(() => {
  "use strict";

  const { TRACK_DAYS } = globalThis.Atlas;
  const { clamp } = globalThis.Atlas.Time;
  const ARRIVED_DAYS = 10;
  const TRACE_DAYS = 60;
  const BREATH_DAYS = 7;
  const FLARE_DAYS = 3;
  const FAINTEST = 0.1;
  const IN_SIGHT = 0.3;
  const HELD = new Set(["state", "ground"]);

  // In tenths: a look that changes with every frame would be set anew with every frame.
  const tenths = (value) => Math.round(value * 10) / 10;

  /**
   * While playing, how strongly and how large a mark is drawn; the key is the role of its layer, `time` the clock's
   * instant and the first day of its window. What has happened leaves a small mark that fades in the same time whatever
   * the window's length; within the window it stays in sight.
   */
  const ages = {
    state(feature, { instant }) {
      if (!feature.span || feature.geometry.type === "Point") return { strength: 1, scale: 1 };
      const [start, , , end] = feature.span;
      const breath = Math.min(instant - start, end + 1 - instant) / BREATH_DAYS;
      return { strength: tenths(clamp(breath, FAINTEST, 1)), scale: 1 };
    },
    happening(feature, { instant, first }) {
      const [start, , , end] = feature.span;
      const over = instant - end - 1;
      const calm = over > 0 ? 0.8 : 1;
      const flare = (1.8 - calm) * clamp(1 - (instant - start) / FLARE_DAYS, 0, 1);
      const strength = over > 0 ? clamp(1 - over / TRACE_DAYS, end >= first ? IN_SIGHT : FAINTEST, 1) : 1;
      return { strength: tenths(strength), scale: tenths(calm + flare) };
    },
    movement: () => ({ strength: 1, scale: 1 }),
    ground: () => ({ strength: 1, scale: 1 }),
    still: () => ({ strength: 1, scale: 1 }),
  };

  /** How strongly the force at a way's head is drawn while playing: once it has come, its station takes its place. */
  function lead(days, instant, calm) {
    const over = instant - days.at(-1)[0] - 1;
    if (calm) return over > 0 ? 0 : 1;
    return tenths(clamp(1 - over / ARRIVED_DAYS, 0, 1));
  }

  /** The days of which a layer's marks are drawn: while playing, states are those of the instant, and traces linger. */
  function daysDrawn(role, { instant, playing, window }, calm) {
    const today = Math.floor(instant);
    if (!playing) return window;
    if (HELD.has(role)) return [today, today];
    if (role === "movement") return [today - TRACK_DAYS, today];
    if (role === "happening" && !calm) return [Math.min(window[0], today - TRACE_DAYS), window[1]];
    return window;
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Fading: { HELD, ages, lead, daysDrawn } });
})();
