"""From navigation to a painted page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.benchmarks.subjects import Subject

__all__ = ["first_paint_ms"]


def first_paint_ms(browser: Browser, subject: Subject) -> float:
    """Measure one visit with an empty cache to a server that is warm."""
    page = subject.open(browser)
    after: float = page.evaluate("window.paintedAfter")
    page.context.close()
    return after
