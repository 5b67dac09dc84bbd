import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../geodata/mapping/idle.js", import.meta.url), "utf8");

/** What is done of some things, by each idle moment; a moment has time for so many of them. */
function moments(things, { room }) {
  const asked = [];
  const done = [];
  globalThis.requestIdleCallback = (work) => asked.push(work);
  vm.runInThisContext(source);
  globalThis.Atlas.whenIdle(things, (thing) => done.push(thing));
  const after = [[...done]];
  while (asked.length) {
    let left = room;
    asked.shift()({ timeRemaining: () => (left -= 1) });
    after.push([...done]);
  }
  return after;
}

suite("what can wait", () => {
  test("is not done at once, but in idle moments, each thing once and in order", () => {
    assert.deepEqual(moments(["a", "b", "c"], { room: 2 }), [[], ["a", "b"], ["a", "b", "c"]]);
  });

  test("goes on where a moment has no time, one thing at a time", () => {
    assert.deepEqual(moments(["a", "b"], { room: 0 }), [[], ["a"], ["a", "b"], ["a", "b"]]);
  });

  test("is nothing where there is nothing", () => {
    assert.deepEqual(moments([], { room: 9 }), [[], []]);
  });
});
