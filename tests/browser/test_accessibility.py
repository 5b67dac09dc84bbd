"""What axe-core finds in what is not one of the pages at a desk; those are looked at in ``test_every_page.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.axe import faults, faults_everywhere
from tests.browser.controls import wait_until_still
from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_axe_finds_no_serious_fault_on_a_telephone(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{app_url}/?lang=fr&mark=battle-of-puebla-1862")
    MapView.of(page)
    wait_until_still(page)
    assert not faults_everywhere(page)


def test_axe_finds_no_serious_fault_in_the_file_that_plays_alone(page: Page, app_url: str) -> None:
    page.set_content(page.request.get(f"{app_url}/atlas/player.html?lang=es").text())
    page.wait_for_function("window.atlas && window.atlas.ready")
    assert not faults(page.main_frame)
