"""One step of the clock in the browser, with every layer on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.benchmarks.subjects import Subject

__all__ = ["clock_steps_ms"]

# Reports to the page are silenced: they would set the server to work on what is measured here.
ALL_LAYERS = """async () => {
  atlas.options.report = () => {};
  atlas.update({ layers: [...atlas.layers.keys()] });
  const layers = [...atlas.layers.values()];
  while (!layers.every(layer => layer.on && layer.loading)) await new Promise(requestAnimationFrame);
  await Promise.all(layers.map(layer => layer.loading));
}"""

# A step's work on the main thread is done in two parts: at once, and in the next animation frame, where Leaflet
# draws. The frame's callbacks run in the order in which they were asked for, so the first and last bracket Leaflet's.
TIME_STEPS = """async count => {
  const { clock } = atlas;
  const step = () => new Promise(done => requestAnimationFrame(() => {
    let frameStart;
    requestAnimationFrame(() => { frameStart = performance.now() });
    const start = performance.now();
    clock.stepBy(1);
    const changed = performance.now();
    requestAnimationFrame(() => done(changed - start + performance.now() - frameStart));
  }));
  const times = [];
  for (let done = 0; done < count; done += 1) {
    if (clock.window[1] >= clock.last) clock.goTo(clock.first);
    times.push(await step());
  }
  return times;
}"""


def clock_steps_ms(browser: Browser, subject: Subject, *, count: int) -> list[float]:
    """Time ``count`` steps, round and round from the first day to the last."""
    page = subject.open(browser)
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    frame.evaluate(ALL_LAYERS)
    times: list[float] = frame.evaluate(TIME_STEPS, count)
    page.context.close()
    return times
