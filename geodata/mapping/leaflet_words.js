/* The words of Leaflet's own controls in the reader's language; Leaflet itself has them in English only. */
(() => {
  "use strict";

  /** Name the zoom buttons of a map, and leave Leaflet's own name without its English explanation. */
  function nameLeaflet(map, words) {
    const names = { in: words.say("zoom_in"), out: words.say("zoom_out") };
    for (const [way, name] of Object.entries(names)) {
      const button = map.getContainer().querySelector(`.leaflet-control-zoom-${way}`);
      button.title = name;
      button.setAttribute("aria-label", name);
    }
    map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  }

  globalThis.Atlas = Object.assign(globalThis.Atlas ?? {}, { nameLeaflet });
})();
