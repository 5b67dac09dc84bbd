"""The map in its frame, as a test or a benchmark handles it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error as PlaywrightError

from geodata.dates import day_number
from tests.browser.picture import open_picture

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Frame, FrameLocator, Page

__all__ = ["FRAME", "MapView"]

FRAME = 'iframe[title="streamlit_folium.st_folium"]'

PAINT_MILLISECONDS = 30_000

LOOK_MILLISECONDS = 2_000

READY = "window.atlas && window.atlas.ready"

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@dataclass(frozen=True)
class MapView:
    """The map of the page that is open; made by `MapView.of`, which waits until it is painted."""

    page: Page
    frame: Frame

    @classmethod
    def of(cls, page: Page, *, timeout: float = PAINT_MILLISECONDS) -> MapView:
        """Wait for the map's frame and for what it draws first."""
        deadline = time.monotonic() + timeout / 1000
        while time.monotonic() < deadline:
            element = page.wait_for_selector(FRAME, state="attached", timeout=timeout)
            frame = element.content_frame() if element else None
            try:
                if frame:
                    frame.wait_for_function(READY, timeout=LOOK_MILLISECONDS)
                    return cls(page=page, frame=frame)
            except PlaywrightError:
                continue  # the frame went with the page before, or is not ready yet
        raise LookupError(f"{page.url} shows no painted map")

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

    @property
    def drawn(self) -> int:
        """How many of Leaflet's layers draw marks on its map."""
        groups = "[...atlas.layers.values()].map(layer => layer.group).filter(group => atlas.map.hasLayer(group))"
        return int(self.ask(f"{groups}.reduce((sum, group) => sum + group.getLayers().length, 0)"))

    @property
    def map_size(self) -> tuple[int, int]:
        width, height = self.ask("[atlas.map.getSize().x, atlas.map.getSize().y]")
        return int(width), int(height)

    def ask(self, expression: str, argument: object = None) -> Any:  # noqa: ANN401 - whatever JavaScript says
        return self.frame.evaluate(expression, argument)

    def wait_for(self, condition: str, argument: object = None, *, timeout: float = PAINT_MILLISECONDS) -> None:
        self.frame.wait_for_function(condition, arg=argument, timeout=timeout)

    def wait_for_days(self, first: str, last: str) -> None:
        """Wait until the map shows the days from ``first`` to ``last``."""
        self.wait_for_window(day_number(date.fromisoformat(first)), day_number(date.fromisoformat(last)))

    def point(self, mark: str) -> tuple[float, float]:
        """Where on the page a mark that is a point is drawn."""
        x, y = self.ask(
            """id => {
              for (const layer of atlas.layers.values())
                for (const { feature } of layer.marks)
                  if (feature.id === id) {
                    const [lon, lat] = feature.geometry.coordinates;
                    const point = atlas.map.latLngToContainerPoint([lat, lon]);
                    const box = atlas.map.getContainer().getBoundingClientRect();
                    return [box.left + point.x, box.top + point.y];
                  }
            }""",
            mark,
        )
        box = self.page.locator(FRAME).bounding_box()
        if box is None:
            raise LookupError("the map's frame is not on the page")
        return box["x"] + x, box["y"] + y

    def remember(self) -> None:
        """Put a sign on the frame's window and its map, by which `is_the_same` knows them again."""
        self.ask("window.remembered = { map: atlas.map, container: atlas.map.getContainer() }; null")

    @property
    def is_the_same(self) -> bool:
        same = "remembered?.map === atlas.map && remembered.container.isConnected && remembered.map._loaded"
        return bool(self.page.locator(FRAME).count() == 1 and not self.frame.is_detached() and self.ask(same))

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
        self.frame.wait_for_function("atlas.isSettled()")
        self.frame.evaluate(TWO_FRAMES)

    def picture(self) -> Image.Image:
        """Take a picture of the map as it stands, with its ground."""
        self.wait_for("atlas.ground.shaded")
        self.wait_for_paint()
        return open_picture(self.page.locator(FRAME).screenshot(animations="disabled"))
