"""What is taken away from a page is what was announced, and opens elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import geopandas as gpd
import pyogrio  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import expect

from geodata.catalog import CATALOG
from geodata.publish.current import current_atlas
from geodata.publish.formats import file_name
from tests.browser.controls import map_download
from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Download, Locator, Page


def take(page: Page, link: Locator, folder: Path) -> tuple[Download, Path]:
    with page.expect_download() as handed:
        link.click()
    path = folder / handed.value.suggested_filename
    handed.value.save_as(path)
    return handed.value, path


def announced(link: Locator) -> int:
    found = re.search(r"([\d,]+) (?:marks|features)", link.inner_text())
    assert found
    return int(found[1].replace(",", ""))


def number_in(path: Path) -> int:
    """Return the number of features in a file, as GeoPandas and GDAL agree to read it."""
    features = len(gpd.read_file(path))
    assert pyogrio.read_info(path)["features"] == features
    return features


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("step=month&date=1863-05-17", "atlas-map-1863-05.geojson"),
        ("step=year&date=1866-01-01&veracruz=true&roads=true", "atlas-map-1866.geojson"),
        ("step=day&date=1862-05-05", "atlas-map-1862-05-05.geojson"),
        ("date=1863-05-03&until=1863-05-20", "atlas-map-1863-05-03-to-1863-05-20.geojson"),
    ],
)
def test_what_is_on_the_map_now(page: Page, app_url: str, tmp_path: Path, query: str, name: str) -> None:
    page.goto(f"{app_url}/?lang=en&{query}&view=22.6,-101.5,3")
    atlas_map = MapView.of(page)
    link = map_download(page)
    expect(link).to_have_attribute("href", re.compile("bbox="))
    _download, path = take(page, link, tmp_path)
    assert path.name == name
    assert number_in(path) == announced(link) > 0
    assert announced(link) <= sum(atlas_map.shown.values())


def test_a_closer_view_takes_less(page: Page, app_url: str, tmp_path: Path) -> None:
    page.goto(f"{app_url}/?lang=en&step=month&date=1863-05-17&view=22.6,-101.5,4")
    atlas_map = MapView.of(page)
    link = map_download(page)
    expect(link).to_have_attribute("href", re.compile("bbox="))
    before = link.get_attribute("href") or ""
    whole = announced(link)
    atlas_map.ask("atlas.map.setView([19.04, -98.2], 10); null")
    expect(link).not_to_have_attribute("href", before)
    _download, path = take(page, link, tmp_path)
    assert 0 < number_in(path) == announced(link) < whole
    seen = atlas_map.ask("(b => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(atlas.map.getBounds())")
    west, south, east, north = seen
    assert len(gpd.read_file(path).cx[west:east, south:north]) == announced(link)


def test_the_file_holds_the_marks_in_view(page: Page, app_url: str, tmp_path: Path) -> None:
    page.goto(f"{app_url}/?lang=en&step=month&date=1863-05-17&view=19.04,-98.2,8")
    atlas_map = MapView.of(page)
    link = map_download(page)
    expect(link).to_have_attribute("href", re.compile("bbox="))
    _download, path = take(page, link, tmp_path)
    points = set(
        atlas_map.ask(
            """[...atlas.layers.values()].flatMap(layer => [...layer.shown].map(mark => mark.feature))
              .filter(({ geometry: { type, coordinates: [lon, lat] } }) =>
                type === "Point" && atlas.map.getBounds().contains([lat, lon]))
              .map(feature => feature.id)""",
        ),
    )
    taken = gpd.read_file(path)
    assert set(taken[taken.geometry.type == "Point"]["id"]) == points


def test_whole_layers_of_a_map_page(page: Page, app_url: str, tmp_path: Path) -> None:
    page.goto(f"{app_url}/?lang=en")
    MapView.of(page)
    page.get_by_text("Download whole layers").click()
    links = page.locator("a[data-subject]:not([data-subject=map])")
    expect(links).to_have_count(sum(entry.default_on for entry in CATALOG.values()))
    link = page.locator('a[data-subject="events"]')
    _download, path = take(page, link, tmp_path)
    assert path.name == "atlas-events.geojson"
    assert number_in(path) == announced(link) == len(current_atlas().layers["events"].features)


def test_every_layer_on_the_page_of_downloads(page: Page, app_url: str, tmp_path: Path) -> None:
    page.goto(f"{app_url}/downloads?lang=en")
    links = page.locator("a[download^='atlas-'][href*='atlas/layers/']")
    expect(links).to_have_count(len(CATALOG))
    _download, path = take(page, links.first, tmp_path)
    assert number_in(path) == announced(links.first)
    for link in links.all():  # asked for without a click: Chromium stops a page that hands out ten files in a row
        path = tmp_path / str(link.get_attribute("download"))
        path.write_bytes(page.request.get(f"{app_url}/{link.get_attribute('href')}").body())
        assert number_in(path) == announced(link), path.name
    assert {path.name for path in tmp_path.iterdir()} == {file_name(layer) for layer in CATALOG}
