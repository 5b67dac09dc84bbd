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

# A step's work on the main thread: what is done at once, what it takes to put the picture in its place, and all of each
# animation frame until it is shown, from the frame's first callback (ours: it asks for the next frame before anybody
# else can) to a message sent in it, which comes after style, layout and painting. Our marks are painted in another
# thread, the rival's in the frame itself.
TIME_STEPS = """async count => {
  const { clock, renderer } = atlas;
  const { port1, port2 } = new MessageChannel();
  let spent = 0;
  let frameDone = () => {};
  const meter = () => {
    const start = performance.now();
    requestAnimationFrame(meter);
    port1.onmessage = () => {
      spent += performance.now() - start;
      frameDone();
    };
    port2.postMessage(null);
  };
  const show = renderer._show;
  renderer._show = function (...told) {
    const start = performance.now();
    show.apply(this, told);
    spent += performance.now() - start;
  };
  const nextFrame = () => new Promise(done => { frameDone = done });
  const timed = async (act, settled) => {
    await nextFrame();
    const start = performance.now();
    act();
    spent = performance.now() - start;
    while (!settled()) await nextFrame();
    await nextFrame();
    return spent;
  };
  requestAnimationFrame(meter);
  const stepOn = () => (clock.window[1] >= clock.last ? clock.goTo(clock.first) : clock.stepBy(1));
  const times = [];
  for (let done = 0; done < count; done += 1) {
    const ours = await timed(stepOn, () => renderer.isSettled());
    const rivals = window.rival ? await timed(() => window.rival.showDay(clock.window[1]), () => true) : null;
    times.push([ours, rivals]);
  }
  renderer._show = show;
  return times;
}"""

WARM_UP = 84  # steps, through the whole war: a mark is made when it is first shown


class Step(NamedTuple):
    """Milliseconds of the main thread: ours and the rival's."""

    ours: float
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
