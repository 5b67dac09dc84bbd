import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

for (const name of ["clock", "words", "timeline"])
  vm.runInThisContext(readFileSync(new URL(`../../geodata/mapping/${name}.js`, import.meta.url), "utf8"));
const { Clock, Time, TimeLine, gripAt } = globalThis.Atlas;

const day = Time.fromISO;
const clockAt = (iso, step) => new Clock({ first: day("1861-01-01"), last: day("1867-12-31"), step, day: day(iso) });

suite("what a pointer takes hold of", () => {
  const reach = 12;
  for (const [name, window] of [["a day", [100, 100.3]], ["a month", [100, 108]], ["a year", [100, 200]]]) {
    const [left, right] = window;
    test(`just outside of ${name}, each end`, () => {
      assert.equal(gripAt(left - 1, window, reach), "first");
      assert.equal(gripAt(left - reach, window, reach), "first");
      assert.equal(gripAt(right + 1, window, reach), "last");
      assert.equal(gripAt(right + reach, window, reach), "last");
    });
    test(`in the middle of ${name}, the whole`, () => assert.equal(gripAt((left + right) / 2, window, reach), "whole"));
    test(`far from ${name}, the whole`, () => {
      assert.equal(gripAt(left - reach - 1, window, reach), "whole");
      assert.equal(gripAt(right + reach + 1, window, reach), "whole");
    });
  }
  test("a little inside of a wide window, each end", () => {
    assert.equal(gripAt(104, [100, 200], reach), "first");
    assert.equal(gripAt(196, [100, 200], reach), "last");
  });
});

suite("an end of the window by keyboard", () => {
  const pressed = (part, ...keys) => {
    const clock = clockAt("1863-05-17", "month");
    for (const key of keys) TimeLine.prototype.actionsOf.call({ clock }, part)[key]();
    return clock.window.map(Time.toISO).join(" ");
  };

  test("moves by a day", () => assert.equal(pressed("first", "ArrowLeft"), "1863-04-30 1863-05-31"));
  test("moves alone", () => assert.equal(pressed("last", "ArrowRight", "ArrowRight"), "1863-05-01 1863-06-02"));
  test("moves by a month", () => assert.equal(pressed("last", "PageDown"), "1863-05-01 1863-06-30"));
  test("goes to the ends of the atlas", () => {
    assert.equal(pressed("first", "Home"), "1861-01-01 1863-05-31");
    assert.equal(pressed("last", "End"), "1863-05-01 1867-12-31");
  });
  test("stops at the other end", () => assert.equal(pressed("first", "End"), "1863-05-31 1863-05-31"));
  test("stops the clock", () => {
    const clock = clockAt("1863-05-17", "month");
    clock.play();
    TimeLine.prototype.actionsOf.call({ clock }, "first").ArrowLeft();
    assert.ok(!clock.playing);
  });
  test("leaves the keys of anything else to the clock", () =>
    assert.deepEqual(TimeLine.prototype.actionsOf.call({ clock: clockAt("1863-05-17", "month") }, "whole"), {}));
});
