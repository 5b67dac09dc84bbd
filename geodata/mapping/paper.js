/* The paper of the marks: Leaflet's canvas for what is hit and where, while a thread of its own paints the picture. */
(() => {
  "use strict";

  const { drawing, painting, watchTextSize } = globalThis.Atlas;

  /** What the thread does that only paints: answer each message of changes with the picture that they lead to. */
  function serve(Sheet) {
    const sheet = new Sheet(() => new OffscreenCanvas(1, 1));
    self.onmessage = ({ data }) => {
      sheet.take(data); // what fails here is heard by the page, as it would not be in a promise
      createImageBitmap(sheet.canvas).then((picture) => self.postMessage(picture, [picture]));
    };
  }

  /** Paint in a thread of its own: a function that takes changes and promises the picture. */
  function painterElsewhere() {
    const source = `"use strict"; (${serve})((${painting})((${drawing})().draw));`;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(address);
    return (changes) =>
      new Promise((done, failed) => {
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = failed;
        worker.postMessage(changes);
      });
  }

  /** Paint here, for browsers without such threads or without canvases in them. */
  function painterHere() {
    const Sheet = painting(drawing().draw);
    const sheet = new Sheet(() => document.createElement("canvas"));
    return async (changes) => {
      sheet.take(changes);
      return createImageBitmap(sheet.canvas);
    };
  }

  /** Elsewhere if the browser can and may. */
  function painter() {
    if (!globalThis.Worker || !globalThis.OffscreenCanvas) return painterHere();
    try {
      return painterElsewhere();
    } catch {
      return painterHere();
    }
  }

  /**
   * Leaflet's canvas renderer, with a drawing order by `options.rank`. A layer tells what it looks like in `_tell(anew)`;
   * `anew` asks for all of it, else for what may have changed.
   */
  const Paper = L.Canvas.extend({
    textSize: 1,

    onAdd() {
      L.Canvas.prototype.onAdd.call(this);
      watchTextSize(this.getPane(), (size) => {
        this.textSize = size;
        this.fire("textsize");
      });
    },

    _initContainer() {
      const container = (this._container = document.createElement("canvas"));
      L.DomEvent.on(container, "mousemove", this._onMouseMove, this);
      L.DomEvent.on(container, "click dblclick mousedown mouseup contextmenu", this._onClick, this);
      L.DomEvent.on(container, "mouseout", this._handleMouseOut, this);
      container._leaflet_disable_events = true;
      this._paint = painter();
      this._anew = true;
      this._changed = new Set();
      this._told = new Set();
    },

    /** Is a picture being painted? */
    isBusy() {
      return Boolean(this._painting);
    },

    /** Is everything that was asked for painted and shown? */
    isSettled() {
      return !(this._painting || this._redrawRequest || this._anew || this._changed.size);
    },

    whenSettled() {
      return new Promise((done) => {
        const look = () => (this.isSettled() ? done() : requestAnimationFrame(look));
        look();
      });
    },

    /** Take the measure of all marks and paint them anew. */
    repaint() {
      for (const layer of Object.values(this._layers)) layer._project();
      this._updatePaths();
    },

    _ask() {
      this._redrawRequest ??= L.Util.requestAnimFrame(this._redraw, this);
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this.fire("update");
    },

    _updatePaths() {
      if (!this._postponeUpdatePaths) this._anew = true;
      L.Canvas.prototype._updatePaths.call(this);
    },

    _requestRedraw(layer) {
      if (!this._map) return;
      this._changed.add(layer);
      this._ask();
    },

    _extendRedrawBounds() {},
    _updateDashArray() {},
    _draw() {},

    /** Have what has changed painted now, not only in the next frame. */
    flush() {
      this._begun = true;
      L.Util.cancelAnimFrame(this._redrawRequest);
      this._redraw();
    },

    /** Have what has changed painted, once painting has begun; what changes in the meantime is for the next picture. */
    _redraw() {
      this._redrawRequest = null;
      const place = this._map && this._place();
      if (!this._begun || this._painting || !place?.size.x || !place.size.y || !(this._anew || this._changed.size)) return;
      this._painting = true;
      const changes = this._changes(place);
      this._paint(changes).then((picture) => this._show(picture, place), () => this._paintHere());
    },

    /** The thread does not answer: begin anew without it. */
    _paintHere() {
      this._paint = painterHere();
      this._painting = false;
      this.repaint();
    },

    _place() {
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      return { min, size, corner: this._map.layerPointToLatLng(min), zoom: this._zoom };
    },

    _changes({ min, size }) {
      const anew = this._anew;
      const gone = [];
      const marks = [];
      for (const layer of anew ? Object.values(this._layers) : this._changed) {
        const id = L.Util.stamp(layer);
        if (!layer._order) gone.push(id);
        else marks.push({ id, rank: layer.options.rank, box: boxOf(layer), ...layer._tell(anew || !this._told.has(id)) });
      }
      if (anew) this._told.clear();
      for (const { id } of marks) this._told.add(id);
      for (const id of gone) this._told.delete(id);
      this._changed.clear();
      this._anew = false;
      return { view: anew ? this._view(min, size) : null, marks, gone };
    },

    _view(min, size) {
      const ratio = L.Browser.retina ? 2 : 1;
      return { corner: [min.x, min.y], size: [size.x, size.y], ratio, textSize: this.textSize };
    },

    _show(picture, place) {
      this._painting = false;
      if (!this._map) return;
      const { _container: canvas } = this;
      if (canvas.width !== picture.width || canvas.height !== picture.height) {
        [canvas.width, canvas.height] = [picture.width, picture.height];
        [canvas.style.width, canvas.style.height] = [`${place.size.x}px`, `${place.size.y}px`];
      }
      canvas.getContext("bitmaprenderer").transferFromImageBitmap(picture);
      this._shown = place;
      if (!this._map._animatingZoom) this._updateTransform(this._map.getCenter(), this._map.getZoom());
      this._redraw();
      this.fire("shown");
    },

    /** Put the picture that is shown, which may be of another view, where it belongs in the one that is coming. */
    _updateTransform(center, zoom) {
      if (!this._shown) return;
      const offset = this._map._latLngToNewLayerPoint(this._shown.corner, zoom, center);
      L.DomUtil.setTransform(this._container, offset.round(), this._map.getZoomScale(zoom, this._shown.zoom));
    },

    /** Bring what is hit into the drawing order, which only pointers ask for. */
    _inOrder() {
      const layers = Object.values(this._layers).sort((a, b) => a.options.rank - b.options.rank);
      layers.forEach(({ _order }, at) => {
        _order.prev = layers[at - 1]?._order ?? null;
        _order.next = layers[at + 1]?._order ?? null;
      });
      this._drawFirst = layers[0]?._order;
      this._drawLast = layers.at(-1)?._order;
    },

    _onClick(event) {
      this._inOrder();
      L.Canvas.prototype._onClick.call(this, event);
    },

    _handleMouseHover(event, point) {
      if (!this._mouseHoverThrottled) this._inOrder();
      L.Canvas.prototype._handleMouseHover.call(this, event, point);
    },
  });

  function boxOf({ _pxBounds: box, options }) {
    if (!box) return [0, 0, 0, 0];
    const wide = (options.weight || 0) + 1;
    return [box.min.x - wide, box.min.y - wide, box.max.x + wide, box.max.y + wide];
  }

  /** Parts of a line or rings of an area, each a list of points, as flat coordinates. */
  function flatten(parts) {
    const ends = [];
    const flat = new Float32Array(2 * parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      for (const { x, y } of part) {
        flat[at++] = x;
        flat[at++] = y;
      }
      ends.push(at);
    }
    return { flat, ends };
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Paper, flatten });
})();
