import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

for (const name of ["clock", "lead"])
  vm.runInThisContext(readFileSync(new URL(`../../geodata/mapping/${name}.js`, import.meta.url), "utf8"));
const { Clock, Lead, Time } = globalThis.Atlas;

const day = Time.fromISO;
const text = ({ window }) => window.map(Time.toISO).join(" ");
const MAY = ["1863-05-01", "1863-05-31"].map(day);
const JUNE = ["1863-06-01", "1863-06-30"].map(day);

function leading() {
  const clock = new Clock({ first: day("1861-01-01"), last: day("1867-12-31"), step: "month", day: day("1863-04-01") });
  return { clock, lead: new Lead(clock) };
}

/** A page with a slider; `move` sets its value as Streamlit does, after the reader's key. */
function pageWith(step, value) {
  const listeners = {};
  const slider = { className: `a st-key-slider-${step}-en`, querySelector: () => ({ value }), closest: () => slider };
  globalThis.addEventListener = () => {};
  globalThis.MutationObserver = class {
    constructor(report) {
      this.report = report;
    }
    observe() {
      this.report();
    }
    disconnect() {}
  };
  return { slider, listeners, addEventListener: (kind, heard) => (listeners[kind] = heard) };
}

suite("the slider leads", () => {
  for (const [step, value, window] of [
    ["year", "2", "1863-01-01 1863-12-31"],
    ["month", "28", "1863-05-01 1863-05-31"],
    ["day", "-3366230400000000", "1863-05-01 1863-05-01"],
  ])
    test(`by ${step}`, () => {
      const { clock, lead } = leading();
      const page = pageWith(step, value);
      lead.watch(page);
      page.listeners.keydown({ target: page.slider });
      assert.equal(text(clock), window);
      assert.equal(clock.step, step);
      lead.release();
    });

  test("what the server says of where the slider was is passed over", () => {
    const { lead } = leading();
    lead.take(JUNE[0], "month");
    assert.equal(lead.passesOver(MAY, "month"), true);
    assert.equal(lead.passesOver(JUNE, "month"), false);
    assert.equal(lead.passesOver(MAY, "month"), false, "the server has caught up: it is heard again");
  });

  test("a move of anything else gives the lead back, and the server's last word holds", () => {
    const { clock, lead } = leading();
    const page = pageWith("month", "29");
    lead.watch(page);
    page.listeners.keydown({ target: page.slider });
    lead.passesOver(MAY, "month");
    page.listeners.pointerdown({ target: { closest: () => null } });
    assert.equal(text(clock), "1863-05-01 1863-05-31");
    assert.equal(lead.passesOver(JUNE, "month"), false);
  });

  test("a server that does not follow is obeyed after a while", (context) => {
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const { clock, lead } = leading();
    lead.take(JUNE[0], "month");
    lead.passesOver(MAY, "month");
    assert.equal(text(clock), "1863-06-01 1863-06-30");
    context.mock.timers.tick(6000);
    assert.equal(text(clock), "1863-05-01 1863-05-31");
  });
});
