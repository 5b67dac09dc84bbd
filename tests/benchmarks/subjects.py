"""The two pages that are compared, and how to tell that each has painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PaintTimeout

from tests.browser.guard import Guard
from tests.browser.map_view import FRAME

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["Subject", "atlas_page", "bare_page", "wait_until_painted"]

PAINT_MILLISECONDS = 120_000  # fifty times the record takes its time

MAP = f"document.querySelector('{FRAME}')?.contentWindow.atlas"


@dataclass(frozen=True)
class Subject:
    """A page under measurement.

    ``painted`` and ``state`` are JavaScript expressions, read in the page: whether it shows all it has to show, and
    a text that differs after each step.
    """

    url: str
    painted: str
    state: str

    def open(self, browser: Browser) -> Page:
        """Visit the page as a new reader, with nothing in the cache, and wait until it is painted."""
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
        guard = Guard(self.url)
        guard.watch(context)
        page = context.new_page()
        self.note_paint(page)
        page.goto(self.url)
        try:
            wait_until_painted(page)
        except PaintTimeout as error:
            raise RuntimeError(f"{self.url} was not painted in time; its errors: {guard.errors}") from error
        guard.verify()
        return page

    def note_paint(self, page: Page) -> None:
        """Let the page note, on each visit from now on, when it is painted."""
        page.add_init_script(f"if (window === top) ({NOTE_PAINT})(() => {self.painted})")


def wait_until_painted(page: Page) -> None:
    page.wait_for_function("window.paintedAfter !== undefined", timeout=PAINT_MILLISECONDS)


# In the page itself, so that what the test does meanwhile is not measured. The clock starts with the navigation.
NOTE_PAINT = """painted => {
  const look = () => requestAnimationFrame(painted() ? note : look);
  const note = () => { window.paintedAfter = performance.now() };
  look();
}"""


def atlas_page(url: str) -> Subject:
    """The War page. A new window counts when its picture is there, which is painted in another thread."""
    days = f"(map => (window.days = map.renderer.isSettled() ? String(map.clock.window) : window.days))({MAP})"
    return Subject(url=url, painted=f"{MAP}?.ready", state=days)


def bare_page(url: str) -> Subject:
    text = "document.querySelector('[data-testid=stText]')"
    return Subject(url=url, painted=text, state=f"{text}.textContent")
