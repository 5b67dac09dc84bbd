/* What the map and the page around it tell each other.

   The page tells the map its state by `update({ turn, ... })`. Where the reader is in time, what is selected and the view
   belong to whoever moved last: the page raises `turn` when the reader moved something there, and only a new turn is
   obeyed; the map answers with reports that carry the turn they know, so that a late message never moves time back. */
(() => {
  "use strict";

  const { fitBox } = globalThis.Atlas;
  const { fromISO, toISO } = globalThis.Atlas.Time;
  // While playing: each report has the page drawn anew, which costs the map some frames.
  const REPORT_MS = 4000;
  const SETTLE_MS = 400;

  class Exchange {
    constructor(atlas) {
      this.atlas = atlas;
      this.turn = -1;
      this.sequence = 0;
      this.followed = null;
      this.playingMs = REPORT_MS;
      this.ready = false;
    }

    /** The page's state. Everything in it is optional but `turn`. */
    update(state) {
      this.pending = { ...this.pending, ...state };
      if (this.atlas.words) this.again();
    }

    /** Take in once more what the page said last. */
    again() {
      return this.pending && this.apply(this.pending);
    }

    async apply(state) {
      const { atlas } = this;
      if (state.language !== atlas.words.language || !atlas.spoken) atlas.speak(state.language ?? "en");
      if ((state.online ?? null) !== (this.online ?? null)) atlas.ground?.setOnline((this.online = state.online ?? null));
      if (state.turn > this.turn) this.obey(state);
      this.heedFollow(state.follow);
      atlas.annotate(state.notes);
      for (const [id, layer] of atlas.layers) Object.assign(layer, { chosen: state.chosen?.[id] ?? null, atEnd: state.atEnd?.includes(id) });
      await atlas.switchLayers(new Set(state.layers));
      atlas.tour.begin();
      if (state === this.pending) this.markReady();
    }

    obey({ turn, window, step, selected, view, bounds, tour, follow }) {
      const { atlas } = this;
      const gliding = this.ready && !atlas.calm;
      this.turn = turn;
      atlas.tour.leave(null);
      atlas.tour.ahead = tour ?? 0;
      atlas.select(selected ?? null);
      if (bounds) fitBox(atlas.map, bounds, gliding);
      if (view) atlas.map.setView([view[0], view[1]], view[2], { animate: gliding && !follow });
      atlas.clock.pause();
      const days = window?.map(fromISO);
      if (days && !atlas.lead.passesOver(days, step)) atlas.clock.setWindow(days, step);
    }

    /** What the page says of whom to follow holds once: afterwards the reader may choose another in the bar. */
    heedFollow(force = null) {
      const { atlas, followed: before } = this;
      if (force === before) return;
      this.followed = force;
      if (force === null && atlas.followed !== before) return;
      atlas.follow(force ?? "", { there: false });
      atlas.offerForces();
    }

    /** Once what was asked for first is painted and told, reports begin. */
    async markReady() {
      if (this.ready) return;
      await this.atlas.renderer?.whenSettled();
      requestAnimationFrame(() => {
        this.ready = true;
        this.report();
      });
    }

    reportSoon() {
      this.timer ??= setTimeout(() => this.report(), this.atlas.clock.playing ? this.playingMs : SETTLE_MS);
    }

    /** Tell the page where the reader is: in time, in space, and at which mark. */
    report() {
      clearTimeout(this.timer);
      this.timer = null;
      if (!this.ready) return;
      const { map, clock, tour, selected, options } = this.atlas;
      const bounds = map.getBounds();
      const centre = map.getCenter();
      const round = (value) => Number(value.toFixed(4));
      this.sequence += 1;
      options.report?.({
        frame: performance.timeOrigin,
        sequence: this.sequence,
        turn: this.turn,
        window: clock.window.map(toISO),
        custom: clock.custom,
        playing: clock.playing,
        tour: tour.how,
        selected: selected ?? null,
        view: this.sequence > 1 ? [round(centre.lat), round(centre.lng), map.getZoom()] : null,
        bbox: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map(round),
      });
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Exchange });
})();
