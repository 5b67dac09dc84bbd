import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

for (const name of ["clock", "words"])
  vm.runInThisContext(readFileSync(new URL(`../../geodata/mapping/${name}.js`, import.meta.url), "utf8"));
const { Words } = globalThis.Atlas;

const STRINGS = {
  en: { happened: "{count} events", happened_one: "{count} event" },
  es: { happened: "{count} sucesos", happened_one: "{count} suceso" },
  fr: { happened: "{count} événements", happened_one: "{count} événement" },
};
const SAID = {
  en: ["0 events", "1 event", "2 events", "1,234 events"],
  es: ["0 sucesos", "1 suceso", "2 sucesos", "1234 sucesos"],
  fr: ["0 événement", "1 événement", "2 événements", "1 234 événements"],
};

suite("what counts something is said in the form that the number asks for", () => {
  for (const [language, said] of Object.entries(SAID))
    test(language, () => {
      const words = new Words(STRINGS);
      words.speak(language);
      const found = [0, 1, 2, 1234].map((count) => words.count("happened", count).replace(/[\u00a0\u202f]/, " "));
      assert.deepEqual(found, said);
    });
});

test("in French the first of a month is read as French has it", () => {
  const words = new Words(STRINGS);
  const first = Date.UTC(1863, 5, 1) / 86_400_000;
  const said = () => [words.day(first), words.span([first, first, first + 10, first + 10]), words.day(first + 10)];
  words.speak("fr");
  assert.deepEqual(said(), ["1er juin 1863", "1er–11 juin 1863", "11 juin 1863"]);
  words.speak("es");
  assert.equal(said()[0], "1 de junio de 1863");
});

test("months and years of which no day is known are said without days", () => {
  const words = new Words(STRINGS);
  const day = (...parts) => Date.UTC(...parts) / 86_400_000;
  words.speak("en");
  const said = (first, last) => words.span([first, first, last, last]).replaceAll(/\s*–\s*/g, "–");
  assert.equal(said(day(1863, 0, 1), day(1864, 11, 31)), "1863–1864");
  assert.equal(said(day(1863, 0, 1), day(1863, 11, 31)), "1863");
  assert.equal(said(day(1863, 1, 1), day(1863, 1, 28)), "Feb 1863");
  assert.equal(said(day(1863, 1, 1), day(1863, 2, 31)), "Feb–Mar 1863");
  assert.equal(said(day(1863, 1, 1), day(1863, 1, 27)), "1–27 Feb 1863");
});
