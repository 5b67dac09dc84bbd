/* Leaflet.timeline as its readme has it, on Leaflet's canvas: for each layer of the atlas one timeline, for each feature a
   circle, line or area in our colours. Its time is the number of a month, a feature's interval the months that it may
   meet, so that it draws at each step just the features that our window of a month holds. Nothing of it moves. */
async () => {
  const LAST_MONTH = 83;

  const monthOf = (day) => {
    const date = new Date(day * 86400000);
    return (date.getUTCFullYear() - 1861) * 12 + date.getUTCMonth();
  };
  const clamp = (month) => Math.min(LAST_MONTH, Math.max(0, month));
  const monthsOf = (span) => (span ? [clamp(monthOf(span[0])), clamp(monthOf(span[3]))] : [0, LAST_MONTH]);

  const lookOf = (style, { type }) => ({
    color: type.endsWith("LineString") && style.shape !== "line" ? style.fill : style.stroke,
    fillColor: style.fill,
    weight: style.weight,
    opacity: style.opacity,
    fillOpacity: style.fillOpacity,
    dashArray: style.dash || null,
    radius: style.size,
  });

  function mapLikeOurs() {
    const { width, height } = atlas.map.getContainer().getBoundingClientRect();
    const node = document.createElement("div");
    node.style = `position: fixed; left: 0; top: 0; width: ${width}px; height: ${height}px; z-index: 9999`;
    document.body.append(node);
    return L.map(node, { center: atlas.map.getCenter(), zoom: atlas.map.getZoom(), renderer: L.canvas() });
  }

  async function timelineOf(id) {
    const { styles, features } = await (await fetch(`${atlas.options.base}drawing/${id}.json`)).json();
    const timed = features.map(({ span, style, geometry }) => ({
      type: "Feature",
      properties: { months: monthsOf(span), look: lookOf(styles[style], geometry) },
      geometry,
    }));
    return L.timeline({ type: "FeatureCollection", features: timed }, {
      getInterval: ({ properties: { months: [start, end] } }) => ({ start, end }),
      style: ({ properties }) => properties.look,
      pointToLayer: (_, place) => L.circleMarker(place),
    });
  }

  const timelines = await Promise.all([...atlas.layers.keys()].map(timelineOf));
  const map = mapLikeOurs();
  for (const timeline of timelines) timeline.addTo(map);
  window.rival = { showDay: (day) => timelines.forEach((timeline) => timeline.setTime(clamp(monthOf(day)))) };
}
