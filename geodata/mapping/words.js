/* The map's words and dates in the reader's language, and the elements that carry them. */
(() => {
  "use strict";

  const { toDate } = globalThis.Atlas.Time;

  /** A DOM element; text is always set as text, never as markup. */
  function element(tag, { text, children = [], on = {}, ...attributes } = {}) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
    node.append(...children);
    return node;
  }

  /** Words and dates in the reader's language. */
  class Words {
    constructor(strings) {
      this.strings = strings;
      this.speak("en");
    }

    speak(language) {
      this.language = language;
      const locale = language === "en" ? "en-GB" : language;
      const formatter = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
      this.long = formatter({ year: "numeric", month: "long", day: "numeric" });
      this.short = formatter({ year: "numeric", month: "short", day: "numeric" });
      this.month = formatter({ year: "numeric", month: "long" });
      this.shortMonth = formatter({ year: "numeric", month: "short" });
      this.year = formatter({ year: "numeric" });
      this.plurals = new Intl.PluralRules(locale);
      this.numbers = new Intl.NumberFormat(locale);
      const letter = formatter({ month: "narrow" });
      this.spans = new Map();
      this.letters = Array.from({ length: 12 }, (_, month) => letter.format(Date.UTC(1863, month, 1)));
    }

    /** A text that counts something: `key` for several, with `_one` behind it for one. */
    count(key, count) {
      const form = this.plurals.select(count) === "one" ? `${key}_one` : key;
      return this.say(form, { count: this.numbers.format(count) });
    }

    say(key, values = {}) {
      const text = this.strings[this.language][key] ?? key;
      return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    }

    /** Days as they are read: in French the first of a month is "1er". */
    ordinal(days) {
      return this.language === "fr" ? days.replace(/(?<!\d)1(?!\d)/g, "1er") : days;
    }

    window([first, last], step) {
      if (step === "year" && last - first >= 364) return String(toDate(first).getUTCFullYear());
      if (step === "month" && toDate(first).getUTCDate() === 1) return this.month.format(toDate(first));
      if (step === "custom" && last > first) return this.ordinal(this.long.formatRange(toDate(first), toDate(last)));
      return this.day(last);
    }

    day(day) {
      return this.ordinal(this.long.format(toDate(day)));
    }

    /** The days from the earliest to the latest that a span may mean; each is written once, for writing takes its time. */
    span(span) {
      if (!span) return "";
      const [first, , , last] = span;
      const key = first * 1e5 + last;
      if (!this.spans.has(key)) this.spans.set(key, this.days(first, last));
      return this.spans.get(key);
    }

    /** Whole months and whole years are said as such. */
    days(first, last) {
      const [from, to, after] = [first, last, last + 1].map(toDate);
      if (first === last) return this.ordinal(this.short.format(from));
      if (from.getUTCDate() > 1 || after.getUTCDate() > 1) return this.ordinal(this.short.formatRange(from, to));
      return (from.getUTCMonth() || after.getUTCMonth() ? this.shortMonth : this.year).formatRange(from, to);
    }
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { element, Words });
})();
