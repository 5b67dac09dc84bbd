"""A close-up as a reader has it: who was where follows the clock, and its lines and the list of today open cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORT, LINE = "pue-loreto", "pue-investment"
HIGHER = """selectors => {
  const [one, other] = selectors.map(selector => document.querySelector(selector).getBoundingClientRect());
  return one.bottom <= other.top;
}"""


def test_the_panel_follows_the_clock_and_its_lines_open_cards(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/puebla?lang=en&date=1863-04-01")
    view = MapView.of(page)
    panel = page.locator(".gathering")
    expect(panel.get_by_role("heading", level=3)).to_have_text("Who was where: April 1863")
    started = view.frame.evaluate("performance.timeOrigin")

    panel.locator(f"a[data-mark='{LINE}']").click()
    expect(page.locator(f"article.card[data-feature='{LINE}']")).to_be_visible()
    view.frame.wait_for_function(f"atlas.selected === '{LINE}'")
    expect(panel.locator("h3")).to_have_text("Who was where: April 1863")

    view.inside.locator(".atlas-forward").click()
    expect(panel.locator("h3")).to_have_text("Who was where: May 1863")
    page.get_by_role("button", name="▶").click()
    expect(panel.locator("h3")).to_have_text("Who was where: June 1863")
    expect(panel.locator(f"a[data-mark='{LINE}']")).to_have_count(0)

    page.locator(f".today a[data-mark='{FORT}']").focus()
    page.keyboard.press("Enter")
    card = page.locator(f"article.card[data-feature='{FORT}']")
    expect(card.locator(".today")).to_contain_text("Museum of Non-Intervention")
    assert view.frame.evaluate("performance.timeOrigin") == started

    page.set_viewport_size({"width": 360, "height": 740})  # no room for a card beside the map
    page.wait_for_function(HIGHER, arg=["article.card", ".gathering"])
    page.wait_for_function(HIGHER, arg=["iframe", "article.card"])
