/* What can wait until the browser has nothing else to do. */
(() => {
  "use strict";

  const ENOUGH_MS = 1;
  // Not every browser says when it is idle.
  const soon = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 100, { timeRemaining: () => 0 }));

  /** Do something with each of many things, few at a time. */
  function whenIdle(things, act) {
    const left = things[Symbol.iterator]();
    const some = (deadline) => {
      for (let next = left.next(); !next.done; next = left.next()) {
        act(next.value);
        if (deadline.timeRemaining() < ENOUGH_MS) return void soon(some);
      }
    };
    soon(some);
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { whenIdle });
})();
