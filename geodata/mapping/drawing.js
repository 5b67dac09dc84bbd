/* How marks are drawn: areas, lines, ways and symbols, each by what it tells of its look. */
(() => {
  "use strict";

  /** All that draws. Its text is also run in a thread of its own, where there is nothing else: it uses nothing outside. */
  function drawing() {
    const TRACK_DAYS = 90;
    const FAINTEST = 0.1;
    const SUPPOSED = [1, 6];
    const PERHAPS = [6, 5];
    const NOTE_COLOUR = "#8c1c13";
    const PAPER = "#fffaf0";
    const FONT = "system-ui, sans-serif";
    const glyphs = new Map();

    function glyphPath(data) {
      if (!glyphs.has(data)) glyphs.set(data, new Path2D(data));
      return glyphs.get(data);
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

    function ringed(ctx, radius, fill, stroke, width) {
      ctx.beginPath();
      ctx.arc(0, 0, radius, 0, Math.PI * 2);
      ctx.fillStyle = fill;
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width;
      ctx.fill();
      ctx.stroke();
    }

    /** The number by which a text speaks of a mark. */
    function drawNote(ctx, note, size) {
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
      ctx.scale(size, size);
      ctx.font = `700 11px ${FONT}`;
      ctx.textBaseline = "middle";
      ctx.beginPath();
      ctx.roundRect(8, -22, ctx.measureText(note).width + 9, 15, 7);
      ctx.fillStyle = NOTE_COLOUR;
      ctx.strokeStyle = PAPER;
      ctx.lineWidth = 1.5;
      ctx.fill();
      ctx.stroke();
      ctx.fillStyle = PAPER;
      ctx.fillText(note, 12.5, -14);
    }

    function drawLabel(ctx, { label, radius, ink, fillColor, fillOpacity }, size) {
      ctx.globalAlpha = Math.min(1, fillOpacity * 1.7);
      ctx.font = `600 ${12 * size}px ${FONT}`;
      ctx.textBaseline = "middle";
      ctx.lineWidth = 4.5;
      ctx.lineJoin = "round";
      const colour = ink === "#ffffff" ? fillColor : ink;
      ctx.strokeStyle = label.dark ? "#1d1b19e6" : "#fffcf4eb";
      ctx.fillStyle = label.dark ? `color-mix(in srgb, ${colour} 45%, #fff)` : colour;
      label.lines.forEach((text, line) => {
        const at = [radius * 1.35 + 5, (label.above + line) * label.line * size];
        ctx.strokeText(text, ...at);
        ctx.fillText(text, ...at);
      });
    }

    function drawGlyph(ctx, glyph, { radius, fillOpacity, ink }) {
      const scale = (radius * 1.45) / 16;
      ctx.scale(scale, scale);
      ctx.translate(-8, -8);
      ctx.globalAlpha = Math.max(0.3, fillOpacity);
      ctx.strokeStyle = ink;
      ctx.lineWidth = 1.9 / Math.max(0.7, scale);
      ctx.setLineDash([]);
      ctx.stroke(glyphPath(glyph));
    }

    function fillAndStroke(ctx, look, path) {
      if (look.fill) {
        ctx.globalAlpha = look.fillOpacity;
        ctx.fillStyle = look.fillColor;
        if (path) ctx.fill(path, "evenodd");
        else ctx.fill();
      }
      if (!look.weight) return;
      ctx.setLineDash(look.dashArray ? look.dashArray.split(" ").map(Number) : []);
      ctx.globalAlpha = look.opacity;
      ctx.lineWidth = look.weight;
      ctx.strokeStyle = look.color;
      if (path) ctx.stroke(path);
      else ctx.stroke();
    }

    /** A path along flat coordinates [x, y, ...] in parts that end at `ends`. */
    function pathOf({ flat, ends, closed }) {
      const path = new Path2D();
      let from = 0;
      for (const end of ends) {
        path.moveTo(flat[from], flat[from + 1]);
        for (let at = from + 2; at < end; at += 2) path.lineTo(flat[at], flat[at + 1]);
        if (closed) path.closePath();
        from = end;
      }
      return path;
    }

    /** How strong the stretch of a way that leads to a vertex is on a day, in tenths. */
    function wear(arrivals, vertex, day) {
      const strength = 1 - (day - arrivals[vertex]) / TRACK_DAYS;
      return Math.round(Math.min(1, Math.max(FAINTEST, strength)) * 10) / 10;
    }

    function takePen(ctx, { color, weight, opacity, perhaps }, known, strength) {
      ctx.beginPath();
      ctx.setLineDash(known ? (perhaps ? PERHAPS : []) : SUPPOSED);
      ctx.lineCap = known ? "butt" : "round";
      ctx.strokeStyle = color;
      ctx.lineWidth = weight;
      ctx.globalAlpha = opacity * strength;
    }

    const draw = {
      shape(ctx, mark) {
        mark.path ??= pathOf(mark.shape);
        fillAndStroke(ctx, mark.look, mark.path);
      },

      /** What is walked of a way, dotted where the road is supposed; a stretch is the fainter the older. */
      way(ctx, { way: { flat, known, arrivals }, look, walked: { leg, head, day } }) {
        const last = Math.min(leg + 1, arrivals.length - 1);
        const to = (vertex) => (vertex > leg ? head : [flat[2 * vertex], flat[2 * vertex + 1]]);
        let pen = "";
        for (let vertex = 1; vertex <= last; vertex += 1) {
          const strength = look.selected ? 1 : wear(arrivals, vertex, day);
          if (pen !== `${known[vertex - 1]} ${strength}`) {
            if (pen) ctx.stroke();
            pen = `${known[vertex - 1]} ${strength}`;
            takePen(ctx, look, known[vertex - 1], strength);
            ctx.moveTo(...to(vertex - 1));
          }
          ctx.lineTo(...to(vertex));
        }
        if (pen) ctx.stroke();
      },

      symbol(ctx, { at, look }, textSize) {
        const { shape, glyph, radius, selected, note, opacity } = look;
        if (!opacity) return;
        ctx.translate(...at);
        if (selected) ringed(ctx, radius + 6, "rgba(255, 196, 0, 0.55)", "#3a2a00", 1.5);
        else if (note !== undefined) ringed(ctx, radius + 5, "rgba(255, 250, 235, 0.75)", NOTE_COLOUR, 2);
        ctx.beginPath();
        (outlines[shape] ?? outlines.disc)(ctx, radius);
        fillAndStroke(ctx, look);
        ctx.save();
        if (glyph) drawGlyph(ctx, glyph, look);
        ctx.restore();
        if (note) drawNote(ctx, note, textSize);
      },

      names(ctx, { at, look }, textSize) {
        ctx.translate(...at);
        drawLabel(ctx, look, textSize);
      },
    };

    return { draw, wear, TRACK_DAYS };
  }

  const { wear, TRACK_DAYS } = drawing();
  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { drawing, wear, TRACK_DAYS });
})();
