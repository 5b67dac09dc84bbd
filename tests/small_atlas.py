"""An atlas of a few features, made for a test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata import Atlas
from geodata.atlas import NEEDED
from geodata.dates import span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["atlas_of", "mark"]

PUEBLA = (-98.2, 19.04)


def mark(
    name: str,
    *,
    start: str = "",
    end: str = "",
    at: Sequence[Any] = PUEBLA,
    **properties: object,
) -> dict[str, Any]:
    """A feature with everything the atlas needs of one, at a point or along a line."""
    limits = span(start, end)
    geometry = {"type": "LineString" if isinstance(at[0], tuple) else "Point", "coordinates": at}
    days = {day: limit.isoformat() if (limit := getattr(limits, day)) else None for day in vars(limits)}
    titles = {f"title_{language}": name for language in ("es", "fr", "en")}
    whole = {**dict.fromkeys(NEEDED, ""), **titles, "id": name, "start": start, "end": end, **days, **properties}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": whole}


def atlas_of(folder: Path, layers: Mapping[str, Sequence[Mapping[str, Any]]]) -> Atlas:
    """The atlas that has these layers only."""
    for layer, features in layers.items():
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{layer}.geojson").write_text(text, encoding="utf-8")
    return Atlas.load(folder)
