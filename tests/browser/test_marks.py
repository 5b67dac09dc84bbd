"""A mark is chosen on the map, in the list, in a table or by a link; the card says what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from shapely.geometry import shape

from geodata.dates import bounds
from geodata.publish.current import current_atlas
from pages.parts.views import MAP_PAGES
from tests.browser.controls import card, date_input
from tests.browser.map_view import MapView
from tests.browser.picture import changed_pixels

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESS = "/?lang=en&step=day&date=1867-06-19&view=20.59,-100.39,9"
EXECUTION = next(
    feature["properties"]
    for feature in current_atlas().layers["events"].features
    if feature["properties"]["start"] == "1867-06-19" and feature["properties"]["kind"] == "execution"
)
MARK, TITLE = EXECUTION["id"], EXECUTION["title_en"]


@pytest.fixture
def atlas_map(shared_page: Page) -> MapView:
    """Give the map at Querétaro on the day of the execution, nothing chosen."""
    found = MapView.of(shared_page)
    found.wait_for_marks("events", some=True)
    if found.ask("atlas.selected"):
        found.ask("atlas.pick(null)")
        expect(shared_page.locator("article.card")).to_have_count(0)
    return found


def test_a_click_on_a_mark_fills_the_card_and_lights_both(atlas_map: MapView) -> None:
    page = atlas_map.page
    before = atlas_map.picture()
    page.mouse.click(*atlas_map.point(MARK))
    expect(card(page, MARK).locator("h3")).to_have_text(TITLE)
    expect(card(page, MARK)).to_contain_text("19 June 1867")
    expect(card(page, MARK).locator(".sources li").first).to_be_visible()
    expect(atlas_map.inside.locator(f'[data-id="{MARK}"]')).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(f"mark={MARK}"))
    page.mouse.move(5, 5)
    assert changed_pixels(before, atlas_map.picture()) > 50


def test_a_line_of_the_list_does_the_same(atlas_map: MapView) -> None:
    before = atlas_map.picture()
    atlas_map.inside.locator(f'[data-id="{MARK}"]').click()
    expect(card(atlas_map.page, MARK).locator("h3")).to_have_text(TITLE)
    assert atlas_map.ask("atlas.selected") == MARK
    atlas_map.page.mouse.move(5, 5)
    assert changed_pixels(before, atlas_map.picture()) > 50


def test_a_click_beside_all_marks_empties_the_card(atlas_map: MapView) -> None:
    atlas_map.inside.locator(f'[data-id="{MARK}"]').click()
    expect(card(atlas_map.page, MARK)).to_be_visible()
    atlas_map.ask("atlas.map.setView([22, -94], 7, { animate: false }); null")
    width, height = atlas_map.map_size
    atlas_map.inside.locator(".leaflet-container").click(position={"x": width / 2, "y": height / 2})
    expect(atlas_map.page.locator(".card-hint")).to_be_visible()
    expect(atlas_map.page).not_to_have_url(re.compile("mark="))
    atlas_map.ask("atlas.map.setView([20.59, -100.39], 9, { animate: false }); null")


def test_the_card_hands_out_its_mark(atlas_map: MapView) -> None:
    atlas_map.inside.locator(f'[data-id="{MARK}"]').click()
    link = card(atlas_map.page, MARK).locator("a[download]").first
    with atlas_map.page.expect_download() as handed:
        link.click()
    assert handed.value.suggested_filename == f"atlas-{MARK}.geojson"
    for button, texts in (("Cite this", ("data version", "@misc{", '"type": "map"')), ("Report a mistake", (MARK,))):
        atlas_map.page.get_by_role("button", name=button).click()
        for text in texts:
            expect(atlas_map.page.get_by_test_id("stCode").filter(has_text=text).first).to_be_visible()
        atlas_map.page.keyboard.press("Escape")


def test_choosing_a_mark_makes_no_new_map(atlas_map: MapView) -> None:
    atlas_map.remember()
    atlas_map.inside.locator(f'[data-id="{MARK}"]').click()
    expect(card(atlas_map.page, MARK)).to_be_visible()
    assert atlas_map.is_the_same


@pytest.mark.parametrize(("language", "title"), [("es", EXECUTION["title_es"]), ("fr", EXECUTION["title_fr"])])
def test_a_link_restores_mark_card_view_and_language(page: Page, app_url: str, language: str, title: str) -> None:
    page.goto(f"{app_url}/?lang={language}&step=day&date=1867-06-19&mark={MARK}&view=20.59,-100.39,11")
    atlas_map = MapView.of(page)
    expect(card(page, MARK).locator("h3")).to_have_text(title)
    assert atlas_map.ask("atlas.selected") == MARK
    assert atlas_map.ask("atlas.map.getZoom()") == 11
    assert atlas_map.ask("atlas.map.getCenter().lat") == pytest.approx(20.59, abs=0.01)


def test_the_address_restores_what_was_seen(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?lang=en&step=month&date=1863-05-17&roads=true")
    atlas_map = MapView.of(page)
    atlas_map.ask("atlas.map.setView([19.2, -97.5], 8); null")
    expect(page).to_have_url(re.compile("view=19.2"))
    atlas_map.inside.locator("[data-id]").first.click()
    expect(page).to_have_url(re.compile("mark="))
    seen = atlas_map.window, atlas_map.shown, atlas_map.ask("[atlas.selected, atlas.map.getZoom()]")
    page.goto(page.url)
    again = MapView.of(page)
    assert (again.window, again.shown, again.ask("[atlas.selected, atlas.map.getZoom()]")) == seen


@pytest.mark.parametrize("name", ["troop_movements", "guerrilla_zones"])
def test_a_row_of_the_table_moves_map_and_date(page: Page, app_url: str, name: str) -> None:
    page.goto(f"{app_url}/{name}?lang=en&date=1867-12-01")
    atlas_map = MapView.of(page)
    atlas_map.remember()
    window, view = atlas_map.window, atlas_map.ask("atlas.map.getCenter().toString()")
    table = page.locator(f".st-key-table-{name.replace('_', '-')}")
    table.scroll_into_view_if_needed()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)  # what stands above the table may still grow
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 20, box["y"] + 35 * 3.5)
    atlas_map.wait_for_other_window(window)
    expect(page.locator("article.card")).to_be_visible()
    chosen = page.locator("article.card").get_attribute("data-feature")
    feature = current_atlas().feature(str(chosen))
    assert feature
    atlas_map.wait_for("mark => atlas.selected === mark", chosen)
    assert feature["properties"]["layer"] == name
    day = bounds(feature["properties"]["end"] or feature["properties"]["start"]).earliest
    expect(date_input(page)).to_have_value(day.isoformat())
    assert atlas_map.ask("atlas.map.getCenter().toString()") != view
    assert atlas_map.is_the_same


def test_a_permanent_link_shows_its_mark_on_a_map_that_had_its_layer_off(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?lang=en&mark=ver-wall")
    atlas_map = MapView.of(page)
    atlas_map.wait_for_marks("veracruz", some=True)
    assert atlas_map.ask("atlas.selected") == "ver-wall"
    feature = current_atlas().feature("ver-wall")
    assert feature
    west, south, east, north = shape(feature["geometry"]).bounds
    middle = [(south + north) / 2, (west + east) / 2]
    atlas_map.wait_for("middle => atlas.map.getCenter().distanceTo(middle) < 200", middle)
    assert atlas_map.ask("atlas.map.getZoom()") == MAP_PAGES["veracruz"].zoom
    expect(card(page, "ver-wall")).to_be_visible()


# How much red the blue of France has where it is drawn, 0 to 255: its ways are many, its symbols few.
RED_OF_BLUE = """() => {
  const { _container: picture } = atlas.renderer;
  const copy = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  const ctx = copy.getContext("2d");
  ctx.drawImage(picture, 0, 0);
  const { data } = ctx.getImageData(0, 0, copy.width, copy.height);
  const reds = [];
  for (let at = 0; at < data.length; at += 4) {
    const [red, , blue, opacity] = data.slice(at, at + 4);
    if (opacity > 60 && blue > red + 90) reds.push(red);
  }
  return reds.reduce((sum, red) => sum + red, 0) / reds.length;
}"""


def test_ways_become_lighter_with_the_dark_theme_at_once(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?lang=en&date=1862-03-01&view=25,-65,4")
    atlas_map = MapView.of(page)
    atlas_map.wait_for_paint()
    by_day = atlas_map.ask(RED_OF_BLUE)
    page.emulate_media(color_scheme="dark")
    atlas_map.wait_for("document.documentElement.dataset.theme === 'dark'")
    atlas_map.wait_for_paint()
    assert atlas_map.ask(RED_OF_BLUE) > by_day + 15
