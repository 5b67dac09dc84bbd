import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

for (const script of ["clock", "forces"])
  vm.runInThisContext(readFileSync(new URL(`../../geodata/mapping/${script}.js`, import.meta.url), "utf8"));
const { Forces, Labels } = globalThis.Atlas;

const march = (id, forces, from, to, more = {}) => ({
  id,
  forces,
  days: [[from, from], [to, to]],
  geometry: { type: "LineString", coordinates: [[0, from], [10, from]] },
  ...more,
});
const stay = (id, force, from, to, at) => ({ id, forces: [force], span: [from, from, to, to], geometry: { type: "Point", coordinates: at } });
const names = { corps: { en: "Corps", es: "Cuerpo" }, second: { en: "2nd Division", es: "2.ª División" }, band: { en: "Band", es: "Banda" } };

function known() {
  const forces = new Forces();
  forces.adopt({
    forces: names,
    features: [
      march("together", ["corps", "second"], 10, 20),
      march("corps-alone", ["corps"], 40, 50),
      march("a-part-of-second", ["second"], 60, 70, { part: true }),
      march("a-part-of-a-band", ["band"], 5, 15, { part: true }),
    ],
  });
  forces.adopt({ forces: { corps: names.corps }, features: [stay("rest", "corps", 20, 39, [10, 10]), stay("last", "corps", 50, 90, [10, 40])] });
  return forces;
}

suite("where a force is", () => {
  const forces = known();

  test("before its first day nobody knows", () => assert.equal(forces.whereabouts("corps", 5), null));
  test("on a march it is between two places", () => assert.deepEqual(forces.whereabouts("corps", 15), [5, 10]));
  test("a march of several is each one's", () => assert.deepEqual(forces.whereabouts("second", 15), [5, 10]));
  test("it rests where it came to", () => assert.deepEqual(forces.whereabouts("corps", 30), [10, 10]));
  test("it sets out again", () => assert.deepEqual(forces.whereabouts("corps", 45), [5, 40]));
  test("of a force that went on in parts the whole is followed", () => assert.deepEqual(forces.whereabouts("second", 65), [10, 10]));
  test("of one known by a part only, that part", () => assert.deepEqual(forces.whereabouts("band", 10), [5, 5]));
  test("of a force that is none, nothing", () => assert.equal(forces.whereabouts("nobody", 10), null));
});

test("forces are offered by name in the reader's language", () => {
  assert.deepEqual(known().offered("en").map(([force]) => force), ["second", "band", "corps"]);
  assert.equal(known().nameOf("corps", "es"), "Cuerpo");
});

test("a layer that is read again is taken in once", () => {
  const forces = known();
  forces.adopt({ forces: names, features: [march("together", ["corps", "second"], 10, 20)] });
  assert.equal(forces.begunBy("second", 30).length, 1);
});

suite("names beside marks", () => {
  const nameOf = (force) => names[force]?.en ?? "";

  const pointOf = ([lat, lon]) => ({ x: lon * 100, y: -lat * 100 });

  test("stand below one another at one place", () => {
    const labels = new Labels(nameOf, pointOf);
    assert.deepEqual(labels.take([19.43, -99.13], ["corps", "second"]), { lines: ["Corps", "2nd Division"], above: 0, dark: false });
    assert.deepEqual(labels.take([19.43, -99.13], ["band"]), { lines: ["Band"], above: 2, dark: false });
    assert.deepEqual(labels.take([25, -99.13], ["band"]), { lines: ["Band"], above: 0, dark: false });
  });

  test("none is there twice", () => {
    const labels = new Labels(nameOf, pointOf);
    labels.take([19.43, -99.13], ["corps"]);
    assert.deepEqual(labels.take([19.43, -99.13], ["corps", "nobody"]).lines, []);
  });

  test("give way where another name stands, and come when it is gone", () => {
    const labels = new Labels(nameOf, pointOf);
    labels.take([19.43, -99.13], ["second"]);
    assert.deepEqual(labels.take([19.43, -98.9], ["band"]).lines, []);
    assert.deepEqual(labels.take([19.43, -97], ["band"]).lines, ["Band"]);
    assert.deepEqual(new Labels(nameOf, pointOf).take([19.43, -98.9], ["band"]).lines, ["Band"]);
  });

  test("take more lines where the map ends, and are left out where a word has no room", () => {
    const at = (edge) => new Labels(nameOf, pointOf, 1, edge).take([19.43, -99.13], ["second"]).lines;
    const start = pointOf([19.43, -99.13]).x;
    assert.deepEqual(at(start + 200), ["2nd Division"]);
    assert.deepEqual(at(start + 95), ["2nd", " Division"]);
    assert.deepEqual(at(start + 40), []);
  });

  test("end in an ellipsis where one place has very many", () => {
    const labels = new Labels((force) => force, pointOf);
    const forces = Array.from({ length: 12 }, (_, number) => `force-${number}`);
    assert.deepEqual(labels.take([19.43, -99.13], forces.slice(0, 6)).lines, forces.slice(0, 6));
    assert.deepEqual(labels.take([19.43, -99.13], forces.slice(6)), { lines: ["force-6", "force-7", "…"], above: 6, dark: false });
    assert.deepEqual(labels.take([19.43, -99.13], ["one-more"]).lines, []);
  });

  test("are not written where nobody sees them", () => {
    assert.deepEqual(new Labels(nameOf, () => null).take([19.43, -99.13], ["band"]).lines, []);
  });
});

suite("the line of a march", () => {
  test("is lighter by lamp light alone", () => {
    const { lit } = globalThis.Atlas;
    const look = { color: "#0a49c3", weight: 3 };
    assert.equal(lit(look), look);
    globalThis.document = { documentElement: { dataset: { theme: "dark" } } };
    assert.deepEqual(lit(look), { ...look, color: "color-mix(in srgb, #0a49c3 60%, #fff)" });
    delete globalThis.document;
  });
});
