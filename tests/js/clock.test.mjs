import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import vm from "node:vm";

vm.runInThisContext(readFileSync(new URL("../../geodata/mapping/clock.js", import.meta.url), "utf8"));
const { Clock, Time } = globalThis.Atlas;

const FIRST = Time.fromISO("1861-01-01");
const LAST = Time.fromISO("1867-12-31");
const day = Time.fromISO;
const text = ({ window }) => window.map(Time.toISO).join(" ");
const clockAt = (iso, step, more = {}) => new Clock({ first: FIRST, last: LAST, step, day: day(iso), ...more });

suite("days", () => {
  for (const iso of ["1861-01-01", "1862-05-05", "1864-02-29", "1867-12-31"])
    test(`${iso} comes back as itself`, () => assert.equal(Time.toISO(day(iso)), iso));
  test("days are whole numbers, counted from 1970", () => assert.equal(day("1969-12-31"), -1));
});

suite("steps", () => {
  test("a day is its own window", () => assert.equal(text(clockAt("1862-05-05", "day")), "1862-05-05 1862-05-05"));
  test("a month ends on its last day", () => assert.equal(text(clockAt("1864-02-10", "month")), "1864-02-01 1864-02-29"));
  test("a year is whole", () => assert.equal(text(clockAt("1863-05-17", "year")), "1863-01-01 1863-12-31"));

  test("a step forward and back comes to the same window", () => {
    const clock = clockAt("1863-12-17", "month");
    clock.stepBy(1);
    assert.equal(text(clock), "1864-01-01 1864-01-31");
    clock.stepBy(-1);
    assert.equal(text(clock), "1863-12-01 1863-12-31");
  });

  for (const [iso, count] of [["1861-01-09", -1], ["1867-12-09", 1]])
    test(`no step leaves the atlas: ${iso}`, () => {
      const clock = clockAt(iso, "month");
      const before = text(clock);
      clock.stepBy(count);
      assert.equal(text(clock), before);
    });

  test("those who listen hear each step once", () => {
    const clock = clockAt("1863-05-17", "day");
    const heard = [];
    clock.onChange((_, cause) => heard.push(cause));
    clock.stepBy(1);
    clock.goTo(day("1864-01-01"));
    assert.deepEqual(heard, ["step", "seek"]);
  });
});

suite("next and previous event", () => {
  const clock = clockAt("1863-05-17", "day");
  clock.heed(["1867-06-19", "1862-05-05", "1863-05-17"].map((iso) => [day(iso), 0]));

  test("the next one, then none", () => {
    clock.toMoment(1);
    assert.equal(text(clock), "1867-06-19 1867-06-19");
    clock.toMoment(1);
    assert.equal(text(clock), "1867-06-19 1867-06-19");
  });

  test("the previous one", () => {
    clock.toMoment(-1);
    assert.equal(text(clock), "1863-05-17 1863-05-17");
  });
});

suite("play", () => {
  test("moves the window's end by days a second and keeps its length", () => {
    const clock = clockAt("1862-01-10", "day", { daysPerSecond: 10 });
    clock.eventful = false;
    clock.play();
    clock.tick(0.5);
    assert.equal(text(clock), "1862-01-15 1862-01-15");
    assert.ok(clock.playing);
  });

  test("a pause settles on the whole month", () => {
    const clock = clockAt("1862-01-10", "month", { daysPerSecond: 10 });
    clock.eventful = false;
    clock.play();
    clock.tick(1);
    clock.pause();
    assert.equal(text(clock), "1862-02-01 1862-02-28");
  });

  test("stops at the last day", () => {
    const clock = clockAt("1867-12-30", "day");
    clock.play();
    clock.tick(1);
    assert.equal(text(clock), "1867-12-31 1867-12-31");
    assert.ok(!clock.playing);
  });

  test("starts again from the first day when it loops", () => {
    const clock = clockAt("1867-12-30", "day");
    clock.loop = true;
    clock.play();
    clock.tick(1);
    assert.equal(text(clock), "1861-01-01 1861-01-01");
    assert.ok(clock.playing);
  });

  test("after the end, play begins at the beginning", () => {
    const clock = clockAt("1867-12-31", "day");
    clock.play();
    assert.equal(text(clock), "1861-01-01 1861-01-01");
  });
});

