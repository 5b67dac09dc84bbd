/* The way of a force on Leaflet's canvas: what is walked of it, each stretch as strong as its own day is near. */
(() => {
  "use strict";

  const { wear } = globalThis.Atlas.Fading;
  const SUPPOSED = [1, 6];
  const PERHAPS = [6, 5];

  /** All of a way, projected once for each zoom; drawn as far as `walk` says, solid, or dotted where the road is supposed. */
  const Track = L.Polyline.extend({
    /** `way`: the days at each vertex (`days`), and which stretches are on record (`known`). */
    initialize(latLngs, way, options) {
      L.Polyline.prototype.initialize.call(this, latLngs, { ...options, fill: false });
      Object.assign(this, { way, leg: 0, head: latLngs[0], day: way.days[0][0] });
    },

    /** Draw it up to a place `head` on a leg, as old as it is on a day. */
    walk(leg, head, day) {
      if (this._map) this._renderer._requestRedraw(this);
      Object.assign(this, { leg, head, day });
      if (!this._map) return;
      this._updateBounds();
      this._renderer._requestRedraw(this);
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

    _updatePath() {
      if (!this._renderer._drawing || !this._rings[0]) return;
      const ctx = this._renderer._ctx;
      const points = this._walked();
      let run = "";
      ctx.save();
      for (let to = 1; to < points.length; to += 1) {
        const known = this.way.known[to - 1];
        const strength = this._strength(to);
        if (run !== `${known} ${strength}`) {
          if (run) ctx.stroke();
          run = `${known} ${strength}`;
          this._take(ctx, known, strength);
          ctx.moveTo(points[to - 1].x, points[to - 1].y);
        }
        ctx.lineTo(points[to].x, points[to].y);
      }
      if (run) ctx.stroke();
      ctx.restore();
    },

    _strength(to) {
      return this.options.selected ? 1 : wear(this.way.days, to, this.day);
    },

    _take(ctx, known, strength) {
      const { color, weight, opacity, perhaps } = this.options;
      ctx.beginPath();
      ctx.setLineDash(known ? (perhaps ? PERHAPS : []) : SUPPOSED);
      ctx.lineCap = known ? "butt" : "round";
      ctx.lineJoin = "round";
      ctx.strokeStyle = color;
      ctx.lineWidth = weight;
      ctx.globalAlpha = opacity * strength;
    },

    _containsPoint(point) {
      if (!this._pxBounds?.contains(point)) return false;
      const points = this._walked();
      const near = this._clickTolerance();
      return points.some((to, at) => at && L.LineUtil.pointToSegmentDistance(point, points[at - 1], to) <= near);
    },
  });

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Track });
})();
