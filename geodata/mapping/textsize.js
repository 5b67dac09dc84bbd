/* The size of text in the map's frame: that of the page around it, so that who reads large reads the map large too. */
(() => {
  "use strict";

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

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { followTextSize });
})();
