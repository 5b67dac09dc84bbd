"""Each switch changes what is drawn, and the numbers beside the switches are those of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.catalog import CATALOG
from pages.parts.views import MAP_PAGES
from tests.browser.controls import count_beside, map_download, switch
from tests.browser.map_view import MapView
from tests.browser.picture import changed_pixels

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESS = "/?lang=en&step=year&date=1865-01-01"
ON = [entry.id for entry in CATALOG.values() if entry.default_on]


@pytest.fixture
def atlas_map(shared_page: Page) -> MapView:
    return MapView.of(shared_page)


def wait_for_counts(atlas_map: MapView, layers: list[str]) -> None:
    """Wait until the page says of each layer what the map draws."""
    for layer in layers:
        switch_key = f".st-key-switches .st-key-{layer}"
        atlas_map.page.wait_for_selector(switch_key)  # the switches are drawn after the map
        atlas_map.page.wait_for_function(
            "([key, text]) => getComputedStyle(document.querySelector(key), '::after').content === text",
            arg=[switch_key, f'"{atlas_map.shown[layer]:,}"'],
        )


def test_at_first_the_layers_of_the_catalogue_are_on(atlas_map: MapView) -> None:
    assert [layer for layer, count in atlas_map.shown.items() if count] == [layer for layer in CATALOG if layer in ON]


def test_the_numbers_beside_the_switches_are_those_of_the_map(atlas_map: MapView) -> None:
    wait_for_counts(atlas_map, ON)
    assert [layer for layer in CATALOG if layer not in ON and count_beside(atlas_map.page, layer) is not None] == []


@pytest.mark.parametrize("layer", CATALOG)
def test_each_switch_changes_what_is_drawn(atlas_map: MapView, layer: str) -> None:
    page = atlas_map.page
    was_on = bool(atlas_map.shown[layer])
    others = {name: count for name, count in atlas_map.shown.items() if name != layer}
    if layer in MAP_PAGES:  # from afar a town's own marks lie under that of the town
        atlas_map.ask(
            "([at, zoom]) => void atlas.map.setView(at, zoom)", [MAP_PAGES[layer].center, MAP_PAGES[layer].zoom]
        )
    drawn, picture = atlas_map.drawn, atlas_map.picture()

    switch(page, layer)
    atlas_map.wait_for_marks(layer, some=not was_on)
    assert (atlas_map.drawn < drawn) == was_on
    assert changed_pixels(picture, atlas_map.picture()) > 0
    assert {name: count for name, count in atlas_map.shown.items() if name != layer} == others
    if not was_on:
        wait_for_counts(atlas_map, [layer])

    switch(page, layer)
    atlas_map.wait_for_marks(layer, some=was_on)
    assert atlas_map.drawn == drawn
    expect(map_download(page)).to_contain_text("marks")


def test_with_every_layer_off_only_the_ground_is_left(page: Page, app_url: str) -> None:
    off = "&".join(f"{layer}=false" for layer in ON)
    page.goto(f"{app_url}/?lang=en&{off}")
    atlas_map = MapView.of(page)
    assert not any(atlas_map.shown.values())
    assert len(atlas_map.picture().getcolors(maxcolors=1 << 24) or []) > 1000
    expect(map_download(page)).to_contain_text(", 0 marks")
    expect(atlas_map.inside.locator(".atlas-list")).to_contain_text("No event or action is recorded")
