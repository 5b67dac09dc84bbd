/* The reader's size of text: the map's frame takes it from the page around it, so that who reads large reads the map large
   too, and what is drawn in pixels, on the map or in a chart, grows with it. */
(() => {
  "use strict";

  const PLAIN_PX = 16;
  // What is drawn on the map grows with the reader's text, but not so far that it floods the map.
  const LARGEST = 1.6;

  function pageSize() {
    try {
      return parent === window ? "" : parent.getComputedStyle(parent.document.documentElement).fontSize;
    } catch {
      return ""; // the page around is another site's: the reader's own size holds
    }
  }

  /** Take the page's size of text now, and again whenever it may have changed. */
  function followTextSize() {
    const { style } = document.documentElement;
    const take = () => {
      const size = pageSize();
      if (style.fontSize !== size) style.fontSize = size;
    };
    take();
    addEventListener("resize", take);
    if (pageSize()) new MutationObserver(take).observe(parent.document.documentElement, { attributes: true });
  }

  /**
   * Say whenever it changes how large text is to be drawn, as a factor of plain text, in tenths. Returns what ends it.
   * `known` is the size that needs no saying.
   */
  function watchTextSize(holder, changed, { largest = LARGEST, known = 1 } = {}) {
    const rem = document.createElement("div");
    rem.style.cssText = "position: absolute; width: 1rem; height: 0; visibility: hidden";
    holder.append(rem);
    let size = known;
    const watch = new ResizeObserver(([{ contentRect }]) => {
      const now = Math.min(largest, Math.round((contentRect.width / PLAIN_PX) * 10) / 10);
      if (now && now !== size) changed((size = now));
    });
    watch.observe(rem);
    return () => {
      watch.disconnect();
      rem.remove();
    };
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { followTextSize, watchTextSize });
})();
