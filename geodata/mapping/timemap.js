/* The map that knows time: puts together ground, layers, clock and controls. */
(() => {
  "use strict";

  const { Clock, Lead, Words, PlayBar, Happenings, Notices, Tip, Tour, Fingers, TimedLayer, Paper, Ground } = globalThis.Atlas;
  const { Caption, Exchange, Forces, Labels, Ledger, element, followTextSize, middleOf, nameLeaflet, press } = globalThis.Atlas;
  const { happeningsIn, moveTogether, read, tellCharts } = globalThis.Atlas;
  const { fromISO, clamp } = globalThis.Atlas.Time;
  const FOLLOW_MARGIN = -0.25;
  const NEAR_ZOOM = 10;
  const NAMES_ZOOM = 7;
  const LISTS_MS = 250;

  /** Without a canvas the map stays empty, and says why. */
  const canDraw = () => Boolean(document.createElement("canvas").getContext?.("2d"));

  class TimeMap {
    /**
     * `options`: base (address of the files), center, zoom, report, a function told where the reader is, page, the
     * document around whose slider leads, and alone, if nothing else is in this document and all its keys are the map's.
     */
    constructor(id, options) {
      this.options = options;
      this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.map = L.map(id, {
        center: options.center,
        zoom: options.zoom,
        minZoom: 3,
        maxZoom: 17,
        zoomControl: false,
        maxBounds: [[-20, -150], [62, 40]],
        maxBoundsViscosity: 0.6,
        zoomAnimation: !this.calm,
      });
      this.renderer = canDraw() ? new Paper({ padding: 0.25, tolerance: 5 }).addTo(this.map) : null;
      this.layers = new Map();
      this.forces = new Forces();
      this.followed = "";
      this.exchange = new Exchange(this);
      this.started = this.start();
    }

    async start() {
      this.config = await read(this.options.base, "timemap.json");
      this.words = new Words(this.config.strings);
      const [first, last, day] = [this.config.first, this.config.last, this.config.opening].map(fromISO);
      this.clock = new Clock({ first, last, day, step: "month", gliding: !this.calm });
      this.lead = new Lead(this.clock);
      if (this.options.page) this.lead.watch(this.options.page);
      this.build();
      const hooks = {
        pick: (feature, event) => this.pick(feature, event),
        hover: (feature, at) => (feature ? this.tip.show(feature, at) : this.tip.hide()),
        shipGlyph: this.config.shipGlyph,
      };
      this.config.layers.forEach((entry, order) =>
        this.layers.set(entry.id, new TimedLayer(entry, order, this.map, this.renderer, hooks)),
      );
      this.clock.onChange((_, cause) => this.changed(cause));
      this.map.on("moveend", () => this.moved());
      this.renderer?.on("textsize", () => this.repaint());
      this.renderer?.on("shown", () => this.drawDue());
      this.map.on("zoomend", () => this.keepInView());
      this.map.on("click", () => this.pick(null));
      if (this.options.together) moveTogether(this.map, this.options.together);
      this.exchange.again();
      await this.ground?.ready;
    }

    build() {
      const stage = element("div", { class: "atlas-stage" });
      const shell = element("div", { class: "atlas-shell", children: [stage] });
      const root = element("div", { class: "atlas-map", children: [shell] });
      this.map.getContainer().replaceWith(root);
      this.bar = new PlayBar(this.clock, this.words);
      this.bar.timeline.onSeek = () => this.changed("seek");
      this.bar.onFollow = (force) => this.follow(force);
      this.list = new Happenings(this.words, (feature) => this.pick(feature, null, { centre: true }));
      this.ledger = new Ledger(this.words, {
        onPick: (feature) => this.pick(feature, null, { centre: true }),
        nameOf: (force) => this.nameOf(force),
      });
      this.list.node.append(this.ledger.node);
      this.date = element("div", { class: "atlas-date" });
      this.said = element("p", { class: "atlas-said", role: "status", "aria-live": "polite" });
      this.caption = new Caption(this.words, (feature) => this.pick(feature, null, { centre: true }));
      this.notices = new Notices(this.words);
      this.tour = new Tour(this, () => this.exchange.report());
      this.fingers = new Fingers(this.map);
      stage.append(this.map.getContainer(), this.date, this.said, this.caption.node, this.fingers.hint, this.notices.node);
      shell.append(this.bar.node, this.list.node);
      L.control.zoom({ position: "topright" }).addTo(this.map);
      const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
      L.control.scale({ imperial: false, position: "bottomright", maxWidth: 6.25 * em }).addTo(this.map);
      this.tip = new Tip(this.map, this.words, (force) => this.nameOf(force));
      if (this.renderer) this.layGround();
      else stage.append(this.notices.undrawn);
      new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(stage);
      const keys = this.options.alone ? document : root;
      keys.addEventListener("keydown", (event) => press(this, event), true); // before Leaflet: its arrows pan
    }

    layGround() {
      const url = `${this.options.base}ground/`;
      const marked = new Promise((done) => this.renderer.once("shown", done));
      this.ground = Ground.create(this.map, { url, data: globalThis.Atlas.files?.ground, theme: this.theme, marked });
      this.ground.onNotice((code) => this.notices.warn(code));
    }

    update(state) {
      this.exchange.update(state);
    }

    /** Has the map shown what was first asked of it? */
    get ready() {
      return this.exchange.ready;
    }

    /** Ring the marks that a text beside the map speaks of, with their numbers there: { id: number }. */
    annotate(notes) {
      if (JSON.stringify(notes) === JSON.stringify(this.notes)) return;
      for (const layer of this.layers.values()) for (const id of Object.keys(this.notes ?? {})) layer.raise(id, false);
      this.notes = notes;
      this.raiseNotes(this.layers.values());
    }

    raiseNotes(layers) {
      for (const layer of layers) for (const id of Object.keys(this.notes ?? {})) layer.raise(id, true);
    }

    async switchLayers(wanted) {
      const waits = [];
      for (const [id, layer] of this.layers) {
        if (layer.on !== wanted.has(id)) layer.switch(wanted.has(id));
        if (layer.on) waits.push((layer.loading ??= this.load(layer)));
      }
      this.draw();
      await Promise.all(waits);
      this.begun = true;
      this.draw();
    }

    async load(layer) {
      try {
        const drawing = await read(this.options.base, `drawing/${layer.entry.id}.json`);
        layer.adopt(drawing);
        this.begun = true;
        this.forces.adopt(drawing);
        if (this.selected) layer.raise(this.selected, true);
        this.raiseNotes([layer]);
        this.takeMoments();
        this.offerForces();
      } catch {
        layer.loading = null;
        this.notices.warn("layer_missing", { layer: layer.entry.title[this.words.language] }, () => this.exchange.again());
      }
    }

    *features(role) {
      for (const layer of this.layers.values())
        if (layer.entry.role === role) for (const { feature } of layer.marks) yield feature;
    }

    takeMoments() {
      const moments = [...this.features("happening")].map(({ span, weight }) => [span[0], weight ?? 0]);
      this.clock.heed(moments);
      this.bar.timeline.count(moments.map(([day]) => day));
    }

    offerForces() {
      this.bar.offer(this.forces.offered(this.words.language), this.followed);
    }

    nameOf(force) {
      return this.forces.nameOf(force, this.words.language);
    }

    /** Keep a force in view while the clock moves. */
    follow(force, { there = true } = {}) {
      this.followed = force;
      this.keepInView(there);
    }

    keepInView(always = false) {
      const there = this.followed && this.forces.whereabouts(this.followed, this.clock.instant);
      if (!there) return;
      const [lon, lat] = there;
      if (always || !this.map.getBounds().pad(FOLLOW_MARGIN).contains([lat, lon])) this.map.panTo([lat, lon], { animate: !this.calm });
    }

    speak(language) {
      this.spoken = true;
      this.words.speak(language);
      document.documentElement.lang = language;
      this.ground?.setLanguage(language);
      this.bar.speak();
      this.offerForces();
      this.notices.speak();
      if (!this.clock.playing) this.sayDate();
      this.fingers.hint.textContent = this.words.say("two_fingers");
      this.list.node.setAttribute("aria-label", this.words.say("list"));
      this.map.getContainer().setAttribute("aria-label", this.words.say("map"));
      nameLeaflet(this.map, this.words);
      this.draw();
    }

    setTheme(theme) {
      if (theme === this.theme) return;
      this.theme = theme;
      document.documentElement.dataset.theme = theme;
      this.ground?.setTheme(theme);
      this.bar?.timeline.prepare();
      this.repaint();
    }

    changed(cause) {
      this.tour.keep(cause);
      const moving = ["play", "tick", "drag"].includes(cause);
      this.sayDue ||= !moving;
      if (cause === "tick") this.drawFrame();
      else this.draw();
      if (cause === "play") this.run();
      if (moving) this.exchange.reportSoon();
      else if (cause !== "told") this.exchange.report();
    }

    run() {
      let before = performance.now();
      const frame = (now) => {
        this.clock.tick(clamp((now - before) / 1000, 0, 0.25)); // a frame may have begun before the press
        before = now;
        if (this.clock.playing) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }

    /** A frame of play: marks as often as they can be painted, words and bar for each day. */
    drawFrame() {
      if (!this.renderer?.isBusy()) this.drawMarks();
      this.keepInView();
      if (this.clock.window[1] !== this.day) this.drawWordsSoon();
    }

    /** Who has just come sees words first. */
    draw() {
      if (!this.spoken) return;
      if (!this.begun) return void this.drawWords();
      this.drawMarks();
      this.keepInView();
      this.drawWordsSoon();
    }

    /** Other names have room. */
    moved() {
      if (this.begun) this.drawMarks();
      this.exchange.reportSoon();
    }

    /** Names have another size, or all another ground. */
    repaint() {
      this.renderer?.repaint();
      if (this.begun) this.drawMarks();
    }

    drawMarks() {
      const zoom = this.map.getZoom();
      const labels = zoom >= NAMES_ZOOM ? this.labels() : null;
      const how = { selected: this.selected, notes: this.notes, near: zoom >= NEAR_ZOOM, calm: this.calm, labels };
      for (const layer of this.layers.values()) layer.show(this.clock, how);
      this.renderer?.flush();
    }

    labels() {
      const sight = this.map.getBounds();
      const pointOf = (at) => (sight.contains(at) ? this.map.latLngToLayerPoint(at) : null);
      const edge = this.map.containerPointToLayerPoint(this.map.getSize()).x;
      return new Labels((force) => this.nameOf(force), pointOf, this.renderer?.textSize, edge);
    }

    /** Say the date, politely, where the clock has come to rest, never on the way. */
    sayDate() {
      this.sayDue = false;
      const text = this.words.window(this.clock.window, this.clock.step);
      if (this.said.textContent !== text) this.said.textContent = text;
    }

    drawWords() {
      const { playing, window, step } = this.clock;
      this.day = window[1];
      const text = playing ? this.words.day(window[1]) : this.words.window(window, step);
      if (this.date.textContent !== text) this.date.textContent = text;
      this.bar.update();
      tellCharts(window, playing);
    }

    /** What is read changes with what is looked at, in one frame. */
    drawWordsSoon() {
      this.wordsDue = true;
      if (this.painted) this.drawDue();
    }

    /** The picture is there: say what it shows; lists now and then while it moves. */
    drawDue() {
      if (!this.wordsDue) return;
      this.wordsDue = false;
      this.drawWords();
      if (this.sayDue) this.sayDate();
      if (!this.clock.playing && this.painted) this.drawLists();
      else this.listRequest ??= setTimeout(() => this.drawLists(), LISTS_MS);
    }

    drawLists() {
      clearTimeout(this.listRequest);
      this.listRequest = null;
      this.bar.tell();
      const happenings = happeningsIn(this.layers.values(), this.clock.window);
      this.list.show(happenings, this.selected);
      this.ledger.show([...this.layers.values()], this.clock, this.selected);
      this.caption.show(this.clock.playing ? happenings.filter(([feature]) => this.speaksOf(feature)) : [], this.clock);
    }

    get painted() {
      return this.renderer?.isSettled() ?? true;
    }

    /** Is all that was asked for drawn and told? */
    isSettled() {
      return !this.wordsDue && !this.listRequest && this.painted;
    }

    /** A story beside the map may speak of some marks only. */
    speaksOf(feature) {
      if (!this.notes) return true;
      return [...this.layers.values()].some((layer) => layer.marks[feature.index]?.feature === feature && layer.emphasis(feature) === 1);
    }

    select(id) {
      if (id === this.selected) return;
      for (const layer of this.layers.values()) if (this.selected) layer.raise(this.selected, false);
      this.selected = id;
      for (const layer of this.layers.values()) if (id) layer.raise(id, true);
    }

    pick(feature, event, { centre = false } = {}) {
      if (event) L.DomEvent.stopPropagation(event);
      const id = feature?.id ?? null;
      if (id === this.selected) return;
      this.clock.pause();
      this.select(id);
      if (centre) this.bringIntoView(middleOf(feature, this.clock.instant));
      this.draw();
      this.exchange.report();
    }

    bringIntoView([lon, lat]) {
      if (!this.map.getBounds().pad(-0.1).contains([lat, lon])) this.map.panTo([lat, lon], { animate: !this.calm });
    }

    /** How many marks of each layer are drawn now. */
    shown() {
      return Object.fromEntries([...this.layers].map(([id, layer]) => [id, layer.shown.size]));
    }

    /** In a Streamlit component's frame: follow the page's theme and answer with component values. */
    static inStreamlit(id, options) {
      const { Streamlit } = window;
      followTextSize();
      const report = (value) => Streamlit.setComponentValue(value);
      const atlas = new TimeMap(id, { ...options, alone: true, page: parent.document, report });
      Streamlit.events.addEventListener(Streamlit.RENDER_EVENT, ({ detail }) => atlas.setTheme(detail.theme?.base ?? "light"));
      window.atlas = atlas;
      return atlas.map;
    }
  }

  globalThis.Atlas.TimeMap = TimeMap;
})();
