"""The map in one file, where the page around it is the file's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata import Atlas
from geodata.publish.player import player
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from playwright.sync_api import Page

WINDOW = "atlas.clock.window.map(Atlas.Time.toISO)"


@pytest.fixture
def player_page(new_page: Page, app_url: str) -> Page:
    """Open the file as if it lay on the atlas's own host, since the guard lets a page ask no other."""
    html = player(Atlas.load(), language=Language.EN)
    new_page.route("**/one-file.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    new_page.goto(f"{app_url}/one-file.html")
    new_page.wait_for_function("window.atlas?.ready")
    return new_page


def test_keys_move_the_clock_only_while_the_map_has_the_focus(player_page: Page) -> None:
    opening = player_page.evaluate(WINDOW)
    player_page.get_by_role("checkbox").first.focus()
    for key in ("ArrowRight", "End", "d"):
        player_page.keyboard.press(key)
    player_page.locator(".atlas-card").click()
    player_page.keyboard.press("End")
    assert player_page.evaluate(WINDOW) == opening
    expect(player_page.get_by_role("status")).to_have_text("May 1863")
    player_page.locator(".leaflet-container").focus()
    player_page.keyboard.press("ArrowRight")
    expect(player_page.get_by_role("status")).to_have_text("June 1863")
    player_page.keyboard.press("?")
    expect(player_page.get_by_role("dialog")).to_be_visible()
