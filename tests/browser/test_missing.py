"""What is missing is named, and the rest is shown."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.catalog import CATALOG, LAYERS
from tests.browser.conftest import APP
from tests.browser.controls import choose, date_input, step_button
from tests.browser.guard import Guard, guarded_context
from tests.browser.map_view import MapView
from tests.browser.picture import changed_pixels
from tests.browser.server import serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

TILES = "tile.openstreetmap.org"


@pytest.fixture
def page(first_page: Page) -> Page:
    """Return a page with nothing in its cache: what fails is fetched."""
    return first_page


def test_an_online_map_out_of_reach_leaves_the_ground(page: Page, app_url: str, guard: Guard) -> None:
    guard.allow_host(TILES)
    page.goto(f"{app_url}/?lang=en")
    atlas_map = MapView.of(page)
    before = atlas_map.picture()
    page.locator(".st-key-online").get_by_text("OpenStreetMap").click()
    notice = atlas_map.inside.locator(".atlas-notice")
    expect(notice).to_contain_text("can't be reached")
    assert atlas_map.ask("atlas.ground.online") is None
    atlas_map.ask("atlas.notices.node.hidden = true")
    assert changed_pixels(before, atlas_map.picture()) == 0


def test_a_layer_that_fails_once_can_be_fetched_again(page: Page, app_url: str, guard: Guard) -> None:
    failed: list[str] = []

    def fail_once(route: Route) -> None:
        if failed:
            route.continue_()
            return
        failed.append(route.request.url)
        route.fulfill(status=500, body="broken")

    page.route("**/drawing/town_control.json", fail_once)
    page.goto(f"{app_url}/?lang=en")
    atlas_map = MapView.of(page)
    notice = atlas_map.inside.locator(".atlas-notice")
    expect(notice).to_contain_text("Who held the towns")
    assert atlas_map.shown["town_control"] == 0
    assert atlas_map.shown["events"] > 0
    notice.get_by_role("button", name="Try again").click()
    atlas_map.wait_for_marks("town_control", some=True)
    expect(notice).to_be_hidden()
    assert failed
    guard.errors[:] = [error for error in guard.errors if "500" not in error]


def test_a_part_of_the_ground_that_fails_is_named(page: Page, app_url: str, guard: Guard) -> None:
    page.route("**/ground/waters.json", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{app_url}/?lang=en")
    atlas_map = MapView.of(page)
    expect(atlas_map.inside.locator(".atlas-notice")).to_contain_text("ground could not be fetched")
    assert atlas_map.shown["events"] > 0
    guard.errors[:] = [error for error in guard.errors if "404" not in error]


def test_a_browser_without_canvas_says_so_and_keeps_date_bar_and_list(new_page: Page, app_url: str) -> None:
    page = new_page
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{app_url}/?lang=en&step=month&date=1863-05-17")
    atlas_map = MapView.of(page)
    inside = atlas_map.inside
    expect(inside.get_by_role("alert")).to_contain_text("This browser draws no pictures")
    rows = inside.locator(".atlas-list button")
    expect(rows.filter(has_text="Siege of Puebla")).to_be_visible()
    inside.locator(".atlas-forward").click()
    atlas_map.wait_for_days("1863-06-01", "1863-06-30")
    expect(inside.locator(".atlas-date")).to_have_text("June 1863")
    expect(rows.filter(has_text="Siege of Puebla")).to_have_count(0)
    inside.locator(".atlas-play").click()
    atlas_map.wait_for("atlas.clock.instant > atlas.clock.first && atlas.clock.playing")
    inside.locator(".atlas-play").click()
    rows.first.click()
    expect(page.locator("article.card")).to_be_visible()
    choose(page, "lang", "Français")
    expect(inside.get_by_role("alert")).to_contain_text("Ce navigateur ne dessine pas")


def test_a_link_that_asks_for_what_is_not_there_and_a_filter_that_leaves_nothing(new_page: Page, app_url: str) -> None:
    page = new_page
    page.goto(f"{app_url}/guerrilla_zones?lang=fr&date=1899-01-01&mark=no-such-mark&events=false")
    atlas_map = MapView.of(page)
    for told in ("« 1899-01-01 »", "« no-such-mark »"):
        expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    expect(atlas_map.inside.locator(".atlas-nothing").first).to_contain_text("Aucun événement ni action")
    field = page.get_by_label("Filtrer par mots").first
    field.fill("zzzz")
    field.press("Enter")
    expect(page.get_by_text("Aucune ligne ne répond à ces filtres.")).to_be_visible()


@pytest.fixture(scope="module")
def broken_layers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the layers, of which one is missing and one broken."""
    folder = tmp_path_factory.mktemp("broken") / "layers"
    shutil.copytree(LAYERS, folder)
    (folder / "events.geojson").unlink()
    (folder / "town_control.geojson").write_text("{}", encoding="utf-8")
    return folder


def test_a_missing_and_a_broken_file_are_named_and_the_others_show(
    browser: Browser, broken_layers: Path, tmp_path: Path
) -> None:
    environment = {"ATLAS_LAYERS": str(broken_layers)}
    with (
        serve(APP, log=tmp_path / "log", environment=environment) as url,
        guarded_context(browser, guard := Guard(url)) as context,
    ):
        page = context.new_page()
        page.goto(f"{url}/?lang=en")
        atlas_map = MapView.of(page)
        for layer in ("events", "town_control"):
            notice = page.get_by_role("alert").filter(has_text=CATALOG[layer].titles["en"])
            expect(notice).to_contain_text(f"{layer}.geojson")
            expect(page.locator(f".st-key-switches .st-key-{layer} input")).to_be_disabled()
        expect(page.locator(".stException")).to_have_count(0)
        assert atlas_map.shown["guerrilla_actions"] > 0
        assert atlas_map.shown["events"] == 0
        # The browser asks for a drawing only of layers that are on; what it is refused is named on the map too.
        guard.errors[:] = [error for error in guard.errors if "503" not in error]


def test_the_map_paints_below_a_base_path(browser: Browser, tmp_path: Path) -> None:
    options = {"server.baseUrlPath": "atlas-base"}
    with serve(APP, log=tmp_path / "log", options=options) as url, guarded_context(browser, Guard(url)) as context:
        assert url.endswith("/atlas-base")
        page = context.new_page()
        page.goto(f"{url}/veracruz?lang=en&step=month&date=1862-01-01")
        atlas_map = MapView.of(page)
        assert atlas_map.shown["veracruz"] > 0
        assert len(atlas_map.picture().getcolors(maxcolors=1 << 24) or []) > 1000
        atlas_map.remember()
        step_button(page, "forward").click()
        atlas_map.wait_for_days("1862-02-01", "1862-02-28")
        atlas_map.inside.locator(".atlas-forward").click()
        expect(date_input(page)).to_have_value(re.compile("1862-03"))
        expect(page).to_have_url(re.compile("date=1862-03"))
        assert atlas_map.is_the_same
        with page.expect_download() as handed:
            page.locator('a[data-subject="map"]').click()
        assert handed.value.suggested_filename == "atlas-map-1862-03.geojson"
