"""Where the ground under the map and Leaflet's own files come from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import js_lib_leaflet

__all__ = ["GROUND", "LEAFLET", "ONLINE"]

GROUND: Final = Path(__file__).parents[1] / "basemap"
"""The folder of the offline ground: relief, coast, borders, rivers, names."""

LEAFLET: Final = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
"""The folder of Leaflet's files, from a pinned package."""

ONLINE: Final = ("osm", "relief")
"""The online base maps a reader with a network may ask for."""
