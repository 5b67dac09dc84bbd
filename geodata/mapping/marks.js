/* Drawing the layers with Leaflet on its canvas renderer: symbols, layers that know time, forces that move. */
(() => {
  "use strict";

  const { presence, positionAt, clamp } = globalThis.Atlas.Time;
  const FAINT = 0.38;
  const DOUBTFUL = new Set(["approximate", "conjectural"]);
  const HELD = new Set(["state", "ground"]);
  // Marks of one rank lie in the order of the layers and of the features in them, however one came to see them.
  const ORDER_STEP = 10000;
  const RANK_STEP = 1e-7;
  const HEAD_RANK = 25;
  const SELECTED_RANK = 900;
  const NEAR_ZOOM = 10;
  const NAMES_ZOOM = 7;
  const TRACK_DAYS = 90;
  const BREATH_DAYS = 7;
  const FLARE_DAYS = 3;
  const NOTE_COLOUR = "#8c1c13";
  const UNCHOSEN = 0.14;
  const paths = new Map();

  function glyphPath(data) {
    if (!paths.has(data)) paths.set(data, new Path2D(data));
    return paths.get(data);
  }

  function polygon(ctx, points) {
    points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
  }

  const outlines = {
    disc: (ctx, r) => ctx.arc(0, 0, r, 0, Math.PI * 2),
    square: (ctx, r) => ctx.rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8),
    diamond: (ctx, r) => polygon(ctx, [[0, -r * 1.2], [r * 1.2, 0], [0, r * 1.2], [-r * 1.2, 0]]),
    triangle: (ctx, r) => polygon(ctx, [[0, -r * 1.15], [r * 1.1, r * 0.85], [-r * 1.1, r * 0.85]]),
    box: (ctx, r) => ctx.rect(-r * 1.35, -r * 0.85, r * 2.7, r * 1.7),
  };

  /** A point mark: an outline with a glyph in it and perhaps a name, drawn on Leaflet's canvas, hit like a circle. */
  const Symbol = L.CircleMarker.extend({
    _updatePath() {
      const renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      const ctx = renderer._ctx;
      const { shape, glyph, radius, selected, label, note } = this.options;
      ctx.save();
      ctx.translate(this._point.x, this._point.y);
      if (selected) halo(ctx, radius);
      else if (note !== undefined) ring(ctx, radius);
      if (label) drawLabel(ctx, label, this.options);
      ctx.beginPath();
      (outlines[shape] ?? outlines.disc)(ctx, radius);
      renderer._fillStroke(ctx, this);
      ctx.save();
      if (glyph) drawGlyph(ctx, glyph, this.options);
      ctx.restore();
      if (note) drawNote(ctx, note);
      ctx.restore();
    },

    _updateBounds() {
      L.CircleMarker.prototype._updateBounds.call(this);
      const { selected, radius, label, note } = this.options;
      const extra = selected ? 9 : radius * 0.6;
      const above = note === undefined ? extra : 24;
      const right = Math.max(above, label ? label.length * 7 + 12 : 0, note ? note.length * 7 + 24 : 0);
      this._pxBounds = L.bounds(
        this._pxBounds.min.subtract([above, above]),
        this._pxBounds.max.add([right, above]),
      );
    },
  });

  function halo(ctx, radius) {
    ctx.beginPath();
    ctx.arc(0, 0, radius + 6, 0, Math.PI * 2);
    ctx.fillStyle = "rgba(255, 196, 0, 0.55)";
    ctx.strokeStyle = "#3a2a00";
    ctx.lineWidth = 1.5;
    ctx.fill();
    ctx.stroke();
  }

  /** Round a mark that a text speaks of. */
  function ring(ctx, radius) {
    ctx.beginPath();
    ctx.arc(0, 0, radius + 5, 0, Math.PI * 2);
    ctx.fillStyle = "rgba(255, 250, 235, 0.75)";
    ctx.strokeStyle = NOTE_COLOUR;
    ctx.lineWidth = 2;
    ctx.setLineDash([]);
    ctx.fill();
    ctx.stroke();
  }

  /** The number by which a text speaks of a mark. */
  function drawNote(ctx, note) {
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    ctx.font = "700 11px system-ui, sans-serif";
    ctx.textBaseline = "middle";
    ctx.beginPath();
    ctx.roundRect(8, -22, ctx.measureText(note).width + 9, 15, 7);
    ctx.fillStyle = NOTE_COLOUR;
    ctx.strokeStyle = "#fffaf0";
    ctx.lineWidth = 1.5;
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = "#fffaf0";
    ctx.fillText(note, 12.5, -14);
  }

  function drawLabel(ctx, text, { radius, fillColor, fillOpacity }) {
    ctx.globalAlpha = fillOpacity;
    ctx.font = "600 12px system-ui, sans-serif";
    ctx.textBaseline = "middle";
    ctx.lineWidth = 3.5;
    ctx.lineJoin = "round";
    ctx.strokeStyle = "rgba(255, 252, 244, 0.92)";
    ctx.setLineDash([]);
    ctx.strokeText(text, radius * 1.35 + 5, 0);
    ctx.fillStyle = fillColor;
    ctx.fillText(text, radius * 1.35 + 5, 0);
    ctx.globalAlpha = 1;
  }

  function drawGlyph(ctx, glyph, { radius, fillOpacity }) {
    const scale = (radius * 1.45) / 16;
    ctx.scale(scale, scale);
    ctx.translate(-8, -8);
    ctx.globalAlpha = Math.max(0.3, fillOpacity);
    ctx.strokeStyle = "#fff";
    ctx.lineWidth = 1.9 / Math.max(0.7, scale);
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.setLineDash([]);
    ctx.stroke(glyphPath(glyph));
  }

  /** Leaflet's canvas with a drawing order: areas under lines under towns under events, whenever each is added. */
  const RankedCanvas = L.Canvas.extend({
    _initPath(layer) {
      L.Canvas.prototype._initPath.call(this, layer);
      const order = layer._order;
      let before = order.prev;
      while (before && before.layer.options.rank > layer.options.rank) before = before.prev;
      if (before === order.prev) return;
      this._drawLast = order.prev;
      order.prev.next = null;
      order.prev = before;
      order.next = before ? before.next : this._drawFirst;
      order.next.prev = order;
      if (before) before.next = order;
      else this._drawFirst = order;
    },
  });

  function pathOptions(style, feature, look) {
    const faint = look.present === "possible" || DOUBTFUL.has(feature.certainty);
    const area = style.shape === "area";
    const veil = area && look.near ? 0.3 : 1;
    return {
      color: look.selected && !area ? "#1a1300" : style.stroke,
      weight: style.weight + (look.selected || look.note !== undefined ? 1.5 : 0),
      opacity: (faint ? Math.max(FAINT, style.opacity * 0.55) : style.opacity) * look.strength,
      fill: style.shape !== "line" && style.fillOpacity > 0,
      fillColor: style.fill,
      fillOpacity: style.fillOpacity * (faint ? 0.5 : 1) * veil * look.strength,
      dashArray: style.dash || (faint ? "3 3" : null),
      radius: style.size * look.scale,
      shape: style.shape,
      glyph: style.glyph,
      selected: look.selected,
      note: look.note,
    };
  }

  const latLngs = (coordinates) => coordinates.map(([lon, lat]) => [lat, lon]);

  function shapeOf(feature, options) {
    const { type, coordinates } = feature.geometry;
    switch (type) {
      case "Point":
        return new Symbol([coordinates[1], coordinates[0]], options);
      case "LineString":
        return L.polyline(latLngs(coordinates), { ...options, fill: false });
      case "MultiLineString":
        return L.polyline(coordinates.map(latLngs), { ...options, fill: false });
      case "Polygon":
        return L.polygon(coordinates.map(latLngs), options);
      default:
        return L.polygon(coordinates.map((rings) => rings.map(latLngs)), options);
    }
  }

  const tenths = (value) => Math.round(value * 10) / 10;

  /** While playing, how strongly and how large a mark is drawn at an instant; `role` says what its layer is made of. */
  const ages = {
    state(feature, { instant }) {
      if (!feature.span) return { strength: 1, scale: 1 };
      const [start, , , end] = feature.span;
      const breath = Math.min(instant - start, end + 1 - instant) / BREATH_DAYS;
      return { strength: feature.geometry.type === "Point" ? 1 : tenths(clamp(breath, 0.1, 1)), scale: 1 };
    },
    happening(feature, { instant, length }) {
      const [start, , , end] = feature.span;
      if (instant > end + 1) return { strength: tenths(clamp(1 - (instant - end) / (length + 1), 0.3, 1)), scale: 0.8 };
      return { strength: 1, scale: tenths(1 + 0.8 * clamp(1 - (instant - start) / FLARE_DAYS, 0, 1)) };
    },
    movement(feature, { instant }) {
      const end = feature.days.at(-1)[0];
      return { strength: tenths(clamp(1 - (instant - end) / TRACK_DAYS, 0.1, 1)), scale: 1 };
    },
    ground: () => ({ strength: 1, scale: 1 }),
    still: () => ({ strength: 1, scale: 1 }),
  };

  class Mark {
    constructor(feature, style, renderer, hooks, rank) {
      Object.assign(this, { feature, style, renderer, hooks, rank });
    }

    listen(layers) {
      for (const layer of layers) {
        layer.on("click", (event) => this.hooks.pick(this.feature, event));
        layer.on("mouseover", (event) => this.hooks.hover(this.feature, event.latlng));
        layer.on("mouseout", () => this.hooks.hover(null));
      }
      return layers;
    }

    /** Does the look differ from the one painted last? */
    changed(look) {
      const key = `${look.present}${look.selected}${look.note}${look.near}${look.named && look.nameOf(this.feature.force)}${look.strength}${look.scale}`;
      if (key === this.key) return false;
      this.key = key;
      return true;
    }
  }

  /** A mark that is there or not there: anything but a movement. */
  class Still extends Mark {
    layers() {
      this.parts ??= this.listen([shapeOf(this.feature, { renderer: this.renderer, rank: this.rank })]);
      return this.parts;
    }

    draw(look) {
      if (this.changed(look)) this.layers()[0].setStyle(pathOptions(this.style, this.feature, look));
    }
  }

  /** A movement: the way gone so far, solid on roads of the time and by sea, dotted where the road is supposed, the force at its head. */
  class Moving extends Mark {
    layers() {
      if (!this.parts) {
        const options = { renderer: this.renderer, rank: this.rank };
        this.points = latLngs(this.feature.geometry.coordinates);
        this.walked = L.polyline([], options);
        this.supposed = L.polyline([], options);
        this.head = new Symbol(this.points[0], { ...options, rank: options.rank + HEAD_RANK });
        this.parts = this.listen([this.supposed, this.walked, this.head]);
      }
      return this.parts;
    }

    draw(look, instant) {
      this.layers();
      if (this.changed(look)) this.paint(look);
      const { leg, fraction } = positionAt(this.feature.days, instant);
      if (leg + fraction === this.drawn) return;
      this.drawn = leg + fraction;
      this.move(leg, fraction);
    }

    paint(look) {
      const options = pathOptions(this.style, this.feature, look);
      const line = { ...options, color: this.style.fill, fill: false, opacity: options.opacity * (look.selected ? 1 : 0.8) };
      this.walked.setStyle({ ...line, dashArray: look.present === "possible" ? "6 5" : null });
      this.supposed.setStyle({ ...line, dashArray: "1 6" });
      const label = look.named ? look.nameOf(this.feature.force) : "";
      const glyph = this.afloat ? this.hooks.shipGlyph : this.style.glyph;
      this.head.setStyle({ ...options, glyph, color: "#fff", weight: 1.5, radius: this.style.size, label });
    }

    move(leg, fraction) {
      const head = this.headAt(leg, fraction);
      const walked = [];
      const supposed = [];
      for (let index = 0; index <= leg && index < this.points.length - 1; index += 1) {
        const end = index < leg ? this.points[index + 1] : head;
        (this.feature.known[index] ? walked : supposed).push([this.points[index], end]);
      }
      this.walked.setLatLngs(walked);
      this.supposed.setLatLngs(supposed);
      this.head.setLatLng(head);
      this.embark(this.feature.sea[Math.min(leg, this.feature.sea.length - 1)]);
    }

    /** At sea the symbol is a ship. */
    embark(afloat) {
      if (afloat === this.afloat) return;
      this.afloat = afloat;
      this.head.setStyle({ glyph: afloat ? this.hooks.shipGlyph : this.style.glyph });
    }

    headAt(leg, fraction) {
      const from = this.points[leg];
      const to = this.points[leg + 1];
      if (!to || fraction === 0) return from;
      return [from[0] + (to[0] - from[0]) * fraction, from[1] + (to[1] - from[1]) * fraction];
    }
  }

  /** One layer of the atlas in the browser: fetched once, then shown for any window. */
  class TimedLayer {
    constructor(entry, order, map, renderer, hooks) {
      Object.assign(this, { entry, order, map, renderer, hooks });
      this.on = false;
      this.marks = [];
      this.forces = {};
      this.shown = new Set();
      this.group = L.layerGroup();
    }

    adopt(drawing) {
      this.forces = drawing.forces;
      this.marks = drawing.features.map((feature, index) => {
        const style = drawing.styles[feature.style];
        Object.assign(feature, { index, colour: style.fill });
        const rank = style.rank + (this.order * ORDER_STEP + index) * RANK_STEP;
        return new (feature.days ? Moving : Still)(feature, style, this.renderer, this.hooks, rank);
      });
    }

    /** How strongly a mark is drawn when the reader has chosen some: `chosen` has one bit for each, in hexadecimal digits. */
    emphasis({ index }) {
      if (!this.chosen) return 1;
      const digit = this.chosen.at(-1 - (index >> 2)) ?? "0";
      return (parseInt(digit, 16) >> (index & 3)) & 1 ? 1 : UNCHOSEN;
    }

    /** The days of which marks are drawn: while playing, states are those of the instant and tracks linger. */
    days(clock) {
      const today = Math.floor(clock.instant);
      if (this.atEnd) return [today, today];
      if (!clock.playing) return clock.window;
      if (HELD.has(this.entry.role)) return [today, today];
      if (this.entry.role === "movement") return [today - TRACK_DAYS, today];
      return clock.window;
    }

    show(clock, { selected, notes, zoom, calm, nameOf }) {
      const [first, last] = this.days(clock);
      const age = clock.playing && !calm ? ages[this.entry.role] : ages.still;
      const time = { instant: clock.instant, length: clock.window[1] - clock.window[0] };
      const next = new Set();
      for (const mark of this.on ? this.marks : []) {
        const present = presence(mark.feature.span, first, last);
        if (!present) continue;
        next.add(mark);
        const look = { present, selected: mark.feature.id === selected, note: notes?.[mark.feature.id], near: zoom >= NEAR_ZOOM && HELD.has(this.entry.role), named: zoom >= NAMES_ZOOM && this.emphasis(mark.feature) === 1, nameOf };
        const { strength, scale } = age(mark.feature, time);
        mark.draw({ ...look, scale, strength: strength * this.emphasis(mark.feature) }, clock.instant);
        if (!this.shown.has(mark)) for (const layer of mark.layers()) this.group.addLayer(layer);
      }
      for (const mark of this.shown) if (!next.has(mark)) for (const layer of mark.layers()) this.group.removeLayer(layer);
      this.shown = next;
    }

    /** Draw one mark above all others. */
    raise(id, up) {
      const mark = this.marks.find(({ feature }) => feature.id === id);
      if (!mark) return;
      for (const layer of mark.layers()) {
        layer.options.rank = (layer.options.rank % SELECTED_RANK) + (up ? SELECTED_RANK : 0);
        if (this.group.hasLayer(layer)) this.group.removeLayer(layer).addLayer(layer);
      }
    }

    switch(on) {
      this.on = on;
      if (on && this.renderer) this.group.addTo(this.map);
      else this.group.remove();
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { TimedLayer, RankedCanvas });
})();