suite("the pace of play", () => {
  const clock = clockAt("1862-05-05", "day");
  clock.heed([[day("1862-05-05"), 5], [day("1862-08-01"), 0]]);
  const paceOn = (iso) => {
    clock.goTo(day(iso));
    return clock.pace;
  };

  test("is slow at a great event", () => assert.ok(paceOn("1862-05-05") < 0.5));
  test("is the chosen one at any other event", () => assert.equal(paceOn("1862-08-01"), 1));
  test("is quick where nothing is recorded", () => assert.ok(paceOn("1862-10-01") > 1));
  test("is even when the reader wants it so", () => {
    clock.eventful = false;
    assert.equal(paceOn("1862-05-05"), 1);
    clock.eventful = true;
  });
});

suite("a window of the reader's own length", () => {
  const dragged = () => {
    const clock = clockAt("1863-05-17", "month");
    clock.stretch("last", day("1863-06-15"));
    return clock;
  };

  test("is made by dragging an end", () => assert.equal(text(dragged()), "1863-05-01 1863-06-15"));

  test("keeps its length in a step", () => {
    const clock = dragged();
    clock.stepBy(1);
    assert.equal(text(clock), "1863-06-16 1863-07-31");
  });

  test("never turns inside out", () => {
    const clock = dragged();
    clock.stretch("first", day("1864-01-01"));
    assert.equal(text(clock), "1863-06-15 1863-06-15");
  });
});

suite("presence in a window", () => {
  const span = [10, 12, 20, 22]; // starts on a day from 10 to 12, ends on one from 20 to 22

  for (const [first, last, expected] of [
    [0, 9, null],
    [0, 10, "possible"],
    [0, 12, "certain"],
    [15, 15, "certain"],
    [20, 30, "certain"],
    [21, 30, "possible"],
    [23, 30, null],
  ])
    test(`${first} to ${last}: ${expected}`, () => assert.equal(Time.presence(span, first, last), expected));

  test("throughout is always certain", () => assert.equal(Time.presence(null, 0, 0), "certain"));
});

suite("where a force is", () => {
  const days = [[0, 2], [6, 8], [10, 10]]; // arrives and departs, at each vertex

  for (const [instant, expected] of [
    [-5, { leg: 0, fraction: 0 }],
    [1, { leg: 0, fraction: 0 }],
    [4, { leg: 0, fraction: 0.5 }],
    [7, { leg: 1, fraction: 0 }],
    [9, { leg: 1, fraction: 0.5 }],
  ])
    test(`on day ${instant}`, () => assert.deepEqual(Time.positionAt(days, instant), expected));

  test("at the end it stays at the last vertex", () => {
    assert.deepEqual(Time.positionAt(days, 99), { leg: 2, fraction: 0 });
  });
});

suite("playing a window of the reader's own length", () => {
  const playing = () => {
    const clock = clockAt("1863-05-17", "month", { daysPerSecond: 10 });
    clock.setWindow([day("1863-05-10"), day("1863-05-19")], "custom");
    clock.eventful = false;
    clock.play();
    return clock;
  };

  test("moves both its ends", () => {
    const clock = playing();
    clock.tick(1);
    assert.equal(text(clock), "1863-05-20 1863-05-29");
  });

  test("keeps it at a pause", () => {
    const clock = playing();
    clock.tick(0.75);
    clock.pause();
    assert.equal(text(clock), "1863-05-17 1863-05-26");
    assert.ok(clock.custom);
  });

  test("ends with the atlas", () => {
    const clock = playing();
    clock.goTo(day("1867-12-20"));
    clock.play();
    clock.tick(5);
    assert.equal(text(clock), "1867-12-22 1867-12-31");
    assert.ok(!clock.playing);
  });

  test("is a month again when the page says so", () => {
    const clock = playing();
    clock.setWindow([day("1863-05-01"), day("1863-05-31")], "month");
    assert.ok(!clock.custom);
    clock.stepBy(1);
    assert.equal(text(clock), "1863-06-01 1863-06-30");
  });
});

