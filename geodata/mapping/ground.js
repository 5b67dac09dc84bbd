/* The ground under the atlas: relief, sea, borders of the time, waters and names, drawn without a network. */
(function () {
  "use strict";

  var Atlas = (window.Atlas = window.Atlas || {});

  var LAND_NORTH = [84, 0], LAND_SOUTH = [-78, 0];
  var MARGIN = 4;
  var CLEAR = 6; // between a town's dot, which the disc of its holder covers, and its name
  var HALO = ["1px 0 0", "-1px 0 0", "0 1px 0", "0 -1px 0", "0 0 3px", "0 0 5px"];
  var SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "URW Palladio L", "TeX Gyre Pagella", Georgia, "DejaVu Serif", serif';

  var THEMES = {
    light: {
      sea: "#bccdd3", deep: "#bccdd3", shallow: "#e6efee", land: "#e9e0c6", coast: "#5d7480", lake: "#c3d4da",
      river: "#7295a6", state: "#8a6f52", border: "#7d4f3c", halo: "#f4eddc", reliefFilter: "none",
      names: { sea: "#4c6c7c", country: "#6d4a3a", state: "#6f5539", region: "#7a654d", town: "#2e2720", river: "#3f6c82", range: "#756047" },
      seaHalo: "#cfdde0",
    },
    dark: {
      sea: "#16222b", deep: "#16222b", shallow: "#243744", land: "#3a352c", coast: "#7f96a3", lake: "#1b2a34",
      river: "#4f7489", state: "#a48b6b", border: "#c49579", halo: "#26221c", reliefFilter: "brightness(.29) saturate(.75) contrast(1.12)",
      names: { sea: "#8fb0c2", country: "#dcb9a0", state: "#bfa888", region: "#b3a083", town: "#efe6d6", river: "#85b2c8", range: "#b09c7d" },
      seaHalo: "#14202a",
    },
  };

  var KINDS = {
    ocean: { tone: "sea", size: 17, italic: true, spacing: 0.22, water: true, lines: true, order: 0 },
    sea: { tone: "sea", size: 14, italic: true, spacing: 0.12, water: true, lines: true, order: 1 },
    country: { tone: "country", size: 14, capitals: true, spacing: 0.26, lines: true, order: 2 },
    capital: { tone: "town", size: 13.5, bold: true, dot: "capital", order: 3 },
    state: { tone: "state", size: 12.5, smallCapitals: true, spacing: 0.16, lines: true, order: 5 },
    town: { tone: "town", size: 11.5, dot: "town", order: 4 },
    region: { tone: "region", size: 12, italic: true, spacing: 0.14, lines: true, order: 7 },
    lake: { tone: "river", size: 10.5, italic: true, lines: true, water: true, order: 1 },
    river: { tone: "river", size: 10.5, italic: true, spacing: 0.06, order: 8 },
    range: { tone: "range", size: 11, italic: true, spacing: 0.2, lines: true, order: 9 },
    peak: { tone: "range", size: 10.5, italic: true, dot: "peak", order: 6 },
    village: { tone: "town", size: 10.5, dot: "village", order: 10 },
  };

  var TILES = {
    osm: {
      url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
      options: {
        maxZoom: 19,
        attribution: '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors',
      },
    },
    relief: {
      url: "https://{s}.tile.opentopomap.org/{z}/{x}/{y}.png",
      options: {
        maxZoom: 17,
        attribution:
          '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors, SRTM | &copy; <a href="https://opentopomap.org">OpenTopoMap</a> (CC-BY-SA)',
      },
    },
  };
  var TILES_PATIENCE = 12000, TILES_LOST = 3, RELIEF_PATIENCE = 1500;

  /* ---- Files: each is fetched once, or was handed over inline ---- */

  function Files(url, data) {
    this.url = url;
    this.data = data || {};
    this.asked = {};
  }

  Files.prototype.json = function (name) {
    var self = this;
    if (Object.prototype.hasOwnProperty.call(this.data, name)) { return Promise.resolve(this.data[name]); }
    if (!this.asked[name]) {
      this.asked[name] = fetch(self.url + name).then(function (answer) {
        if (!answer.ok) { throw new Error(name + ": " + answer.status); }
        return answer.json();
      });
    }
    return this.asked[name];
  };

  Files.prototype.image = function (name) {
    var source = Object.prototype.hasOwnProperty.call(this.data, name) ? this.data[name] : this.url + name;
    if (!this.asked[name]) {
      this.asked[name] = new Promise(function (resolve, reject) {
        var image = new Image();
        image.onload = function () { resolve(image.decode().then(function () { return image; })); };
        image.onerror = function () { reject(new Error(name)); };
        image.src = source;
      });
    }
    return this.asked[name];
  };

  /* When the browser has nothing more urgent to do. */
  function idle() {
    return new Promise(function (resolve) {
      if (window.requestIdleCallback) { window.requestIdleCallback(resolve, { timeout: RELIEF_PATIENCE }); } else { setTimeout(resolve, 0); }
    });
  }

  /* ---- The canvas: paper and relief first, then what Leaflet draws on it ---- */

  /* Always drawn whole, on a sheet of its own, and shown as a picture: a canvas that could be drawn on costs each frame
     of the page a copy of itself, though nothing on it has changed. */
  var GroundCanvas = L.Canvas.extend({
    setBackdrop: function (paint) { this._paintBackdrop = paint; },

    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._sheet = window.OffscreenCanvas ? new OffscreenCanvas(1, 1) : this._container;
      this._ctx = this._sheet.getContext("2d");
    },

    _extendRedrawBounds: function () {},
    _clear: function () {},

    /* Once is enough, if what has changed is asked for both now and for the next frame. */
    _redraw: function () {
      L.Util.cancelAnimFrame(this._redrawRequest);
      L.Canvas.prototype._redraw.call(this);
    },

    _draw: function () {
      if (!this._map || !this._container.width || !this._container.height) { return; }
      this._spread();
      this._paintBackdrop(this._ctx, this._bounds);
      L.Canvas.prototype._draw.call(this);
      this._show();
    },

    _spread: function () {
      var corner = this._bounds.min, ratio = L.Browser.retina ? 2 : 1;
      this._sheet.width = this._container.width;
      this._sheet.height = this._container.height;
      this._ctx.setTransform(ratio, 0, 0, ratio, -corner.x * ratio, -corner.y * ratio);
    },

    _show: function () {
      if (this._sheet === this._container) { return; }
      this._container.getContext("bitmaprenderer").transferFromImageBitmap(this._sheet.transferToImageBitmap());
    },
  });

  /* The sea, with water lines along its coast as on engraved maps: strokes that only its inside shows. */
  var Sea = L.Polygon.extend({
    _updatePath: function () {
      this._renderer._updatePoly(this, true);
      var lining = this.options.lining;
      if (!lining || !this._parts.length || !this._renderer._drawing) { return; }
      var context = this._renderer._ctx;
      context.save();
      context.clip("evenodd");
      context.lineJoin = "round";
      context.strokeStyle = lining.color;
      lining.widths.forEach(function (width) {
        context.globalAlpha = lining.alpha;
        context.lineWidth = width;
        context.stroke();
      });
      context.restore();
    },
  });

  function latLngs(geometry) {
    var depth = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[geometry.type];
    return L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth);
  }

  /* Water lines widen as one zooms in. */
  function liningWidths(zoom) {
    var reach = zoom <= 4 ? 5 : zoom <= 6 ? 9 : zoom <= 9 ? 14 : 20;
    return [2, 1.55, 1.15, 0.75, 0.4].map(function (share) { return reach * share; });
  }

  function reliefStrength(zoom) {
    return Math.max(0.2, Math.min(1, 1 - (zoom - 6) * 0.19));
  }

  /* ---- Names ---- */

  function styleSheet() {
    if (document.getElementById("atlas-ground-style")) { return; }
    var style = document.createElement("style");
    style.id = "atlas-ground-style";
    style.textContent = [
      ".atlas-ground-name{position:absolute;left:0;top:0;transform-origin:0 0;white-space:pre;line-height:1.12;text-align:center;pointer-events:none;user-select:none;font-family:" + SERIF + "}",
      ".atlas-ground-dot{position:absolute;left:0;top:0;box-sizing:border-box;border-radius:50%;pointer-events:none}",
      ".atlas-ground-names{pointer-events:none!important}",
      ".atlas-ground-names .atlas-ground-dot.peak{border-radius:0;background:none!important;border-style:solid;border-color:transparent transparent currentColor;border-width:0 3.5px 6px;width:0!important;height:0!important}",
    ].join("\n");
    document.head.appendChild(style);
  }

  function sizeOf(label, zoom) {
    var kind = KINDS[label.kind];
    var grown = Math.max(0, Math.min(4, zoom - label.min_zoom));
    var steps = { ocean: 2.2, sea: 1.6, country: 1.8, state: 1.3, region: 0.6 }[label.kind] || 0.4;
    if (label.kind === "town") { return kind.size + (label.min_zoom <= 5 ? 1 : label.min_zoom <= 6 ? 0.5 : 0) + grown * 0.3; }
    return kind.size + grown * steps;
  }

  function broken(text, label) {
    if (!KINDS[label.kind].lines || text.length < 13 || text.indexOf(" ") < 0) { return [text]; }
    var words = text.split(" ");
    var best = null;
    for (var cut = 1; cut < words.length; cut += 1) {
      var lines = [words.slice(0, cut).join(" "), words.slice(cut).join(" ")];
      var width = Math.max(lines[0].length, lines[1].length);
      if (!best || width < best.width) { best = { lines: lines, width: width }; }
    }
    return best.lines;
  }

  function Names(map, pane) {
    this.map = map;
    this.pane = pane;
    this.labels = [];
    this.language = "es";
    this.theme = THEMES.light;
    this.shown = true;
    this.measure = document.createElement("canvas").getContext("2d");
    this.holder = L.DomUtil.create("div", "atlas-ground-names leaflet-zoom-hide", pane);
    this.textSize = 1;
    this.unwatch = Atlas.watchTextSize(pane, this.resize.bind(this));
    map.on("zoomend moveend resize", this.lay, this);
  }

  Names.prototype.resize = function (size) {
    this.textSize = size;
    this.lay();
  };

  Names.prototype.set = function (labels) {
    this.labels = labels.filter(function (label) { return KINDS[label.kind]; }).sort(function (one, other) {
      return (KINDS[one.kind].order - KINDS[other.kind].order) * 0.7 + (one.min_zoom - other.min_zoom);
    });
    this.lay();
  };

  Names.prototype.lay = function () {
    var holder = this.holder;
    while (holder.firstChild) { holder.removeChild(holder.firstChild); }
    if (!this.shown || !this.labels.length || !this.map._loaded) { return; }
    var zoom = this.map.getZoom();
    var view = this.map.getBounds().pad(0.12);
    var taken = this.covered();
    var corner = this.map.containerPointToLayerPoint([0, 0]);
    this.frame = L.bounds(corner.add([MARGIN, MARGIN]), corner.add(this.map.getSize()).subtract([MARGIN, MARGIN]));
    this.labels.forEach(function (label) {
      if (zoom < label.min_zoom || zoom > label.max_zoom + 0.99 || !view.contains([label.at[1], label.at[0]])) { return; }
      this.place(label, zoom, taken);
    }, this);
  };

  /* Where the date and the controls lie over the map, there is no room for names. */
  Names.prototype.covered = function () {
    var map = this.map;
    var stage = map.getContainer().getBoundingClientRect();
    var over = (map.getContainer().parentNode || document).querySelectorAll(".atlas-date, .leaflet-control");
    return Array.prototype.map.call(over, function (element) {
      var box = element.getBoundingClientRect();
      var corner = map.containerPointToLayerPoint([box.left - stage.left, box.top - stage.top]);
      return [corner.x, corner.y, corner.x + box.width, corner.y + box.height];
    });
  };

  Names.prototype.box = function (label, zoom) {
    var kind = KINDS[label.kind];
    var size = sizeOf(label, zoom) * this.textSize;
    var text = label.name[this.language] || label.name.es;
    var lines = broken(kind.capitals ? text.toLocaleUpperCase(this.language) : text, label);
    this.measure.font = (kind.italic ? "italic " : "") + (kind.bold ? "bold " : "") + size + "px " + SERIF;
    var width = 0;
    lines.forEach(function (line) {
      var plain = this.measure.measureText(line).width * (kind.smallCapitals ? 1.02 : 1);
      width = Math.max(width, plain + line.length * size * (kind.spacing || 0));
    }, this);
    return { text: lines.join("\n"), size: size, width: width, height: lines.length * size * 1.14 };
  };

  function candidates(label, box, gap) {
    var right = [gap, -box.height / 2 - 1], left = [-box.width - gap, -box.height / 2 - 1];
    return (label.kind === "capital" ? [left, right] : [right, left]).concat([
      [-box.width / 2, -box.height - gap + 1], [-box.width / 2, gap - 1],
      [gap - 1, -box.height - 1], [gap - 1, 1], [-box.width - gap + 1, -box.height - 1], [-box.width - gap + 1, 1],
    ]);
  }

  /* How far a stretch must move to lie between two ends. */
  function shift(from, length, low, high) {
    return Math.max(low - from, Math.min(0, high - length - from));
  }

  /* The name of a country or a sea is moved to be read whole, unless that puts it elsewhere. */
  function whole(point, box, frame) {
    var left = -box.width / 2, top = -box.height / 2;
    var across = shift(point.x + left, box.width, frame.min.x, frame.max.x);
    var down = shift(point.y + top, box.height, frame.min.y, frame.max.y);
    return Math.abs(across) < box.width / 2 && Math.abs(down) < box.height ? [[left + across, top + down]] : [];
  }

  /* Is a name wholly in sight, or wholly out of it? */
  function uncut(corner, box, frame) {
    var rectangle = L.bounds(corner, corner.add([box.width, box.height]));
    return frame.contains(rectangle) || !frame.intersects(rectangle);
  }

  function clear(rectangle, taken) {
    return taken.every(function (other) {
      return rectangle[2] < other[0] || rectangle[0] > other[2] || rectangle[3] < other[1] || rectangle[1] > other[3];
    });
  }

  /* A turned name takes several small boxes along its line. */
  function boxesOf(point, offset, box, angle) {
    if (!angle) {
      return [[point.x + offset[0] - 2, point.y + offset[1] - 1, point.x + offset[0] + box.width + 2, point.y + offset[1] + box.height + 1]];
    }
    var boxes = [];
    var turn = (angle * Math.PI) / 180;
    for (var along = -box.width / 2; along <= box.width / 2; along += box.height) {
      var x = point.x + along * Math.cos(turn) + Math.sin(turn) * box.height * 0.6;
      var y = point.y + along * Math.sin(turn) - Math.cos(turn) * box.height * 0.6;
      boxes.push([x - box.height / 2, y - box.height / 2, x + box.height / 2, y + box.height / 2]);
    }
    return boxes;
  }

  Names.prototype.place = function (label, zoom, taken) {
    var kind = KINDS[label.kind];
    var point = this.map.latLngToLayerPoint([label.at[1], label.at[0]]);
    var box = this.box(label, zoom);
    var dot = kind.dot ? { capital: 8, town: label.min_zoom <= 6 ? 6 : 5, village: 4, peak: 7 }[kind.dot] : 0;
    var dotBox = [point.x - dot / 2 - 1, point.y - dot / 2 - 1, point.x + dot / 2 + 1, point.y + dot / 2 + 1];
    if (dot && !clear(dotBox, taken)) { return; }
    var frame = this.frame;
    var free = (dot ? candidates(label, box, dot / 2 + CLEAR) : label.angle ? [[0, 0]] : whole(point, box, frame)).filter(function (offset) {
      return boxesOf(point, offset, box, label.angle).every(function (rectangle) { return clear(rectangle, taken); });
    });
    var found = free.find(function (offset) { return label.angle || uncut(point.add(offset), box, frame); });
    if (!found) { return; }
    Array.prototype.push.apply(taken, boxesOf(point, found, box, label.angle));
    if (dot) { taken.push(dotBox); this.drawDot(kind.dot, dot, point); }
    this.draw(label, box, point, found);
  };

  /* Not by a transform: each would make the browser sort its layers anew at every step of the clock. */
  function setPlace(style, x, y) {
    style.left = x + "px";
    style.top = y + "px";
  }

  Names.prototype.drawDot = function (shape, size, point) {
    var element = L.DomUtil.create("div", "atlas-ground-dot " + shape, this.holder);
    var colors = this.theme;
    element.style.width = element.style.height = size + "px";
    element.style.background = shape === "capital" ? colors.names.town : colors.halo;
    element.style.border = (shape === "village" ? 1 : 1.4) + "px solid " + colors.names.town;
    if (shape === "capital") { element.style.boxShadow = "0 0 0 1.5px " + colors.halo + ",0 0 0 2.6px " + colors.names.town; }
    if (shape === "peak") { element.style.border = ""; element.style.color = colors.names.range; }
    setPlace(element.style, point.x - size / 2, point.y - size / 2);
  };

  Names.prototype.draw = function (label, box, point, offset) {
    var kind = KINDS[label.kind];
    var element = L.DomUtil.create("div", "atlas-ground-name " + label.kind, this.holder);
    var style = element.style;
    var halo = kind.water ? this.theme.seaHalo : this.theme.halo;
    element.textContent = box.text;
    style.fontSize = box.size + "px";
    style.color = this.theme.names[kind.tone];
    style.width = box.width + "px";
    if (kind.italic) { style.fontStyle = "italic"; }
    if (kind.bold) { style.fontWeight = "bold"; }
    if (kind.smallCapitals) { style.fontVariant = "small-caps"; }
    if (kind.spacing) { style.letterSpacing = kind.spacing + "em"; style.textIndent = kind.spacing + "em"; }
    style.textShadow = HALO.map(function (at) { return at + " " + halo; }).join(",");
    if (label.angle) {
      style.transform = "translate(" + point.x + "px," + point.y + "px) rotate(" + label.angle + "deg) translate(-50%,-108%)";
    } else {
      setPlace(style, point.x + offset[0], point.y + offset[1]);
    }
  };

  Names.prototype.remove = function () {
    this.map.off("zoomend moveend resize", this.lay, this);
    this.unwatch();
    L.DomUtil.remove(this.holder);
  };

  /* ---- The ground ---- */

  /* Leaflet's attribution control takes markup. */
  function escaped(text) {
    var element = document.createElement("span");
    element.textContent = text;
    return element.innerHTML;
  }

  function pane(map, name, order) {
    var element = map.getPane(name) || map.createPane(name);
    element.style.zIndex = order;
    element.style.pointerEvents = "none";
    return element;
  }

  function Ground(map, options) {
    this.map = map;
    this.files = new Files(options.url || "", options.data);
    this.theme = THEMES[options.theme] || THEMES.light;
    this.marked = options.marked;
    this.listeners = [];
    this.notices = [];
    this.layers = [];
    this.reliefs = [];
    this.shaded = false;
    this.online = null;
    styleSheet();
    pane(map, "atlas-ground", 120);
    pane(map, "atlas-online", 140);
    this.canvas = new GroundCanvas({ pane: "atlas-ground", padding: 0.35 });
    this.canvas.setBackdrop(this.paintBackdrop.bind(this));
    this.names = new Names(map, pane(map, "atlas-names", 340));
    this.names.language = options.language || "es";
    this.names.theme = this.theme;
    map.on("zoomend", this.showForZoom, this);
    map.getContainer().style.backgroundColor = this.theme.sea;
    this.ready = this.load();
  }

  Ground.prototype.load = function () {
    var self = this;
    return this.files.json("ground.json").then(function (index) {
      self.credit(index.attribution);
      return Promise.all(index.files.map(function (name) { return self.loadVectors(name); })).then(function () {
        return new Promise(function (resolve) { self.map.whenReady(resolve); });
      }).then(function () {
        if (self.removed) { return; }
        self.build();
        self.shade(index.reliefs);
      });
    }).catch(function (fault) { self.notify("ground-missing", String(fault && fault.message)); });
  };

  /* The relief comes last, when the marks are there: they are worth seeing without it. */
  Ground.prototype.shade = function (entries) {
    var self = this;
    Promise.all(entries.map(function (entry) { return self.loadRelief(entry); }).concat(this.marked)).then(idle).then(function () {
      if (!self.removed) { self.canvas._update(); }
      self.shaded = true;
    });
  };

  Ground.prototype.credit = function (text) {
    this.attribution = escaped(text);
    if (this.map.attributionControl) { this.map.attributionControl.addAttribution(this.attribution); }
  };

  Ground.prototype.loadRelief = function (entry) {
    var self = this;
    return this.files.image(entry.file).then(function (image) {
      self.reliefs.push({ image: image, toned: null, bounds: entry.bounds });
      self.reliefs.sort(function (one, other) { return width(other) - width(one); });
    }).catch(function () { self.notify("relief-missing", entry.file); });
    function width(relief) { return relief.bounds[2] - relief.bounds[0]; }
  };

  Ground.prototype.loadVectors = function (name) {
    var self = this;
    return this.files.json(name).then(function (value) { self[name.replace(".json", "")] = value; }).catch(function () {
      self.notify("ground-missing", name);
    });
  };

  Ground.prototype.notify = function (code, detail) {
    this.notices.push([code, detail]);
    this.listeners.forEach(function (listener) { listener(code, detail); });
  };

  Ground.prototype.build = function () {
    this.layers.forEach(function (entry) { entry.layer.remove(); });
    this.layers = [];
    this.canvas.addTo(this.map);
    this.each("sea", this.addSea);
    this.each("waters", this.addRiver);
    this.each("states", this.addState);
    this.each("waters", this.addLake);
    this.each("borders", this.addBorder);
    this.showForZoom();
    this.names.set(this.labels || []);
    this.canvas._update();
  };

  Ground.prototype.each = function (name, add) {
    ((this[name] && this[name].features) || []).forEach(function (feature) { add.call(this, feature.properties, latLngs(feature.geometry)); }, this);
  };

  Ground.prototype.keep = function (layer, from, to) {
    this.layers.push({ layer: layer, from: from === undefined ? 0 : from, to: to === undefined ? 99 : to });
  };

  Ground.prototype.style = function (more) {
    return L.extend({ renderer: this.canvas, pane: "atlas-ground", interactive: false, smoothFactor: 0.8 }, more);
  };

  Ground.prototype.addSea = function (properties, at) {
    var lining = properties.part === "beyond" ? null : { color: this.theme.shallow, alpha: 0.24, widths: [] };
    this.keep(new Sea(at, this.style({
      stroke: properties.part !== "beyond", color: this.theme.coast, weight: 0.9, opacity: 0.85,
      fillColor: this.theme.sea, fillOpacity: 1, lining: lining, smoothFactor: 0.6,
    })), properties.min_zoom, properties.max_zoom);
  };

  Ground.prototype.addLake = function (properties, at) {
    if (properties.kind !== "lake") { return; }
    this.keep(L.polygon(at, this.style({
      stroke: !properties.of_record, color: this.theme.coast, weight: 0.7, opacity: 0.8, fillColor: this.theme.lake, fillOpacity: 1,
    })), properties.min_zoom || 5, properties.max_zoom);
  };

  Ground.prototype.addRiver = function (properties, at) {
    if (properties.kind !== "river") { return; }
    var weight = properties.rank <= 5 ? 1.4 : properties.rank <= 7 ? 1.1 : 0.8;
    this.keep(L.polyline(at, this.style({ color: this.theme.river, weight: weight, opacity: 0.9 })),
      properties.rank <= 5 ? 4 : properties.rank <= 7 ? 5 : 6, properties.max_zoom);
  };

  Ground.prototype.addState = function (properties, at) {
    var joined = properties.kind === "joined";
    this.keep(L.polyline(at, this.style({
      color: this.theme.state, weight: joined ? 0.8 : 1, opacity: joined ? 0.45 : 0.75, dashArray: joined ? "1 5" : "5 3 1 3",
    })), 5);
  };

  Ground.prototype.addBorder = function (properties, at) {
    var unsettled = properties.kind === "unsettled";
    this.keep(L.polyline(at, this.style({ color: this.theme.border, weight: 5, opacity: 0.16, lineCap: "butt", smoothFactor: 2 })), properties.min_zoom || 4);
    this.keep(L.polyline(at, this.style({
      color: this.theme.border, weight: 1.4, opacity: 0.9, dashArray: unsettled ? "4 5" : "9 3 2 3", smoothFactor: 2,
    })), properties.min_zoom || 4);
  };

  Ground.prototype.showForZoom = function () {
    var zoom = Math.round(this.map.getZoom());
    this.layers.forEach(function (entry) {
      if (entry.layer.options.lining) { entry.layer.options.lining.widths = liningWidths(zoom); }
      var wanted = zoom >= entry.from && zoom <= entry.to;
      if (wanted !== this.map.hasLayer(entry.layer)) {
        if (wanted) { entry.layer.addTo(this.map); } else { entry.layer.remove(); }
      }
    }, this);
    this.inOrder();
  };

  /* What comes back at a zoom would lie on top: put all in the order in which they were made. */
  Ground.prototype.inOrder = function () {
    this.layers.forEach(function (entry) {
      if (this.map.hasLayer(entry.layer)) { entry.layer.bringToFront(); }
    }, this);
  };

  Ground.prototype.paintBackdrop = function (context, bounds) {
    var map = this.map;
    var zoom = map.getZoom();
    var size = bounds.getSize();
    context.save();
    context.beginPath();
    context.rect(bounds.min.x, bounds.min.y, size.x, size.y);
    context.clip();
    context.fillStyle = this.theme.land;
    var corner = map.latLngToLayerPoint(LAND_NORTH).y;
    var foot = map.latLngToLayerPoint(LAND_SOUTH).y;
    context.fillRect(bounds.min.x, Math.max(corner, bounds.min.y), size.x, Math.min(foot, bounds.max.y) - Math.max(corner, bounds.min.y));
    context.globalAlpha = reliefStrength(zoom);
    context.imageSmoothingQuality = "high";
    this.reliefs.forEach(function (relief) { this.paintRelief(context, relief, bounds); }, this);
    context.restore();
  };

  /* Only the part of the picture that is in view is drawn: at close-ups the whole would be millions of pixels wide. */
  Ground.prototype.paintRelief = function (context, relief, bounds) {
    var picture = relief.toned || (relief.toned = this.toned(relief.image));
    var northWest = this.map.latLngToLayerPoint([relief.bounds[3], relief.bounds[0]]);
    var southEast = this.map.latLngToLayerPoint([relief.bounds[1], relief.bounds[2]]);
    var scale = picture.width / (southEast.x - northWest.x);
    var left = Math.max(bounds.min.x, northWest.x), right = Math.min(bounds.max.x, southEast.x);
    var top = Math.max(bounds.min.y, northWest.y), bottom = Math.min(bounds.max.y, southEast.y);
    if (right <= left || bottom <= top) { return; }
    context.drawImage(picture,
      (left - northWest.x) * scale, (top - northWest.y) * scale, (right - left) * scale, (bottom - top) * scale,
      left, top, right - left, bottom - top);
  };

  Ground.prototype.toned = function (image) {
    if (this.theme.reliefFilter === "none") { return image; }
    var copy = document.createElement("canvas");
    copy.width = image.naturalWidth;
    copy.height = image.naturalHeight;
    var context = copy.getContext("2d");
    context.filter = this.theme.reliefFilter;
    context.drawImage(image, 0, 0);
    return copy;
  };

  Ground.prototype.setLanguage = function (language) {
    this.names.language = language;
    this.names.lay();
  };

  Ground.prototype.setTheme = function (name) {
    this.theme = this.names.theme = THEMES[name] || THEMES.light;
    this.map.getContainer().style.backgroundColor = this.theme.sea;
    this.reliefs.forEach(function (relief) { relief.toned = null; });
    if (this.layers.length) { this.build(); }
  };

  Ground.prototype.setOnline = function (name) {
    var self = this;
    if (this.online) { this.online.remove(); this.online = null; }
    clearTimeout(this.waiting);
    this.covered(false);
    if (!TILES[name]) { return; }
    var arrived = false, failed = 0;
    var tiles = L.tileLayer(TILES[name].url, L.extend({ pane: "atlas-online" }, TILES[name].options));
    function giveUp() {
      if (self.online === tiles && !arrived) { self.setOnline(null); self.notify("tiles-unreachable", name); }
    }
    tiles.on("tileload", function () { if (!arrived && self.online === tiles) { arrived = true; self.covered(true); } });
    tiles.on("tileerror", function () { failed += 1; if (failed >= TILES_LOST) { giveUp(); } });
    this.waiting = setTimeout(giveUp, TILES_PATIENCE);
    this.online = tiles.addTo(this.map);
  };

  /* Online maps bring their own names. */
  Ground.prototype.covered = function (yes) {
    this.names.shown = !yes;
    this.names.lay();
  };

  /* Whoever listens late hears what was said before. */
  Ground.prototype.onNotice = function (listener) {
    this.notices.forEach(function (notice) { listener(notice[0], notice[1]); });
    this.listeners.push(listener);
  };

  Ground.prototype.remove = function () {
    this.removed = true;
    this.setOnline(null);
    this.map.off("zoomend", this.showForZoom, this);
    this.layers.forEach(function (entry) { entry.layer.remove(); });
    this.canvas.remove();
    this.names.remove();
    if (this.map.attributionControl && this.attribution) { this.map.attributionControl.removeAttribution(this.attribution); }
  };

  Atlas.Ground = {
    create: function (map, options) { return new Ground(map, options || {}); },
  };
})();
