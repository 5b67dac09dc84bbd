/* What the map shows of the country, and what goes with it on the page around. */
(() => {
  "use strict";

  const NEAR_PX = 40;
  const CHARTS_MS = 100;
  const fitted = new WeakMap(); // of a map the box that it was made to show, and the view that this came to
  let told = -Infinity;

  /** Show a box (west, south, east, north), whatever the size of the frame, and again when that changes. */
  function fitBox(map, box, animate) {
    const [centre, zoom] = viewOf(map, box);
    if (!fitted.has(map)) map.on("resize", () => fitAgain(map));
    fitted.set(map, { box, centre, zoom });
    map.setView(centre, zoom, { animate });
  }

  /** Centre and zoom that show a box; of one that is too wide, its west. */
  function viewOf(map, [west, south, east, north]) {
    const zoom = map.getBoundsZoom([[south, west], [north, east]]);
    const centre = map.project([(south + north) / 2, (west + east) / 2], zoom);
    centre.x = Math.min(centre.x, map.project([south, west], zoom).x + map.getSize().x / 2);
    return [map.unproject(centre, zoom), zoom];
  }

  /** The reader who has gone elsewhere meanwhile stays there. */
  function fitAgain(map) {
    const { box, centre, zoom } = fitted.get(map);
    const away = map.project(centre, zoom).distanceTo(map.project(map.getCenter(), zoom));
    if (map.getZoom() === zoom && away < NEAR_PX) fitBox(map, box, false);
  }

  /** Show what the page's other maps of the same group show, and they what this one shows. */
  function moveTogether(map, group) {
    const channel = new BroadcastChannel(`atlas-${group}-${parent.performance.timeOrigin}`);
    let led = false;
    map.on("move", () => {
      const { lat, lng } = map.getCenter();
      if (!led) channel.postMessage([lat, lng, map.getZoom()]);
    });
    channel.addEventListener("message", ({ data: [lat, lng, zoom] }) => {
      led = true;
      map.setView([lat, lng], zoom, { animate: false });
      led = false;
    });
  }

  /** Move the window over the charts of the page around, now and then while it plays; the player has no such page. */
  function tellCharts([first, last], playing) {
    if (playing && performance.now() - told < CHARTS_MS) return;
    told = performance.now();
    try {
      for (const { style } of parent.document.querySelectorAll('[class*="st-key-timed-"]')) {
        style.setProperty("--clock-first", first);
        style.setProperty("--clock-last", last + 1);
      }
    } catch {
      // The page around is another site's: it has no chart of ours.
    }
  }

  Object.assign(globalThis.Atlas, { fitBox, moveTogether, tellCharts });
})();
