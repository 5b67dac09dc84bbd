/* The atlas's files: handed over with the scripts, as in the file that plays alone, or fetched. */
(() => {
  "use strict";

  async function fetchJSON(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  /** What a file holds, by its name below the address `base`. */
  const read = (base, name) => globalThis.Atlas.files?.[name] ?? fetchJSON(base + name);

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { read });
})();
