"""What axe-core finds on every page in every language and in the dark: no serious fault, in the page or in its map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest

from pages.parts.views import MAP_PAGES
from tests.browser.controls import choose, wait_until_still
from tests.browser.map_view import MapView
from tests.open_page import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# On a telephone Streamlit's own list of pages has its sections' entries in no list; the page can't mend that.
STREAMLITS_NAVIGATION = "[data-testid=stSidebarNavItems]"
pytestmark = pytest.mark.axe
SERIOUS = {"serious", "critical"}
EVERYTHING: dict[str, Any] = {}
COLOURS = {"runOnly": ["color-contrast"]}  # what the dark changes
BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}  # what another language changes
WITH_A_MAP = {*MAP_PAGES, "story", "compare"}
DARK = "getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme.includes('dark')"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(page: Page, app_url: str, name: str) -> None:
    open_page(page, f"{app_url}/{name}?lang=es&mark=battle-of-puebla-1862", name)
    assert not faults_everywhere(page)
    for language, title in (("fr", "Français"), ("en", "English")):
        choose(page, "lang", title)
        page.wait_for_function("language => document.documentElement.lang === language", arg=language)
        wait_until_still(page)
        assert not faults_everywhere(page, BUT_COLOURS), language
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(DARK)
    assert not faults_everywhere(page, COLOURS), "in the dark"


def test_axe_finds_no_serious_fault_on_a_telephone(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_page(page, f"{app_url}/war?lang=fr&mark=battle-of-puebla-1862", "war")
    assert not faults_everywhere(page)


def test_axe_finds_no_serious_fault_in_the_file_that_plays_alone(page: Page, app_url: str) -> None:
    page.set_content(page.request.get(f"{app_url}/atlas/player.html?lang=es").text())
    page.wait_for_function("window.atlas && window.atlas.ready")
    assert not faults(page.main_frame)


def open_page(page: Page, address: str, name: str) -> None:
    page.goto(address.replace("/war?", "/?"))  # the first page has no name of its own in the address
    page.wait_for_selector("h1")
    if name in WITH_A_MAP:
        MapView.of(page)
    wait_until_still(page)


def faults_everywhere(page: Page, rules: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds in the page and in its maps."""
    maps = (frame for frame in page.frames if "streamlit_folium" in frame.url)
    return [fault for frame in (page.main_frame, *maps) for fault in faults(frame, rules)]


def faults(frame: Frame, rules: dict[str, Any] = EVERYTHING) -> list[str]:
    if not frame.evaluate("Boolean(window.axe)"):
        frame.evaluate(AXE)
    found: dict[str, Any] = frame.evaluate(
        "([exclude, rules]) => axe.run({exclude: [exclude]}, {resultTypes: ['violations'], ...rules})",
        [STREAMLITS_NAVIGATION, rules],
    )
    return [
        f"{fault['id']}: {node['html'][:120]}: {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]
