"""What axe-core finds on every page in every language: no serious fault, in the page or in its map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest

from geodata.vocabulary import Language
from pages.parts.views import MAP_PAGES
from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py") if path.stem != "main")
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(page: Page, app_url: str, name: str, language: Language) -> None:
    open_page(page, f"{app_url}/{name}?lang={language}&mark=battle-of-puebla-1862", name)
    page.wait_for_function("language => document.documentElement.lang === language", arg=language.value)
    assert not faults(page.main_frame)
    for frame in page.frames:
        if "streamlit_folium" in frame.url:
            assert not faults(frame)


@pytest.mark.parametrize("name", ["war", "about"])
def test_axe_finds_no_serious_fault_in_the_dark(page: Page, app_url: str, name: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, f"{app_url}/{name}?lang=es&mark=battle-of-puebla-1862", name)
    assert not faults(page.main_frame)


def open_page(page: Page, address: str, name: str) -> None:
    page.goto(address.replace("/war?", "/?"))  # the first page has no name of its own in the address
    page.wait_for_selector("h1")
    if name in MAP_PAGES:
        MapView.of(page)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")


def faults(frame: Frame) -> list[str]:
    frame.evaluate(AXE)
    found: dict[str, Any] = frame.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['html'][:120]}: {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]
