/* Painting the marks on a sheet of two levels, of which only what has changed is painted anew. */
(() => {
  "use strict";

  /**
   * All that paints; `draw` has for each kind of mark a function that draws one. Its text is also run in a thread of its
   * own, where there is nothing else: it uses nothing outside.
   */
  function painting(draw) {
    // What is below this rank lies under all that moves, and keeps its picture while that moves over it.
    const UPPER_RANK = 30;
    const MOST_BOXES = 24;
    const MOST_SPRITES = 1000;

    const meet = (a, b) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
    const union = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

    /** Add a box to others that do not meet: with those that it meets it becomes one. */
    function spread(boxes, box) {
      const apart = boxes.filter((other) => !meet(other, box));
      if (apart.length < boxes.length) return spread(apart, boxes.filter((other) => meet(other, box)).reduce(union, box));
      if (boxes.length < MOST_BOXES) return [...boxes, box];
      return [boxes.reduce(union, box)];
    }

    /** Are there names beside a mark? They lie over all marks. */
    const isNamed = ({ kind, look }) => kind === "symbol" && look.opacity && look.label;

    /** Is a mark a symbol and nothing besides, so that it looks the same wherever it is? */
    const isBare = ({ kind, look }) => kind === "symbol" && look.opacity && !look.label && !look.selected && look.note === undefined;

    /** Pictures of symbols. Many look alike, and a picture is laid down sooner than outline and glyph are drawn. */
    class Sprites {
      constructor(makeCanvas) {
        Object.assign(this, { makeCanvas, ratio: 1, kept: new Map() });
      }

      open({ ratio }) {
        this.ratio = ratio;
        this.kept.clear();
      }

      /** The picture of a symbol, when it is drawn a second time: what fades looks different at each instant. */
      of(mark) {
        const key = (mark.key ??= JSON.stringify(mark.look));
        const sprite = this.kept.get(key);
        if (sprite) return sprite;
        if (this.kept.size >= MOST_SPRITES) this.kept.clear();
        this.kept.set(key, sprite === null ? this.make(mark) : null);
        return this.kept.get(key);
      }

      make(mark) {
        const half = Math.ceil((mark.box[2] - mark.box[0]) / 2) + 1;
        const canvas = this.makeCanvas();
        canvas.width = canvas.height = 2 * half * this.ratio;
        const ctx = canvas.getContext("2d");
        ctx.scale(this.ratio, this.ratio);
        ctx.lineCap = ctx.lineJoin = "round";
        draw.symbol(ctx, { ...mark, at: [half, half] });
        return { half, picture: canvas.transferToImageBitmap?.() ?? canvas };
      }
    }

    /** One level of the picture: marks in the order of their ranks, and where they must be painted anew. */
    class Level {
      constructor(canvas, sprites) {
        Object.assign(this, { canvas, sprites });
        this.marks = [];
        this.gone = new Set();
        this.stale = [];
      }

      open({ corner, size, ratio }) {
        [this.canvas.width, this.canvas.height] = size.map((length) => Math.round(length * ratio));
        this.ctx = this.canvas.getContext("2d");
        this.ctx.setTransform(ratio, 0, 0, ratio, -corner[0] * ratio, -corner[1] * ratio);
        this.marks = [];
        this.gone.clear();
        this.stale = [[...corner, corner[0] + size[0], corner[1] + size[1]]];
      }

      soil(box) {
        const [left, top, right, bottom] = box;
        this.stale = spread(this.stale, [Math.floor(left) - 1, Math.floor(top) - 1, Math.ceil(right) + 1, Math.ceil(bottom) + 1]);
      }

      put(mark) {
        this.marks.push(mark);
        this.changed = true;
        this.soil(mark.box);
      }

      drop(mark) {
        this.gone.add(mark);
        this.changed = true;
        this.soil(mark.box);
      }

      sort() {
        if (!this.changed) return;
        this.marks = this.marks.filter((mark) => !this.gone.has(mark)).sort((a, b) => a.rank - b.rank);
        this.gone.clear();
        this.changed = false;
      }

      /** Paint what is stale, over the level below. */
      paint(below, textSize) {
        if (!this.stale.length) return;
        const { ctx, stale } = this;
        this.sort();
        ctx.save();
        ctx.beginPath();
        for (const [left, top, right, bottom] of stale) ctx.rect(left, top, right - left, bottom - top);
        ctx.clip();
        for (const [left, top, right, bottom] of stale) ctx.clearRect(left, top, right - left, bottom - top);
        if (below) this.lay(below);
        ctx.lineJoin = "round";
        const touched = this.marks.filter((mark) => stale.some((box) => meet(box, mark.box)));
        for (const mark of touched) this.draw(mark, textSize);
        for (const mark of touched) if (isNamed(mark)) this.drawAnew(mark, textSize, draw.names);
        ctx.restore();
        this.stale = [];
      }

      lay({ canvas }) {
        this.ctx.save();
        this.ctx.resetTransform();
        this.ctx.drawImage(canvas, 0, 0);
        this.ctx.restore();
      }

      draw(mark, textSize) {
        const sprite = isBare(mark) && this.sprites.of(mark);
        if (sprite) this.stamp(sprite, mark.at);
        else this.drawAnew(mark, textSize);
      }

      stamp({ half, picture }, [x, y]) {
        this.ctx.drawImage(picture, x - half, y - half, 2 * half, 2 * half);
      }

      drawAnew(mark, textSize, how = draw[mark.kind]) {
        this.ctx.save();
        this.ctx.lineCap = "round";
        how(this.ctx, mark, textSize);
        this.ctx.restore();
      }
    }

    /** The picture of all marks, on two levels, so that what moves does not wake what lies under it. */
    class Sheet {
      constructor(makeCanvas) {
        this.marks = new Map();
        this.sprites = new Sprites(makeCanvas);
        this.lower = new Level(makeCanvas(), this.sprites);
        this.upper = new Level(makeCanvas(), this.sprites);
      }

      get canvas() {
        return this.upper.canvas;
      }

      levelOf({ rank }) {
        return rank < UPPER_RANK ? this.lower : this.upper;
      }

      /**
       * Paint what has changed: a new `view` { corner, size, ratio, textSize } begins anew; `marks` are new or have
       * changed in what they tell; those of the ids `gone` are taken away.
       */
      take({ view, marks, gone }) {
        if (view) this.open(view);
        for (const id of gone) this.remove(id);
        for (const mark of marks) this.put(mark);
        for (const box of this.lower.stale) this.upper.soil(box);
        this.lower.paint(null, this.textSize);
        this.upper.paint(this.lower, this.textSize);
      }

      open(view) {
        this.textSize = view.textSize;
        this.marks.clear();
        this.sprites.open(view);
        for (const level of [this.lower, this.upper]) level.open(view);
      }

      put(told) {
        const before = this.marks.get(told.id);
        const level = this.levelOf(told);
        const mark = { ...before, ...told, key: null };
        if (told.shape) mark.path = null;
        if (before) this.remove(told.id);
        this.marks.set(told.id, mark);
        level.put(mark);
      }

      remove(id) {
        const mark = this.marks.get(id);
        if (!mark) return;
        this.levelOf(mark).drop(mark);
        this.marks.delete(id);
      }
    }

    return Sheet;
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { painting });
})();
