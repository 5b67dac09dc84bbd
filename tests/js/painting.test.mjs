import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

vm.runInThisContext(readFileSync(new URL("../../geodata/mapping/painting.js", import.meta.url), "utf8"));

/** A canvas that keeps what was done on it, in order. */
function canvas() {
  const done = [];
  const ctx = new Proxy({}, { get: (_, name) => (...values) => done.push([name, ...values]), set: () => true });
  return { done, getContext: () => ctx };
}

function sheet() {
  const canvases = [];
  const drawn = [];
  const draw = { dot: (_, { id }) => drawn.push(id), symbol: (_, { id }) => drawn.push(id), names: (_, { id }) => drawn.push(`name of ${id}`) };
  const Sheet = globalThis.Atlas.painting(draw);
  const made = new Sheet(() => canvases[canvases.push(canvas()) - 1]);
  /** Which marks are drawn when it takes in changes. */
  const take = ({ view = null, marks = [], gone = [] }) => {
    drawn.length = 0;
    for (const { done } of canvases) done.length = 0;
    made.take({ view, marks, gone });
    return [...drawn];
  };
  return { take, lower: canvases[0], upper: canvases[1] };
}

const view = { corner: [0, 0], size: [1000, 600], ratio: 1, textSize: 1 };
const dot = (id, rank, x, y) => ({ id, rank, kind: "dot", box: [x - 5, y - 5, x + 5, y + 5] });
const town = (id, x, look) => ({ ...dot(id, 50, x, 10), kind: "symbol", at: [x, 10], look: { opacity: 1, colour: "green", ...look } });
const laid = ({ done }) => done.filter(([name]) => name === "drawImage").map(([, , x, y]) => [x, y]);
const cleared = ({ done }) => done.filter(([name]) => name === "clearRect").map(([, ...box]) => box);

suite("a picture", () => {
  test("is drawn in the order of the ranks, however the marks came", () => {
    const { take } = sheet();
    assert.deepEqual(take({ view, marks: [dot("event", 70, 10, 10), dot("ground", 3, 10, 10), dot("town", 48, 10, 10)] }), ["ground", "town", "event"]);
  });

  test("is painted anew only where something has changed", () => {
    const { take, upper } = sheet();
    take({ view, marks: [dot("here", 50, 100, 100), dot("there", 50, 900, 500)] });
    assert.deepEqual(take({ marks: [dot("here", 50, 104, 100)] }), ["here"]);
    const [[x, y, width, height], ...more] = cleared(upper);
    assert.ok(x <= 95 && y <= 95 && x + width >= 109 && y + height >= 105, "what it left and where it came");
    assert.ok(width < 40 && height < 40 && !more.length);
  });

  test("lies still below what moves", () => {
    const { take, lower } = sheet();
    take({ view, marks: [dot("ground", 3, 100, 100), dot("force", 60, 100, 100)] });
    assert.deepEqual(take({ marks: [dot("force", 60, 103, 100)] }), ["force"]);
    assert.deepEqual(lower.done, []);
  });

  test("wakes what lies over what has changed", () => {
    const { take } = sheet();
    take({ view, marks: [dot("ground", 3, 100, 100), dot("force", 60, 100, 100), dot("far", 60, 800, 100)] });
    assert.deepEqual(take({ marks: [dot("ground", 3, 100, 100)] }), ["ground", "force"]);
  });

  test("loses what has gone", () => {
    const { take, upper } = sheet();
    take({ view, marks: [dot("here", 50, 100, 100), dot("under", 49, 102, 100)] });
    assert.deepEqual(take({ gone: ["here"] }), ["under"]);
    assert.equal(cleared(upper).length, 1);
    assert.deepEqual(take({ marks: [dot("under", 49, 102, 100)] }), ["under"]);
  });

  test("raises a mark above all others, with all that it told before", () => {
    const { take } = sheet();
    take({ view, marks: [dot("ground", 3, 100, 100), dot("force", 60, 100, 100)] });
    assert.deepEqual(take({ marks: [{ id: "ground", rank: 903, box: [95, 95, 105, 105] }] }), ["force", "ground"]);
  });

  test("begins anew with a new view", () => {
    const { take } = sheet();
    take({ view, marks: [dot("here", 50, 100, 100)] });
    assert.deepEqual(take({ view: { ...view, corner: [300, 0] }, marks: [dot("there", 50, 900, 500)] }), ["there"]);
  });

  test("draws symbols that look alike twice at most, and lays the others down where they are", () => {
    const { take, upper } = sheet();
    const marks = [town("first", 100), town("second", 200), town("third", 300), town("other", 400, { colour: "red" })];
    assert.deepEqual(take({ view, marks }), ["first", "second", "other"]);
    const places = laid(upper).slice(-2); // what comes before is the lower level
    assert.deepEqual(places.map(([x]) => x), [200 - 6, 300 - 6]);
    assert.deepEqual(take({ marks: [town("third", 310)] }), []);
  });

  test("draws anew what has a name, a number or a ring, and names over all", () => {
    const { take } = sheet();
    take({ view, marks: [town("plain", 100), town("alike", 200)] });
    const told = [town("named", 300, { label: { lines: ["Puebla"] } }), town("told", 400, { note: "" }), town("chosen", 500, { selected: true })];
    assert.deepEqual(take({ marks: told }), ["named", "told", "chosen", "name of named"]);
  });

  test("takes many changes far apart as one", () => {
    const { take, upper } = sheet();
    const many = Array.from({ length: 60 }, (_, at) => dot(`m${at}`, 50, 15 * at + 8, at % 2 ? 20 : 500));
    take({ view, marks: many });
    take({ marks: many });
    assert.ok(cleared(upper).length <= 24, String(cleared(upper).length));
  });
});
