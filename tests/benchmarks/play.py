"""The clock playing a month a second with every layer on: frames a second, and what it leaves in memory."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.benchmarks.clock import show_all_layers
from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Frame

    from tests.benchmarks.subjects import Subject

__all__ = ["frames_per_second", "heap_growth_percent"]

# At an even pace, round and round: a month a second is meant throughout. The page around the map hears of it as ever.
PLAY = """() => {
  const { clock } = atlas;
  Object.assign(clock, { loop: true, eventful: false, daysPerSecond: 365.25 / 12 });
  clock.goTo(clock.first);
  clock.play();
}"""

# Frames of the page, and pictures of the marks among them: those are painted in another thread, which may lag behind.
COUNT_FRAMES = """async milliseconds => {
  const frame = () => new Promise(requestAnimationFrame);
  const { renderer } = atlas;
  const show = renderer._show;
  let pictures = 0;
  renderer._show = function (...told) {
    pictures += 1;
    return show.apply(this, told);
  };
  const start = await frame();
  for (let count = 1; ; count += 1) {
    const elapsed = (await frame()) - start;
    if (elapsed < milliseconds) continue;
    renderer._show = show;
    return [count, pictures].map(counted => (counted / elapsed) * 1000);
  }
}"""

SETTLE_MILLISECONDS = 2000


@contextmanager
def _playing(browser: Browser, subject: Subject) -> Iterator[Frame]:
    page = subject.open(browser)
    frame = MapView.of(page).frame
    show_all_layers(frame)
    frame.evaluate(PLAY)
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    yield frame
    page.context.close()


def frames_per_second(browser: Browser, subject: Subject, *, seconds: float) -> tuple[float, float]:
    """Count animation frames while playing, and how many of them showed a new picture of the marks."""
    with _playing(browser, subject) as frame:
        frames, pictures = frame.evaluate(COUNT_FRAMES, seconds * 1000)
    return frames, pictures


def heap_growth_percent(browser: Browser, subject: Subject, *, first_seconds: float, all_seconds: float) -> float:
    """By how much the heap, after garbage is collected, has grown from the first while of playing to the end."""
    with _playing(browser, subject) as frame:
        page = frame.page
        session = page.context.new_cdp_session(page)
        page.wait_for_timeout(first_seconds * 1000)
        before = _heap(session)
        page.wait_for_timeout((all_seconds - first_seconds) * 1000)
        return (_heap(session) / before - 1) * 100


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"]
    return used
