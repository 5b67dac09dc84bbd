/* Drawing the layers with Leaflet on its canvas renderer: symbols, layers that know time, forces that move. */
(() => {
  "use strict";

  const { presence, positionAt } = globalThis.Atlas.Time;
  const FAINT = 0.38;
  const HEAD_RANK = 25;
  const DOUBTFUL = new Set(["approximate", "conjectural"]);
  const paths = new Map();

  function glyphPath(data) {
    if (!paths.has(data)) paths.set(data, new Path2D(data));
    return paths.get(data);
  }

  const outlines = {
    disc: (ctx, r) => ctx.arc(0, 0, r, 0, Math.PI * 2),
    square: (ctx, r) => ctx.rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8),
    diamond: (ctx, r) => polygon(ctx, [[0, -r * 1.2], [r * 1.2, 0], [0, r * 1.2], [-r * 1.2, 0]]),
    triangle: (ctx, r) => polygon(ctx, [[0, -r * 1.15], [r * 1.1, r * 0.85], [-r * 1.1, r * 0.85]]),
    box: (ctx, r) => ctx.rect(-r * 1.35, -r * 0.85, r * 2.7, r * 1.7),
  };

  function polygon(ctx, points) {
    points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
  }

  /** A point mark: an outline with a glyph in it, drawn on Leaflet's canvas and hit like a circle marker. */
  const Symbol = L.CircleMarker.extend({
    _updatePath() {
      const renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      const ctx = renderer._ctx;
      const { shape, glyph, radius, selected } = this.options;
      ctx.save();
      ctx.translate(this._point.x, this._point.y);
      if (selected) halo(ctx, radius);
      ctx.beginPath();
      (outlines[shape] ?? outlines.disc)(ctx, radius);
      renderer._fillStroke(ctx, this);
      if (glyph) drawGlyph(ctx, glyph, this.options);
      ctx.restore();
    },
  });

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

  function halo(ctx, radius) {
    ctx.beginPath();
    ctx.arc(0, 0, radius + 6, 0, Math.PI * 2);
    ctx.fillStyle = "rgba(255, 196, 0, 0.55)";
    ctx.strokeStyle = "#3a2a00";
    ctx.lineWidth = 1.5;
    ctx.fill();
    ctx.stroke();
  }

  function drawGlyph(ctx, glyph, { radius, fillOpacity }) {
    const scale = (radius * 1.45) / 16;
    ctx.scale(scale, scale);
    ctx.translate(-8, -8);
    ctx.globalAlpha = Math.max(0.6, fillOpacity);
    ctx.strokeStyle = "#fff";
    ctx.lineWidth = 1.9 / Math.max(0.7, scale);
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.setLineDash([]);
    ctx.stroke(glyphPath(glyph));
  }

  function pathOptions(style, feature, present, selected) {
    const faint = present === "possible" || DOUBTFUL.has(feature.certainty);
    const area = style.shape === "area";
    return {
      color: selected && !area ? "#1a1300" : style.stroke,
      weight: style.weight + (selected ? 1.5 : 0),
      opacity: faint ? Math.max(FAINT, style.opacity * 0.55) : style.opacity,
      fill: style.shape !== "line" && style.fillOpacity > 0,
      fillColor: style.fill,
      fillOpacity: style.fillOpacity * (faint ? 0.5 : 1),
      dashArray: style.dash || (faint ? "3 3" : null),
      radius: style.size,
      shape: style.shape,
      glyph: style.glyph,
      selected,
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

  /** A mark that is there or not there: anything but a movement. */
  class Still {
    constructor(feature, style, renderer, onPick) {
      Object.assign(this, { feature, style, renderer, onPick });
      this.look = null;
    }

    layers() {
      if (!this.shape) {
        this.shape = shapeOf(this.feature, { renderer: this.renderer, rank: this.style.rank });
        this.shape.on("click", (event) => this.onPick(this.feature, event));
      }
      return [this.shape];
    }

    draw(present, selected) {
      const look = `${present}${selected}`;
      if (look === this.look) return;
      this.look = look;
      for (const layer of this.layers()) layer.setStyle(pathOptions(this.style, this.feature, present, selected));
    }
  }

  /** A movement: the road walked so far, solid where both ends are documented and dotted elsewhere, and the force at its head. */
  class Moving {
    constructor(feature, style, renderer, onPick) {
      Object.assign(this, { feature, style, renderer, onPick });
      this.points = latLngs(feature.geometry.coordinates);
      this.drawn = null;
    }

    layers() {
      if (!this.parts) {
        const options = { renderer: this.renderer, rank: this.style.rank };
        this.walked = L.polyline([], options);
        this.supposed = L.polyline([], options);
        this.head = new Symbol(this.points[0], { ...options, rank: options.rank + HEAD_RANK });
        this.parts = [this.supposed, this.walked, this.head];
        for (const part of this.parts) part.on("click", (event) => this.onPick(this.feature, event));
      }
      return this.parts;
    }

    draw(present, selected, instant) {
      this.layers();
      const look = `${present}${selected}`;
      if (look !== this.look) this.paint(present, selected);
      this.look = look;
      const { leg, fraction } = positionAt(this.feature.days, instant);
      const drawn = leg + fraction;
      if (drawn === this.drawn) return;
      this.drawn = drawn;
      this.move(leg, fraction);
    }

    paint(present, selected) {
      const options = pathOptions(this.style, this.feature, present, selected);
      const line = { ...options, color: this.style.fill, fill: false, opacity: options.opacity * (selected ? 1 : 0.8) };
      this.walked.setStyle({ ...line, dashArray: present === "possible" ? "6 5" : null });
      this.supposed.setStyle({ ...line, dashArray: "1 6" });
      this.head.setStyle({ ...options, color: "#fff", weight: 1.5, radius: this.style.size });
    }

    move(leg, fraction) {
      const head = this.headAt(leg, fraction);
      const walked = [];
      const supposed = [];
      for (let index = 0; index <= leg && index < this.points.length - 1; index += 1) {
        const end = index < leg ? this.points[index + 1] : head;
        (this.feature.known[index] && this.feature.known[index + 1] ? walked : supposed).push([this.points[index], end]);
      }
      this.walked.setLatLngs(walked);
      this.supposed.setLatLngs(supposed);
      this.head.setLatLng(head);
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
    constructor(entry, map, renderer, onPick) {
      Object.assign(this, { entry, map, renderer, onPick });
      this.on = false;
      this.marks = [];
      this.shown = new Set();
      this.group = L.layerGroup();
    }

    adopt(drawing) {
      this.marks = drawing.features.map((feature) => {
        const style = drawing.styles[feature.style];
        feature.colour = style.fill;
        return new (feature.days ? Moving : Still)(feature, style, this.renderer, this.onPick);
      });
    }

    show(clock, selectedId) {
      const [first, last] = clock.window;
      const next = new Set();
      if (this.on)
        for (const mark of this.marks) {
          const present = presence(mark.feature.span, first, last);
          if (!present) continue;
          next.add(mark);
          mark.draw(present, mark.feature.id === selectedId, clock.instant);
          if (!this.shown.has(mark)) mark.layers().forEach((layer) => this.group.addLayer(layer));
        }
      for (const mark of this.shown) if (!next.has(mark)) mark.layers().forEach((layer) => this.group.removeLayer(layer));
      this.shown = next;
    }

    switch(on) {
      this.on = on;
      if (on) this.group.addTo(this.map);
      else this.group.remove();
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { TimedLayer, RankedCanvas });
})();
