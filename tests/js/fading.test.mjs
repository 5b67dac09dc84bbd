import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

for (const script of ["clock", "drawing", "fading"])
  vm.runInThisContext(readFileSync(new URL(`../../geodata/mapping/${script}.js`, import.meta.url), "utf8"));
const { ages, lead, daysDrawn } = globalThis.Atlas.Fading;
const { wear } = globalThis.Atlas;

const battle = { span: [100, 100, 100, 100], geometry: { type: "Point" } };
const siege = { span: [100, 100, 160, 160], geometry: { type: "Point" } };
const zone = { span: [100, 100, 199, 199], geometry: { type: "Polygon" } };
const strengths = (age, feature, days, first = -Infinity) => days.map((instant) => age(feature, { instant, first: first === -Infinity ? instant : first }).strength);
const falls = (numbers) => numbers.every((number, at) => at === 0 || number <= numbers[at - 1]);
const playing = (instant, length) => ({ instant, playing: true, window: [Math.floor(instant) - length, Math.floor(instant)] });

suite("a battle", () => {
  test("flares on its day and is a small mark after three", () => {
    const scales = [100, 101, 102, 103].map((instant) => ages.happening(battle, { instant, first: instant }).scale);
    assert.ok(scales[0] > 1.7 && falls(scales) && scales[3] < 1, String(scales));
  });

  test("leaves a small mark that fades in two months", () => {
    const found = strengths(ages.happening, battle, [101, 110, 125, 140, 160]);
    assert.equal(found[0], 1);
    assert.ok(falls(found) && found[2] < 0.7 && found[2] > 0.5 && found[4] <= 0.1, String(found));
    assert.ok(ages.happening(battle, { instant: 110, first: 110 }).scale < 1);
  });

  for (const length of [0, 30])
    test(`is drawn as long after it whatever the window is: ${length} days`, () => {
      const [first] = daysDrawn("happening", playing(150.5, length), false);
      assert.equal(first, 90);
    });

  test("fades as fast in a day's window as in a month's", () => {
    const [day, month] = [115, 90].map((first) => ages.happening(battle, { instant: 115.4, first }).strength);
    assert.equal(day, month);
  });

  test("stays in sight as long as it is in the window", () => {
    assert.ok(ages.happening(battle, { instant: 460, first: 95 }).strength >= 0.3);
    assert.deepEqual(daysDrawn("happening", playing(465, 364), false), [101, 465]);
  });

  test("of which the clock stands still in sight is what the window has", () => {
    assert.deepEqual(daysDrawn("happening", { instant: 130, playing: false, window: [101, 130] }, false), [101, 130]);
  });
});

test("a siege stays as strong as long as it lasts", () => {
  assert.deepEqual(strengths(ages.happening, siege, [104, 130, 160.9]), [1, 1, 1]);
});

test("a zone breathes in and out over a week", () => {
  const found = strengths(ages.state, zone, [100, 103.5, 107, 150, 193, 196.5, 200]);
  assert.deepEqual(found, [0.1, 0.5, 1, 1, 1, 0.5, 0.1]);
});

test("a town changes on its day, at once", () => {
  assert.deepEqual(strengths(ages.state, { ...battle, span: [100, 100, 130, 130] }, [100, 115, 130.9]), [1, 1, 1]);
});

suite("a way", () => {
  const days = [[0, 0], [10, 20], [60, 60], [150, 150]]; // a march of five months
  const arrivals = days.map(([arrival]) => arrival);

  test("fades stretch by stretch, each by its own day, while the march goes on", () => {
    const found = [1, 2, 3].map((vertex) => wear(arrivals, vertex, 80));
    assert.ok(found[0] < found[1] && found[1] < found[2], String(found));
    assert.equal(found[2], 1, "what is walked now is full");
  });

  test("is all but gone ninety days after each stretch", () => {
    assert.equal(wear(arrivals, 1, 10), 1);
    assert.ok(Math.abs(wear(arrivals, 1, 55) - 0.5) < 0.11);
    assert.equal(wear(arrivals, 1, 100), 0.1);
  });

  test("has its force at the head until a station takes over", () => {
    assert.equal(lead(days, 149.5, false), 1);
    assert.equal(lead(days, 150.9, false), 1);
    assert.equal(lead(days, 156, false), 0.5);
    assert.equal(lead(days, 162, false), 0);
  });

  test("is drawn until all of it has faded", () => {
    assert.deepEqual(daysDrawn("movement", playing(240, 0), false), [150, 240]);
  });
});

suite("for readers who mind motion", () => {
  test("nothing lingers but ways", () => {
    assert.deepEqual(daysDrawn("happening", playing(150, 30), true), [120, 150]);
  });
  test("a force that has come is gone at once from its way", () => {
    assert.deepEqual([150.9, 151.1].map((instant) => lead([[0, 0], [150, 150]], instant, true)), [1, 0]);
  });
});
