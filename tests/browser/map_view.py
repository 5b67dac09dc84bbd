"""The map in its frame, as a test or a benchmark handles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.picture import open_picture

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Frame, FrameLocator, Page

__all__ = ["FRAME", "MapView"]

FRAME = 'iframe[title="streamlit_folium.st_folium"]'

PAINT_MILLISECONDS = 30_000

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@dataclass(frozen=True)
class MapView:
    """The map of the page that is open; made by `MapView.of`, which waits until it is painted."""

    page: Page
    frame: Frame

    @classmethod
    def of(cls, page: Page, *, timeout: float = PAINT_MILLISECONDS) -> MapView:
        """Wait for the map's frame and for what it draws first."""
        element = page.wait_for_selector(FRAME, state="attached", timeout=timeout)
        frame = element.content_frame() if element else None
        if frame is None:
            raise LookupError(f"{page.url} shows no map")
        frame.wait_for_function("window.atlas && window.atlas.ready", timeout=timeout)
        return cls(page=page, frame=frame)

    @property
    def inside(self) -> FrameLocator:
        return self.page.frame_locator(FRAME)

    @property
    def window(self) -> tuple[int, int]:
        """First and last day shown, as days since 1970-01-01."""
        first, last = self.frame.evaluate("[...window.atlas.clock.window]")
        return int(first), int(last)

    @property
    def shown(self) -> dict[str, int]:
        """How many marks each layer draws now."""
        counts = self.frame.evaluate("window.atlas.shown()")
        return {str(layer): int(count) for layer, count in counts.items()}

    def wait_for_window(self, first: int, last: int, *, timeout: float = PAINT_MILLISECONDS) -> None:
        arrived = "([first, last]) => { const [a, b] = window.atlas.clock.window; return a === first && b === last }"
        self.frame.wait_for_function(arrived, arg=[first, last], timeout=timeout)
        self.wait_for_paint()

    def wait_for_other_window(self, window: tuple[int, int], *, timeout: float = PAINT_MILLISECONDS) -> None:
        moved = "([first, last]) => { const [a, b] = window.atlas.clock.window; return a !== first || b !== last }"
        self.frame.wait_for_function(moved, arg=list(window), timeout=timeout)
        self.wait_for_paint()

    def wait_for_marks(self, layer: str, *, some: bool, timeout: float = PAINT_MILLISECONDS) -> None:
        """Wait until ``layer`` draws some marks, or none."""
        drawn = "([layer, some]) => Boolean(window.atlas.shown()[layer]) === some"
        self.frame.wait_for_function(drawn, arg=[layer, some], timeout=timeout)
        self.wait_for_paint()

    def wait_for_paint(self) -> None:
        self.frame.evaluate(TWO_FRAMES)

    def picture(self) -> Image.Image:
        """Take a picture of the map as it stands."""
        self.wait_for_paint()
        return open_picture(self.page.locator(FRAME).screenshot(animations="disabled"))
