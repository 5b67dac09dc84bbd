/* The map that knows time: puts together ground, layers, clock and controls, and talks with the page around it.

   The page tells it its state by `update({ turn, ... })`. Where the reader is in time, what is selected and the view
   belong to whoever moved last: the page raises `turn` when the reader moved something there, and only a new turn is
   obeyed; the map answers with reports that carry the turn they know, so that a late message never moves time back. */
(() => {
  "use strict";

  const { Clock, Words, PlayBar, Happenings, TimedLayer, RankedCanvas, Ground, element } = globalThis.Atlas;
  const { fromISO, toISO, presence } = globalThis.Atlas.Time;
  const REPORT_MS = 1000;
  const LISTED = new Set(["events", "guerrilla_actions"]);

  async function fetchJSON(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  class TimeMap {
    constructor(id, options) {
      this.options = options;
      this.map = L.map(id, {
        center: options.center,
        zoom: options.zoom,
        minZoom: 3,
        maxZoom: 17,
        zoomControl: false,
        worldCopyJump: false,
        maxBounds: [[-20, -150], [62, 40]],
        maxBoundsViscosity: 0.6,
      });
      this.renderer = new RankedCanvas({ padding: 0.4, tolerance: 5 }).addTo(this.map);
      this.turn = -1;
      this.sequence = 0;
      this.layers = new Map();
      this.ready = false;
      this.started = this.start();
    }

    async start() {
      this.config = await (this.options.config ?? fetchJSON(`${this.options.base}timemap.json`));
      this.words = new Words(this.config.strings);
      this.clock = new Clock({
        first: fromISO(this.config.first),
        last: fromISO(this.config.last),
        step: "month",
        day: fromISO(this.config.opening),
      });
      this.build();
      for (const entry of this.config.layers) {
        this.layers.set(entry.id, new TimedLayer(entry, this.map, this.renderer, (feature, event) => this.pick(feature, event)));
      }
      this.clock.onChange((_, cause) => this.changed(cause));
      this.map.on("moveend", () => this.reportSoon());
      this.map.on("click", () => this.pick(null));
      if (this.pending) this.apply(this.pending);
      await this.ground.ready;
    }

    build() {
      const stage = element("div", { class: "atlas-stage" });
      const shell = element("div", { class: "atlas-shell", children: [stage] });
      this.map.getContainer().replaceWith(shell);
      this.bar = new PlayBar(this.clock, this.words);
      this.bar.timeline.onSeek = () => this.report();
      this.list = new Happenings(this.words, (feature) => this.pick(feature, null, { centre: true }));
      this.date = element("div", { class: "atlas-date", role: "status", "aria-live": "off" });
      this.notice = element("div", { class: "atlas-notice", role: "alert", hidden: "" });
      stage.append(this.map.getContainer(), this.date, this.notice);
      shell.append(this.bar.node, this.list.node);
      L.control.zoom({ position: "topright" }).addTo(this.map);
      L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.map);
      this.ground = Ground.create(this.map, { url: `${this.options.base}ground/`, language: "en", theme: this.theme ?? "light" });
      this.ground.onNotice?.((code) => this.warn(code));
      new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(stage);
      document.addEventListener("keydown", (event) => this.press(event));
    }

    /** The page's state. Everything in it is optional but `turn`. */
    update(state) {
      this.pending = { ...this.pending, ...state };
      if (this.words) this.apply(this.pending);
    }

    async apply(state) {
      if (state.language !== this.words.language || !this.spoken) this.speak(state.language ?? "en");
      if (state.online !== this.online) this.ground.setOnline((this.online = state.online ?? null));
      if (state.turn > this.turn) this.obey(state);
      await this.switchLayers(new Set(state.layers));
      if (state === this.pending) this.markReady();
    }

    obey({ turn, window, step, selected, view }) {
      this.turn = turn;
      this.selected = selected ?? null;
      if (view) this.map.setView([view[0], view[1]], view[2], { animate: this.ready });
      this.clock.pause();
      if (window) this.clock.setWindow([fromISO(window[0]), fromISO(window[1])], step);
    }

    async switchLayers(wanted) {
      const waits = [];
      for (const [id, layer] of this.layers) {
        if (layer.on !== wanted.has(id)) layer.switch(wanted.has(id));
        if (layer.on && !layer.loading) waits.push((layer.loading = this.load(layer)));
        else if (layer.on) waits.push(layer.loading);
      }
      this.draw();
      await Promise.all(waits);
      this.draw();
    }

    async load(layer) {
      try {
        layer.adopt(await fetchJSON(`${this.options.base}drawing/${layer.entry.id}.json`));
        this.countMoments();
      } catch {
        layer.loading = null;
        this.warn("layer_missing", { layer: layer.entry.title[this.words.language] });
      }
    }

    countMoments() {
      const days = [];
      for (const layer of this.layers.values())
        if (LISTED.has(layer.entry.id)) for (const { feature } of layer.marks) if (feature.span) days.push(feature.span[0]);
      this.clock.moments = [...new Set(days)].sort((a, b) => a - b);
      this.bar.timeline.count(days);
    }

    markReady() {
      if (this.ready) return;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          this.ready = true;
          this.report();
        }),
      );
    }

    speak(language) {
      this.spoken = true;
      this.words.speak(language);
      document.documentElement.lang = language;
      this.ground.setLanguage(language);
      this.bar.speak();
      this.list.node.setAttribute("aria-label", this.words.say("list"));
      this.map.getContainer().setAttribute("aria-label", this.words.say("map"));
      this.draw();
    }

    setTheme(theme) {
      this.theme = theme;
      document.documentElement.dataset.theme = theme;
      this.ground?.setTheme(theme);
      this.bar?.timeline.draw();
    }

    changed(cause) {
      this.draw();
      if (cause === "play") this.run();
      if (["play", "tick", "drag"].includes(cause)) this.reportSoon();
      else if (cause !== "told") this.report();
    }

    run() {
      let before = performance.now();
      const frame = (now) => {
        this.clock.tick(Math.min(0.25, (now - before) / 1000));
        before = now;
        if (this.clock.playing) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }

    draw() {
      if (!this.spoken) return;
      for (const layer of this.layers.values()) layer.show(this.clock, this.selected);
      const text = this.clock.playing ? this.words.day(this.clock.window[1]) : this.words.window(this.clock.window, this.clock.step);
      if (this.date.textContent !== text) this.date.textContent = text;
      this.date.setAttribute("aria-live", this.clock.playing ? "off" : "polite");
      this.bar.update();
      this.list.show(this.happenings(), this.selected);
    }

    /** What surely happened in the window by date, then what perhaps did. */
    happenings() {
      const found = [];
      for (const layer of this.layers.values())
        if (LISTED.has(layer.entry.id))
          for (const { feature } of layer.shown) found.push([feature, presence(feature.span, ...this.clock.window)]);
      const order = ([{ span, id }, present]) => `${present} ${String(span[0] + 1e6).padStart(8, "0")} ${id}`;
      return found.map((pair) => [order(pair), pair]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
    }

    pick(feature, event, { centre = false } = {}) {
      if (event) L.DomEvent.stopPropagation(event);
      const id = feature?.id ?? null;
      if (id === this.selected) return;
      this.clock.pause();
      this.selected = id;
      if (centre && feature.geometry.type === "Point") this.bringIntoView(feature.geometry.coordinates);
      this.draw();
      this.report();
    }

    bringIntoView([lon, lat]) {
      if (!this.map.getBounds().pad(-0.1).contains([lat, lon])) this.map.panTo([lat, lon]);
    }

    press(event) {
      if (event.key !== " " || ["BUTTON", "SELECT", "INPUT"].includes(event.target.tagName)) return;
      event.preventDefault();
      this.bar.buttons.play.click();
    }

    warn(code, values) {
      this.notice.textContent = this.words.say(code, values);
      this.notice.hidden = false;
      clearTimeout(this.noticeTimer);
      this.noticeTimer = setTimeout(() => (this.notice.hidden = true), 12000);
    }

    reportSoon() {
      this.reportTimer ??= setTimeout(() => this.report(), this.clock.playing ? REPORT_MS : 400);
    }

    /** Tell the page where the reader is: in time, in space, and at which mark. */
    report() {
      clearTimeout(this.reportTimer);
      this.reportTimer = null;
      if (!this.ready) return;
      const bounds = this.map.getBounds();
      const centre = this.map.getCenter();
      const round = (value) => Number(value.toFixed(4));
      this.options.report?.({
        frame: performance.timeOrigin,
        sequence: (this.sequence += 1),
        turn: this.turn,
        day: toISO(this.clock.playing ? this.clock.window[1] : this.clock.window[0]),
        playing: this.clock.playing,
        selected: this.selected,
        view: this.sequence > 1 ? [round(centre.lat), round(centre.lng), this.map.getZoom()] : null,
        bbox: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map(round),
      });
    }

    /** How many marks of each layer are drawn now. */
    shown() {
      return Object.fromEntries([...this.layers].map(([id, layer]) => [id, layer.shown.size]));
    }

    /** In a Streamlit component's frame: make the map, follow the page's theme and answer with component values. */
    static inStreamlit(id, options) {
      const { Streamlit } = window;
      const atlas = new TimeMap(id, { ...options, report: (value) => Streamlit.setComponentValue(value) });
      Streamlit.events.addEventListener(Streamlit.RENDER_EVENT, ({ detail }) => atlas.setTheme(detail.theme?.base ?? "light"));
      window.atlas = atlas;
      return atlas.map;
    }
  }

  globalThis.Atlas.TimeMap = TimeMap;
})();
