import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

for (const script of ["clock", "words", "rows", "happenings"])
  vm.runInThisContext(readFileSync(new URL(`../../geodata/mapping/${script}.js`, import.meta.url), "utf8"));
const { NOT_YET, happeningsIn } = globalThis.Atlas;

const at = (id, day, coordinates, latest = day) => ({ id, span: [day, latest, latest, latest], geometry: { coordinates } });
const layer = (id, features, role = "happening") => ({ entry: { id, role }, shown: new Set(features.map((feature) => ({ feature }))) });
const ids = (layers, window) => happeningsIn(layers, window).map(([{ id }]) => id);

suite("what happened", () => {
  test("is in the order of its days, what is sure before what may be", () => {
    const events = layer("events", [at("late", 120, [1, 1]), at("perhaps", 95, [2, 2], 140), at("early", 101, [3, 3])]);
    assert.deepEqual(ids([events], [100, 130]), ["early", "late", "perhaps"]);
  });

  test("is not what lingers from before the window, nor what moves or lasts", () => {
    const layers = [layer("events", [at("over", 90, [1, 1])]), layer("towns", [at("town", 101, [1, 1])], "state")];
    assert.deepEqual(ids(layers, [100, 130]), []);
  });

  test("is not known before a layer that tells of it is there", () => {
    const coming = (loading, marks) => [{ ...layer("events", []), on: true, loading, marks }];
    assert.equal(happeningsIn(coming(Promise.resolve(), []), [100, 130]), NOT_YET);
    assert.notEqual(happeningsIn(coming(Promise.resolve(), [{}]), [100, 130]), NOT_YET);
    assert.notEqual(happeningsIn(coming(null, []), [100, 130]), NOT_YET); // it failed, and a notice says so
  });

  test("is told once, by the upper layer, where two layers tell it", () => {
    const actions = layer("actions", [at("ambush", 101, [-99, 20]), at("raid", 101, [-98, 20])]);
    const events = layer("events", [at("battle", 101, [-99, 20]), at("execution", 101, [-99, 20])]);
    assert.deepEqual(ids([actions, events], [100, 130]), ["battle", "execution", "raid"]);
  });
});
