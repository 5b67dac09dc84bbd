/* The marks of the layers and how they look at each instant: layers that know time, forces that move. */
(() => {
  "use strict";

  const { presence, positionAt } = globalThis.Atlas.Time;
  const { Track, Fading, LINE, flatten, lit, shape, whenIdle } = globalThis.Atlas;
  const FAINT = 0.38;
  const DOUBTFUL = new Set(["approximate", "conjectural"]);
  // Marks of one rank lie in the order of layers and features, however one came to see them.
  const ORDER_STEP = 10000;
  const RANK_STEP = 1e-7;
  const HEAD_RANK = 25;
  const SELECTED_RANK = 900;
  const UNCHOSEN = 0.14;

  /** A line or an area: told once for each view, and then only how it looks. */
  const told = (closed) => ({
    ...shape,

    _tell(anew) {
      const told = { kind: "shape", look: closed ? this.look : lit(this.look) };
      return anew ? { ...told, shape: { ...flatten(this._parts), closed } } : told;
    },
  });
  const Line = L.Polyline.extend(told(false));
  const Area = L.Polygon.extend(told(true));

  /** A point mark: an outline with a glyph in it and perhaps a name, hit like a circle. */
  const Symbol = L.CircleMarker.extend({
    setLook(look) {
      this.look = look;
      this._radius = look.radius;
      L.Path.prototype.setStyle.call(this, { weight: look.weight });
    },

    _tell() {
      return { kind: "symbol", at: [this._point.x, this._point.y], look: this.look };
    },

    _updatePath() {},

    _updateBounds() {
      if (!this._point) return; // not on the map yet
      L.CircleMarker.prototype._updateBounds.call(this);
      const { selected, radius, label, note } = this.look;
      const size = this._renderer.textSize;
      const extra = selected ? 9 : radius * 0.6;
      const above = note === undefined ? extra : 24 * size;
      const longest = Math.max(0, ...(label?.lines ?? []).map((line) => line.length));
      const right = Math.max(above, size * (longest * 8 + 12), note ? size * (note.length * 7 + 24) : 0);
      const below = above + (label ? (label.above + label.lines.length) * LINE * size : 0);
      this._pxBounds = L.bounds(
        this._pxBounds.min.subtract([above, above]),
        this._pxBounds.max.add([right, below]),
      );
    },

    /** What has faded away is not in the way of what it hid. */
    _containsPoint(point) {
      return this.look.opacity > 0 && L.CircleMarker.prototype._containsPoint.call(this, point);
    },
  });

  function looksOf(style, feature, look) {
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
      ink: style.ink,
      label: look.label,
      selected: look.selected,
      note: look.note,
    };
  }

  /** The colour that tells most of a mark: what is hollow or a line has it in its outline. */
  const colourOf = ({ shape, fill, stroke, weight }) => (shape === "line" || (weight >= 2 && fill.startsWith("#fff")) ? stroke : fill);

  const latLngs = (coordinates) => coordinates.map(([lon, lat]) => [lat, lon]);

  function shapeOf(feature, options) {
    const { type, coordinates } = feature.geometry;
    switch (type) {
      case "Point":
        return new Symbol([coordinates[1], coordinates[0]], options);
      case "LineString":
        return new Line(latLngs(coordinates), options);
      case "MultiLineString":
        return new Line(coordinates.map(latLngs), options);
      case "Polygon":
        return new Area(coordinates.map(latLngs), options);
      default:
        return new Area(coordinates.map((rings) => rings.map(latLngs)), options);
    }
  }

  class Mark {
    constructor(feature, style, { renderer, heard, shipGlyph }, rank) {
      Object.assign(this, { feature, style, renderer, heard, shipGlyph, rank });
    }

    /** Its layers, which are made once. */
    layers() {
      this.parts ??= this.make({ renderer: this.renderer, rank: this.rank, feature: this.feature }).map((layer) => layer.on(this.heard));
      return this.parts;
    }

    /** Does the look differ from the one painted last? */
    changed({ present, selected, note, near, strength, scale, label, lead }) {
      const named = label && `${label.above} ${label.lines}${label.dark}`;
      const told = [present, selected, note, near, strength, scale, lead, named];
      if (this.told?.every((part, at) => part === told[at])) return false;
      this.told = told;
      return true;
    }

    /** The look with the names of the mark's forces, if names are shown, at a place. */
    labelled(look, at) {
      const label = look.labels && this.feature.forces && look.labels.take(at, this.feature.forces);
      return { ...look, label: label?.lines.length ? { ...label, line: LINE } : null };
    }
  }

  /** A mark that is there or not there: anything but a movement. */
  class Still extends Mark {
    make(options) {
      return [shapeOf(this.feature, options)];
    }

    draw(look) {
      const named = look.labels && this.feature.forces ? this.labelled(look, this.feature.geometry.coordinates.toReversed()) : look;
      if (this.changed(named)) this.layers()[0].setLook(looksOf(this.style, this.feature, named));
    }
  }

  /** A movement: the way gone so far, and the force at its head. */
  class Moving extends Mark {
    make(options) {
      this.points = latLngs(this.feature.geometry.coordinates);
      this.track = new Track(this.points, this.feature, options);
      this.head = new Symbol(this.points[0], { ...options, rank: options.rank + HEAD_RANK });
      return [this.track, this.head];
    }

    draw(look, { instant, day }) {
      this.layers();
      const { leg, fraction } = positionAt(this.feature.days, instant);
      const at = this.headAt(leg, fraction);
      const named = look.lead ? this.labelled(look, at) : look;
      if (this.changed(named)) this.paint(named);
      if (leg + fraction === this.drawn && day === this.day) return;
      if (leg + fraction !== this.drawn) this.head.setLatLng(at);
      Object.assign(this, { drawn: leg + fraction, day });
      this.track.walk(leg, at, day);
      this.embark(this.feature.sea[Math.min(leg, this.feature.sea.length - 1)]);
    }

    paint(look) {
      const options = looksOf(this.style, this.feature, look);
      const { selected, present, lead } = look;
      const opacity = options.opacity * (selected ? 1 : 0.8);
      this.track.setLook({ color: this.style.fill, weight: options.weight, opacity, selected, perhaps: present === "possible" });
      const glyph = this.afloat ? this.shipGlyph : this.style.glyph;
      const strong = { opacity: options.opacity * lead, fillOpacity: options.fillOpacity * lead };
      this.head.setLook({ ...options, ...strong, glyph, color: "#fff", weight: 1.5, radius: this.style.size });
    }

    /** At sea the symbol is a ship. */
    embark(afloat) {
      if (afloat === this.afloat) return;
      this.afloat = afloat;
      this.head.setLook({ ...this.head.look, glyph: afloat ? this.shipGlyph : this.style.glyph });
    }

    headAt(leg, fraction) {
      const from = this.points[leg];
      const to = this.points[leg + 1];
      if (!to || fraction === 0) return from;
      return [from[0] + (to[0] - from[0]) * fraction, from[1] + (to[1] - from[1]) * fraction];
    }
  }

  /** One layer in the browser: fetched once, then shown for any window. */
  class TimedLayer {
    constructor(entry, order, map, renderer, { pick, hover, shipGlyph }) {
      Object.assign(this, { entry, order, map, renderer, shipGlyph });
      this.on = false;
      this.marks = [];
      this.shown = new Set();
      this.group = L.layerGroup();
      this.heard = {
        click: (event) => pick(event.target.options.feature, event),
        mouseover: ({ target, latlng }) => hover(target.options.feature, latlng),
        mouseout: () => hover(null),
      };
    }

    adopt(drawing) {
      this.marks = drawing.features.map((feature, index) => {
        const style = drawing.styles[feature.style];
        Object.assign(feature, { index, colour: colourOf(style) });
        const rank = style.rank + (this.order * ORDER_STEP + index) * RANK_STEP;
        return new (feature.days ? Moving : Still)(feature, style, this, rank);
      });
      whenIdle(this.marks, (mark) => mark.layers()); // so that none is to be made while it plays
    }

    /** How strongly a mark is drawn when the reader has chosen some: `chosen` has a bit for each, in hexadecimal. */
    emphasis({ index }) {
      if (!this.chosen) return 1;
      const digit = this.chosen.at(-1 - (index >> 2)) ?? "0";
      return (parseInt(digit, 16) >> (index & 3)) & 1 ? 1 : UNCHOSEN;
    }

    show(clock, { selected, notes, near, calm, labels }) {
      const { role } = this.entry;
      const today = Math.floor(clock.instant);
      const [first, last] = this.atEnd ? [today, today] : Fading.daysDrawn(role, clock, calm);
      const age = clock.playing && !calm ? Fading.ages[role] : Fading.ages.still;
      const time = { instant: clock.instant, first: clock.window[0], day: clock.playing ? today : clock.window[0] };
      const next = new Set();
      for (const mark of this.on ? this.marks : []) {
        const { feature } = mark;
        const present = presence(feature.span, first, last);
        if (!present) continue;
        next.add(mark);
        const emphasis = this.emphasis(feature);
        const { strength, scale } = age(feature, time);
        const look = { present, selected: feature.id === selected, note: notes?.[feature.id], near: near && Fading.HELD.has(role), scale };
        look.strength = strength * emphasis;
        look.labels = emphasis === 1 ? labels : null;
        look.lead = feature.days && clock.playing ? Fading.lead(feature.days, clock.instant, calm) : 1;
        mark.draw(look, time);
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

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { TimedLayer });
})();
