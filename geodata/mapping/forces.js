/* Who the forces are and where: their names, their marches and their stays. Of the page it asks its theme alone. */
(() => {
  "use strict";

  const { positionAt } = globalThis.Atlas.Time;
  // Names whose marks are nearer than this, in degrees, stand below one another.
  const SAME_PLACE = 0.05;
  // So many lines of names one place has; "…" stands for more.
  const MOST_LINES = 8;
  // The height of a line of names in pixels, at plain size.
  const LINE = 15;
  // The width of a letter, as a part of a line's height.
  const LETTER = 0.51;
  // How many letters a name begins from its mark's middle.
  const MARK = 3;

  /** Where the head of a march is at an instant, as [lon, lat]. */
  function headOf({ days, geometry }, instant) {
    const { leg, fraction } = positionAt(days, instant);
    const [from, to] = [geometry.coordinates[leg], geometry.coordinates[leg + 1]];
    return to ? from.map((part, axis) => part + (to[axis] - part) * fraction) : from;
  }

  const latest = (features, dayOf) => features.reduce((a, b) => (a && dayOf(a) > dayOf(b) ? a : b), null);

  /** All forces of the layers adopted. A march or stay that is of several forces is each one's. */
  class Forces {
    constructor() {
      this.names = {};
      this.marches = new Map();
      this.stays = new Map();
    }

    /** Take in a layer's `drawing`. */
    adopt({ forces, features }) {
      Object.assign(this.names, forces);
      for (const feature of features)
        for (const force of feature.forces ?? []) {
          const kept = feature.days ? this.marches : this.stays;
          if (!kept.has(force)) kept.set(force, new Map());
          kept.get(force).set(feature.id, feature);
        }
    }

    /** Pairs of a force and its name, in the order of a language's alphabet. */
    offered(language) {
      const named = Object.keys(this.names).map((force) => [force, this.nameOf(force, language)]);
      return named.sort(([, a], [, b]) => a.localeCompare(b, language));
    }

    nameOf(force, language) {
      return this.names[force]?.[language] ?? "";
    }

    /** Where a force is at an instant, as [lon, lat]: on its last march begun, or at its present station. */
    whereabouts(force, instant) {
      const march = latest(this.begunBy(force, instant), ({ days }) => days[0][0]);
      const stays = [...(this.stays.get(force)?.values() ?? [])].filter(({ span }) => span && span[0] <= instant);
      const stay = latest(stays, ({ span }) => span[0]);
      if (stay && (!march || stay.span[0] >= march.days.at(-1)[0])) return stay.geometry.coordinates;
      return march && headOf(march, instant);
    }

    /** The marches of a force begun by an instant; those of a part of it only if it has no others. */
    begunBy(force, instant) {
      const marches = [...(this.marches.get(force)?.values() ?? [])];
      const whole = marches.filter(({ part }) => !part);
      return (whole.length ? whole : marches).filter(({ days }) => days[0][0] <= instant);
    }
  }

  /** A name in as few lines as have room for so many letters, all but the first a little to the right; none if a word has none. */
  function inLines(name, letters) {
    const lines = [];
    for (const word of name.split(" ")) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (!lines.length || longer.length > letters) lines.push(lines.length ? ` ${word}` : word);
      else lines[lines.length - 1] = longer;
    }
    return lines.every(({ length }) => length <= letters) ? lines : [];
  }

  /** Is it lamp light? Then names are light, with a dark edge. */
  const isDark = () => globalThis.document?.documentElement.dataset.theme === "dark";

  /** A look whose line stands off the ground: in lamp light it is lighter. */
  const lit = (look) => (isDark() ? { ...look, color: `color-mix(in srgb, ${look.color} 60%, #fff)` } : look);

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /** The names beside the marks of one picture: at one place below one another, none twice, none over another. */
  class Labels {
    /**
     * `pointOf` says where on the map a place is, in pixels, or null if it is not in sight; `size` is that of text, as a
     * factor; at `edge`, in pixels across, the map ends.
     */
    constructor(nameOf, pointOf, size = 1, edge = Infinity) {
      Object.assign(this, { nameOf, pointOf, edge, line: LINE * size, dark: isDark() });
      this.taken = new Map();
      this.boxes = [];
    }

    /** The names of forces at a place that are not there yet and have room, as lines, and how many lines are above them. */
    take(at, forces) {
      const place = at.map((degrees) => Math.round(degrees / SAME_PLACE)).join(" ");
      const taken = this.taken.get(place) ?? { names: [], above: 0 };
      const { above } = taken;
      if (above > MOST_LINES) return { lines: [], above, dark: this.dark };
      const point = this.pointOf(at);
      const names = point ? forces.map(this.nameOf).filter((name) => name && !taken.names.includes(name)) : [];
      const broken = names.flatMap((name) => inLines(name, (this.edge - point.x) / (LETTER * this.line) - MARK));
      if (above + broken.length > MOST_LINES) broken.splice(MOST_LINES - above, Infinity, "…");
      const lines = broken.length && this.reserve(point, broken, above) ? broken : [];
      if (lines.length) this.taken.set(place, { names: [...taken.names, ...names], above: above + lines.length });
      return { lines, above, dark: this.dark };
    }

    reserve(point, names, above) {
      const top = point.y + (above - 0.5) * this.line;
      const width = Math.max(...names.map(({ length }) => length)) * LETTER * this.line;
      const box = [point.x, top, point.x + width, top + names.length * this.line];
      if (this.boxes.some((other) => meet(other, box))) return false;
      this.boxes.push(box);
      return true;
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { Forces, LINE, Labels, headOf, lit });
})();
