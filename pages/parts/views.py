"""The map pages: what each is called, where its map opens, and the layers it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pages.parts.map_view import MapPage

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAP_PAGES"]

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
