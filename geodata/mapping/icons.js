/* The icons of the play bar. */
(() => {
  "use strict";

  const ICONS = {
    play: "M7 4v16l13-8z",
    pause: "M6 4h4v16H6zM14 4h4v16h-4z",
    back: "M15 5l-8 7 8 7z",
    forward: "M9 5l8 7-8 7z",
    previous: "M19 5l-8 7 8 7zM5 5h3v14H5z",
    next: "M5 5l8 7-8 7zM16 5h3v14h-3z",
    loop: "M7 7h9V4l5 4.5L16 13v-3H7v4H4V7zM17 17H8v3l-5-4.5L8 11v3h9v-4h3v7z",
    eventful: "M12 3l2.6 5.6 6.1.7-4.5 4.2 1.2 6-5.4-3-5.4 3 1.2-6-4.5-4.2 6.1-.7z",
    more: "M4 10h4v4H4zM10 10h4v4h-4zM16 10h4v4h-4z",
    help: "M11 17h2v2h-2zM12 5a4 4 0 0 0-4 4h2a2 2 0 1 1 3.2 1.6c-1.3 1-2.2 1.8-2.2 4.4h2c0-1.7.5-2.1 1.5-2.9A4 4 0 0 0 12 5z",
  };

  /** An icon by its name, as an element. */
  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    shape.setAttribute("d", ICONS[name]);
    svg.append(shape);
    return svg;
  }

  Object.assign(globalThis.Atlas, { icon });
})();