suite("a drag of the window's ends", () => {
  test("is announced as a drag, once a move", () => {
    const clock = clockAt("1863-05-17", "month");
    const heard = [];
    clock.onChange((_, cause) => heard.push(cause));
    clock.stretch("first", day("1863-04-02"));
    clock.stretch("last", day("1863-06-02"));
    assert.deepEqual(heard, ["drag", "drag"]);
    assert.equal(text(clock), "1863-04-02 1863-06-02");
  });

  test("stays within the atlas", () => {
    const clock = clockAt("1863-05-17", "year");
    clock.stretch("first", day("1850-01-01"));
    clock.stretch("last", day("1900-01-01"));
    assert.equal(text(clock), "1861-01-01 1867-12-31");
  });

  test("cannot step out of the atlas either", () => {
    const clock = clockAt("1863-05-17", "month");
    clock.stretch("last", day("1863-05-20"));
    for (let times = 0; times < 200; times += 1) clock.stepBy(-1);
    assert.equal(text(clock), "1861-01-01 1861-01-20");
    for (let times = 0; times < 200; times += 1) clock.stepBy(1);
    assert.equal(text(clock), "1867-12-12 1867-12-31");
  });
});

suite("ticks", () => {
  const started = (more) => {
    const clock = clockAt("1862-01-10", "day", { daysPerSecond: 10, ...more });
    clock.eventful = false;
    clock.play();
    return clock;
  };

  test("glide: the instant moves by parts of a day", () => {
    const clock = started();
    clock.tick(0.016);
    assert.ok(Math.abs(clock.instant - day("1862-01-10") - 0.16) < 1e-9);
    assert.equal(text(clock), "1862-01-10 1862-01-10");
  });

  test("without gliding the instant moves by whole days, and seldom", () => {
    const clock = started({ gliding: false });
    let heard = 0;
    clock.onChange(() => (heard += 1));
    for (let frame = 0; frame < 120; frame += 1) {
      clock.tick(1 / 60);
      assert.equal(clock.instant, Math.floor(clock.instant));
    }
    assert.ok(heard >= 3 && heard <= 5, `${heard} steps in two seconds`);
    assert.equal(clock.instant - day("1862-01-10") >= 15, true);
  });

  test("without gliding it goes as far as with it", () => {
    const [gliding, stepping] = [started(), started({ gliding: false })];
    for (let frame = 0; frame < 600; frame += 1) for (const clock of [gliding, stepping]) clock.tick(1 / 60);
    assert.ok(Math.abs(gliding.instant - stepping.instant) <= 6, `${gliding.instant - stepping.instant} days apart`);
  });

  test("do nothing while the clock rests", () => {
    const clock = started();
    clock.pause();
    clock.tick(3);
    assert.equal(text(clock), "1862-01-10 1862-01-10");
  });

  test("the end is heard as a pause, after which play starts over", () => {
    const clock = started();
    const heard = [];
    clock.goTo(day("1867-12-30"));
    clock.onChange((_, cause) => heard.push(cause));
    clock.tick(1);
    assert.deepEqual(heard, ["pause"]);
    clock.play();
    assert.equal(text(clock), "1861-01-01 1861-01-01");
  });

  test("a loop starts over without a pause", () => {
    const clock = started();
    clock.loop = true;
    clock.goTo(day("1867-12-30"));
    clock.tick(1);
    assert.ok(clock.playing);
    clock.tick(0.5);
    assert.equal(text(clock), "1861-01-06 1861-01-06");
  });
});

suite("paces", () => {
  const [first, last] = [0, 200];
  const paces = Time.paces([[50, 0], [100, 5], [130, 1]], first, last);

  test("there is one for each day of the atlas", () => assert.equal(paces.length, 201));
  test("every one of them moves", () => assert.ok(paces.every((pace) => pace > 0 && pace < 5)));
  test("the greater the event, the slower", () => assert.ok(paces[100] < paces[130] && paces[130] < paces[50]));
  test("the slowness fades to both sides", () => {
    assert.ok(paces[100] < paces[102] && paces[102] < paces[104]);
    assert.equal(paces[98], paces[102]);
  });
  test("far from everything it hurries", () => assert.ok(paces[10] > 2 && paces[160] > 2));
  test("an event at the edge of the atlas is no fault", () => {
    const edges = Time.paces([[0, 5], [200, 5], [-40, 3], [240, 3]], first, last);
    assert.ok(edges[0] < 0.5 && edges[200] < 0.5 && edges[100] > 2);
  });
  test("playing through a great event takes longer than through a quiet week", () => {
    const seconds = (from) => {
      const clock = clockAt(from, "day", { daysPerSecond: 14 });
      clock.heed([[day("1862-05-05"), 5]]);
      clock.play();
      let frames = 0;
      for (const start = clock.instant; clock.instant < start + 7; frames += 1) clock.tick(1 / 60);
      return frames / 60;
    };
    assert.ok(seconds("1862-05-02") > 4 * seconds("1862-08-02"));
  });
});
