"""One step of Streamlit's slider: how long until it is painted, and what it costs on the wire."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from tests.benchmarks.subjects import wait_until_painted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocket

    from tests.benchmarks.subjects import Subject

__all__ = ["Slider"]

QUIET_SECONDS = 0.5
DEADLINE_SECONDS = 15

# From the key to the animation frame after the one that finds the state changed: by then the map is drawn.
WATCH_STEP = """state => {
  window.step = new Promise(done => addEventListener("keydown", () => {
    const start = performance.now();
    const before = state();
    const look = () => requestAnimationFrame(state() === before ? look : finish);
    const finish = () => done(performance.now() - start);
    look();
  }, { once: true, capture: true }));
}"""


class Slider:
    """The slider of one open page."""

    def __init__(self, page: Page, *, subject: Subject) -> None:
        self._page = page
        self._subject = subject
        self._bytes = 0
        self._last_message = time.monotonic()

    @classmethod
    def open(cls, browser: Browser, subject: Subject) -> Self:
        """Open the page and count what passes on its websocket from then on."""
        page = subject.open(browser)
        slider = cls(page, subject=subject)
        page.on("websocket", slider._listen)
        page.reload()  # the socket must open after there is somebody to listen
        wait_until_painted(page)
        slider.settle()
        return slider

    def step(self) -> tuple[float, int]:
        """Press the arrow key once; returns milliseconds until painted, and bytes sent and received until quiet."""
        self._page.bring_to_front()
        self._page.get_by_role("slider").first.focus()
        self._bytes = 0
        self._page.evaluate(f"({WATCH_STEP})(() => {self._subject.state})")
        self._page.keyboard.press("ArrowRight")
        milliseconds: float = self._page.evaluate("window.step")
        self.settle()
        return milliseconds, self._bytes

    def close(self) -> None:
        self._page.context.close()

    def settle(self) -> None:
        """Wait until nothing has passed on the websocket for a while."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        self._last_message = time.monotonic()
        while time.monotonic() < min(deadline, self._last_message + QUIET_SECONDS):
            self._page.wait_for_timeout(50)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._count)
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self._bytes += len(payload)
        self._last_message = time.monotonic()
