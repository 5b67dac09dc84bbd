/* The way of a force as Leaflet's line: projected once for each zoom, and shown as far as it is walked. */
(() => {
  "use strict";

  const { flatten } = globalThis.Atlas;

  /** What lines, areas and ways have in common: they are painted elsewhere, and out of sight they keep no pixels. */
  const shape = {
    setLook(look) {
      this.look = look;
      this.setStyle({ weight: look.weight });
    },

    onRemove() {
      L.Path.prototype.onRemove.call(this);
      this._rings = this._parts = null;
    },

    _updatePath() {},
  };

  const Track = L.Polyline.extend({
    ...shape,

    /** `way`: the days at each vertex (`days`), and which stretches are on record (`known`). */
    initialize(latLngs, way, options) {
      L.Polyline.prototype.initialize.call(this, latLngs, { ...options, fill: false });
      Object.assign(this, { way, leg: 0, head: latLngs[0], day: way.days[0][0] });
    },

    /** Draw it up to a place `head` on a leg, as old as it is on a day. */
    walk(leg, head, day) {
      Object.assign(this, { leg, head, day });
      if (!this._map) return;
      this._updateBounds();
      this._renderer._requestRedraw(this);
    },

    _tell(anew) {
      const { x, y } = this._map.latLngToLayerPoint(this.head);
      const told = { kind: "way", look: globalThis.Atlas.lit(this.look), walked: { leg: this.leg, head: [x, y], day: this.day } };
      if (anew) told.way = { flat: flatten(this._rings).flat, known: this.way.known, arrivals: this.way.days.map(([arrival]) => arrival) };
      return told;
    },

    _clipPoints() {},
    _simplifyPoints() {},

    /** The ends of the stretches walked; while it is on its way the head is the last. */
    _walked() {
      const passed = this._rings[0].slice(0, this.leg + 1);
      return passed.length < this._rings[0].length ? [...passed, this._map.latLngToLayerPoint(this.head)] : passed;
    },

    _updateBounds() {
      if (!this._map) return;
      const wide = this._clickTolerance();
      const box = L.bounds(this._walked());
      this._pxBounds = L.bounds(box.min.subtract([wide, wide]), box.max.add([wide, wide]));
    },

    _containsPoint(point) {
      if (!this._pxBounds?.contains(point)) return false;
      const points = this._walked();
      const near = this._clickTolerance();
      return points.some((to, at) => at && L.LineUtil.pointToSegmentDistance(point, points[at - 1], to) <= near);
    },
  });

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Track, shape });
})();
