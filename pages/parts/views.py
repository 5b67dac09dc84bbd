"""The map pages: what each is called, where its map opens, the layers it is about, how near it shows their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from shapely.geometry import shape

from pages.parts.map_view import MapPage
from pages.parts.table import view_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAP_PAGES", "view_of_mark"]

_SMALL_DEGREES: Final = 0.1

MAP_PAGES: Final[Mapping[str, MapPage]] = {
    page.name: page
    for page in (
        MapPage(name="war"),
        MapPage(name="veracruz", center=(19.2, -96.14), zoom=13, focus=("veracruz",)),
        MapPage(name="mexico_city", center=(19.42, -99.14), zoom=12, focus=("mexico_city",)),
        MapPage(name="puebla", center=(19.05, -98.2), zoom=13, focus=("puebla",)),
        MapPage(name="queretaro", center=(20.592, -100.395), zoom=13, focus=("queretaro",)),
        MapPage(name="troop_movements", focus=("troop_movements", "seat_of_government")),
        MapPage(name="guerrilla_zones", focus=("guerrilla_zones", "guerrilla_actions")),
        MapPage(name="compare"),
    )
}
"""Every map page by its name, which is also its address and its file in ``pages/``."""


def view_of_mark(feature: Mapping[str, Any]) -> tuple[float, float, int]:
    """Return latitude, longitude and zoom that show a mark; a small one is shown as near as its layer's own page is."""
    west, south, east, north = shape(feature["geometry"]).bounds
    latitude, longitude, zoom = view_of((west, south, east, north))
    if max(east - west, north - south) > _SMALL_DEGREES:
        return latitude, longitude, zoom
    layer = feature["properties"]["layer"]
    return latitude, longitude, max(zoom, *(page.zoom for page in MAP_PAGES.values() if layer in page.focus), 0)
