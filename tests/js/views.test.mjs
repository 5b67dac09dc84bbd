import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

globalThis.Atlas = {};
vm.runInThisContext(readFileSync(new URL("../../geodata/mapping/views.js", import.meta.url), "utf8"));
const { fitBox, tellCharts } = globalThis.Atlas;

const BOX = [10, 0, 20, 10];

const point = (x, y) => ({ x, y, distanceTo: (other) => Math.hypot(other.x - x, other.y - y) });

/** A map of a flat earth, on which a degree is as many pixels as two to the power of the zoom. */
function flatMap(width, height) {
  const map = {
    size: point(width, height),
    getSize: () => map.size,
    getZoom: () => map.zoom,
    getCenter: () => map.centre,
    getBoundsZoom: ([[south, west], [north, east]]) =>
      Math.floor(Math.log2(Math.min(map.size.x / (east - west), map.size.y / (north - south)))),
    project: ([lat, lng], zoom) => point(lng * 2 ** zoom, lat * 2 ** zoom),
    unproject: ({ x, y }, zoom) => [y / 2 ** zoom, x / 2 ** zoom],
    setView: (centre, zoom) => Object.assign(map, { centre, zoom }),
    on: (kind, heard) => (map.heard = { ...map.heard, [kind]: heard }),
    resize(x, y) {
      map.size = point(x, y);
      map.heard.resize();
    },
  };
  return map;
}

suite("a box in sight", () => {
  test("as large as the map has room for", () => {
    const map = flatMap(400, 300);
    fitBox(map, BOX);
    assert.deepEqual([map.centre, map.zoom], [[5, 15], 4]);
  });

  test("of one that is too wide, its west", () => {
    const map = Object.assign(flatMap(100, 100), { getBoundsZoom: () => 4 });
    fitBox(map, BOX);
    assert.equal(map.centre[1] * 16 - map.getSize().x / 2, BOX[0] * 16);
  });

  test("again when the map has another size", () => {
    const map = flatMap(400, 300);
    fitBox(map, BOX);
    map.resize(100, 80);
    assert.equal(map.zoom, 3);
    map.resize(700, 700);
    assert.deepEqual([map.centre, map.zoom], [[5, 15], 6]);
  });

  test("but not when the reader has gone elsewhere", () => {
    for (const elsewhere of [{ centre: [8, 15] }, { zoom: 5 }]) {
      const map = flatMap(400, 300);
      fitBox(map, BOX);
      const there = { centre: map.centre, zoom: map.zoom, ...elsewhere };
      Object.assign(map, there);
      map.resize(100, 80);
      assert.deepEqual({ centre: map.centre, zoom: map.zoom }, there);
    }
  });
});

suite("the charts around the map", () => {
  /** What a chart of the page around has been told last, after each of some calls. */
  function told(...calls) {
    const style = { setProperty: (name, day) => (style[name] = day) };
    globalThis.parent = { document: { querySelectorAll: () => [{ style }] } };
    return calls.map((call) => {
      tellCharts(...call);
      return [style["--clock-first"], style["--clock-last"]];
    });
  }

  test("hear the days at rest at once", () => {
    assert.deepEqual(told([[1, 2], false], [[3, 3], false]), [[1, 3], [3, 4]]);
  });

  test("hear now and then of those that pass, and always of the last", () => {
    const [before, ...after] = told([[5, 6], false], [[6, 7], true], [[7, 8], true], [[8, 9], false]);
    assert.deepEqual(after, [before, before, [8, 10]]);
  });

  test("hear of those that pass again after a tenth of a second", async () => {
    assert.deepEqual(told([[5, 6], false]), [[5, 7]]);
    await new Promise((done) => setTimeout(done, 110));
    assert.deepEqual(told([[6, 7], true]), [[6, 8]]);
  });
});
