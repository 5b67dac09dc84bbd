"""One step of the clock in the browser with every layer on, beside one of Leaflet.timeline with the same features."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame

    from tests.benchmarks.subjects import Subject

__all__ = ["Step", "clock_steps", "show_all_layers"]

ALL_LAYERS = """async () => {
  atlas.update({ layers: [...atlas.layers.keys()] });
  const layers = [...atlas.layers.values()];
  while (!layers.every(layer => layer.on && layer.loading)) await new Promise(requestAnimationFrame);
  await Promise.all(layers.map(layer => layer.loading));
}"""

# Reports to the page are silenced: they would set the server to work on what is measured here.
SILENCE = "atlas.options.report = () => {}"

# A step's work on the main thread is done in two parts: at once, and in the next animation frame. There Leaflet draws
# in one of the frame's callbacks, which run in the order in which they were asked for; style, layout and the painting
# of the canvas follow, and only after them a message that was sent in the last callback.
TIME_STEPS = """async count => {
  const { clock } = atlas;
  const { port1, port2 } = new MessageChannel();
  const afterFrame = then => { port1.onmessage = then; port2.postMessage(null) };
  const timed = act => new Promise(done => requestAnimationFrame(() => {
    let frameStart;
    requestAnimationFrame(() => { frameStart = performance.now() });
    const start = performance.now();
    act();
    const changed = performance.now();
    requestAnimationFrame(() => {
      const script = changed - start + performance.now() - frameStart;
      afterFrame(() => done({ script, whole: changed - start + performance.now() - frameStart }));
    });
  }));
  const stepOn = () => (clock.window[1] >= clock.last ? clock.goTo(clock.first) : clock.stepBy(1));
  const times = [];
  for (let done = 0; done < count; done += 1) {
    const { script, whole } = await timed(stepOn);
    const rival = window.rival ? (await timed(() => window.rival.showDay(clock.window[1]))).whole : null;
    times.push([whole, script, rival]);
  }
  return times;
}"""

WARM_UP = 84  # steps, through the whole war: a mark is made when it is first shown


class Step(NamedTuple):
    """Milliseconds of the main thread: all of a step, its scripts alone, and all of the rival's."""

    whole: float
    script: float
    rival: float | None


def clock_steps(browser: Browser, subject: Subject, *, count: int, rival: str | None = None) -> list[Step]:
    """Time ``count`` steps by a month, round and round from the first day to the last.

    Each is paired with the same step of Leaflet.timeline, whose script is ``rival``, in turn in the same frame.
    """
    page = subject.open(browser)
    frame = MapView.of(page).frame
    show_all_layers(frame)
    frame.evaluate(SILENCE)
    if rival is not None:
        frame.add_script_tag(content=rival)
        frame.evaluate(Path(__file__).with_name("timeline.js").read_text(encoding="utf-8"))
    frame.evaluate(TIME_STEPS, WARM_UP)
    steps = [Step(*times) for times in frame.evaluate(TIME_STEPS, count)]
    page.context.close()
    return steps


def show_all_layers(frame: Frame) -> None:
    """Switch on every layer in the map alone, and wait until each is there."""
    frame.evaluate(ALL_LAYERS)
