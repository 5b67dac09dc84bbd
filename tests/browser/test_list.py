"""The list beside the map has all that the map shows, in step with the clock, for readers who use no mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.controls import card
from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ADDRESS = "/?lang=en&step=day&date=1863-06-07"
MANY = 200


def section(atlas_map: MapView, heading: str) -> Locator:
    return atlas_map.inside.locator(".atlas-ledger details").filter(has_text=heading)


def tab_to(atlas_map: MapView, place: Locator) -> None:
    """Press Tab until a place has the keyboard."""
    for _press in range(MANY):
        if place.evaluate("node => node === document.activeElement"):
            return
        atlas_map.page.keyboard.press("Tab")
    raise AssertionError(f"no row of tabs leads to {place}")


@pytest.fixture(scope="module")
def atlas_map(module_page: Page) -> MapView:
    """Give the map on the day on which the French came into the capital, with the keyboard on its time line."""
    found = MapView.of(module_page)
    found.wait_for_marks("force_stations", some=True)
    found.inside.locator(".atlas-timeline").focus()
    return found


@pytest.mark.parametrize("heading", ["Forces at rest", "Towns that changed hands", "Guerrilla zones"])
def test_a_mark_is_chosen_from_the_list_by_keyboard_alone(atlas_map: MapView, heading: str) -> None:
    keyboard = atlas_map.page.keyboard
    found = section(atlas_map, heading)
    rows = found.locator("button")
    expect(rows).to_have_count(0)
    tab_to(atlas_map, found.locator("summary"))
    keyboard.press("Space")
    expect(rows).not_to_have_count(0)
    expect(found.locator("summary")).to_have_text(f"{heading} ({rows.count()})")
    assert not atlas_map.ask("atlas.clock.playing"), "the space opens the list, it does not play"
    keyboard.press("Tab")
    mark = atlas_map.ask("document.activeElement.dataset.id")
    title = rows.first.locator("span").inner_text()
    keyboard.press("Enter")
    expect(card(atlas_map.page, mark).locator("h3")).to_have_text(title)
    expect(rows.first).to_have_attribute("aria-current", "true")
    expect(rows.first).to_be_focused()
    assert atlas_map.ask("atlas.selected") == mark


def test_the_list_follows_the_clock(atlas_map: MapView) -> None:
    atlas_map.inside.locator(".atlas-ledger").evaluate("node => { for (const part of node.children) part.open = true }")
    marches, towns = section(atlas_map, "Marches under way"), section(atlas_map, "Towns that changed hands")
    expect(towns).to_contain_text("Mexico City: France")
    before = marches.inner_text()
    atlas_map.ask("atlas.clock.goTo(Atlas.Time.fromISO('1864-08-10')); null")
    expect(towns).not_to_contain_text("Mexico City: France")
    expect(marches).not_to_have_text(before)
    expect(marches.locator("button")).to_have_count(
        atlas_map.ask(
            """[...atlas.layers.values()].filter(layer => layer.entry.role === "movement")
              .reduce((sum, layer) => sum + layer.shown.size, 0)""",
        ),
    )
    titles = marches.locator("button span").all_inner_texts()
    assert any(" · " in title for title in titles), "a march names its force"


def test_a_row_that_stays_keeps_the_keyboard(atlas_map: MapView) -> None:
    atlas_map.ask("atlas.clock.goTo(Atlas.Time.fromISO('1863-06-07')); null")
    marches = section(atlas_map, "Marches under way")
    atlas_map.wait_for_paint()
    before = set(marches.locator("button").evaluate_all("buttons => buttons.map(button => button.dataset.id)"))
    atlas_map.ask("atlas.clock.stepBy(1)")
    atlas_map.wait_for_paint()
    after = marches.locator("button").evaluate_all("buttons => buttons.map(button => button.dataset.id)")
    staying = next(mark for mark in after if mark in before)
    assert set(after) != before
    row = marches.locator(f'[data-id="{staying}"]')
    row.focus()
    row.evaluate("node => { window.held = node }")
    atlas_map.ask("atlas.clock.stepBy(-1)")
    atlas_map.wait_for_paint()
    assert set(marches.locator("button").evaluate_all("buttons => buttons.map(button => button.dataset.id)")) == before
    expect(row).to_be_focused()
    assert row.evaluate("node => node === window.held")


def test_names_of_forces_show_from_zoom_seven_and_under_the_pointer(atlas_map: MapView) -> None:
    named = """layer => [...atlas.layers.get(layer).shown].map(({ parts }) => parts.at(-1).look.label?.lines[0])
      .filter(Boolean)"""
    atlas_map.ask("atlas.clock.goTo(Atlas.Time.fromISO('1863-11-11')); atlas.map.setView([20.4, -100], 6); null")
    atlas_map.wait_for_paint()
    assert [atlas_map.ask(named, layer) for layer in ("force_stations", "troop_movements")] == [[], []]
    atlas_map.ask("atlas.map.setView([20.4, -100], 7); null")
    atlas_map.wait_for_paint()
    assert atlas_map.ask(named, "force_stations")
    assert "2nd Division (Douay)" in atlas_map.ask(named, "troop_movements")
    lat, lon = atlas_map.ask(
        """(({ parts }) => [parts[1].getLatLng().lat, parts[1].getLatLng().lng])(
          atlas.layers.get("troop_movements").marks.find(({ feature }) => feature.id === "douay-guanajuato-1863"))""",
    )
    box = atlas_map.inside.locator(".leaflet-container").bounding_box()
    point = atlas_map.ask("at => { const { x, y } = atlas.map.latLngToContainerPoint(at); return [x, y] }", [lat, lon])
    assert box
    atlas_map.page.mouse.move(box["x"] + point[0], box["y"] + point[1])
    tip = atlas_map.inside.locator(".leaflet-tooltip")
    expect(tip.locator("strong")).to_have_text("2nd Division (Douay)")
    expect(tip).to_contain_text("Guanajuato")
