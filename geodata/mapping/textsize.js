/* The size of text in the map's frame, and of what is drawn there: that of the page around it, so that who reads large
   reads the map large too. */
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

  /** Say whenever it changes how large text is to be drawn, as a factor of plain text. Returns what ends it. */
  function watchTextSize(holder, changed) {
    const rem = document.createElement("div");
    rem.className = "atlas-rem";
    holder.append(rem);
    let size = 1;
    const watch = new ResizeObserver(([{ contentRect }]) => {
      const now = Math.min(LARGEST, contentRect.width / PLAIN_PX);
      if (now && now !== size) changed((size = now));
    });
    watch.observe(rem);
    return () => watch.disconnect();
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { followTextSize, watchTextSize });
})();
