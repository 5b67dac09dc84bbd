"""What the map's own requests bring over the network, on a first and on a second visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from geodata.catalog import CATALOG
from tests.benchmarks.subjects import wait_until_painted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.benchmarks.subjects import Subject

__all__ = ["map_bytes"]

OWN = ("/atlas/", "/component/streamlit_folium")
QUIET_MILLISECONDS = 3000


def map_bytes(browser: Browser, subject: Subject) -> tuple[int, int]:
    """Count bytes as transferred, headers included, of two visits by one reader with every layer on."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    first, second = (_visit(context, subject) for _ in range(2))
    context.close()
    return first, second


def _visit(context: BrowserContext, subject: Subject) -> int:
    page = context.new_page()
    subject.note_paint(page)
    session = context.new_cdp_session(page)
    own: dict[str, int] = {}

    def note(event: dict[str, Any]) -> None:
        if urlsplit(event["request"]["url"]).path.startswith(OWN):
            own[event["requestId"]] = 0

    def count(event: dict[str, Any]) -> None:
        if event["requestId"] in own:
            own[event["requestId"]] = round(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", note)
    session.on("Network.loadingFinished", count)
    session.send("Network.enable")
    page.goto(f"{subject.url}/?{urlencode(dict.fromkeys(CATALOG, 'true'))}")
    wait_until_painted(page)
    page.wait_for_timeout(QUIET_MILLISECONDS)
    page.close()
    return sum(own.values())
