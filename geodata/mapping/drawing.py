"""What the browser needs of a layer to draw it: geometry, look, days and titles, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geodata.dates import day_number
from geodata.mapping.style import style_of
from geodata.vocabulary import Language, Road

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.atlas import Layer

__all__ = ["drawing"]

_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def drawing(layer: Layer) -> dict[str, Any]:
    """Return a layer as the browser draws it.

    Parameters
    ----------
    layer
        A loaded layer of the atlas.

    Returns
    -------
    dict
        ``styles``, the distinct looks, and ``features``: each with ``id``, ``style`` (index of its look), ``title`` by
        language, ``span`` (four days since 1970-01-01, or None for throughout), ``certainty``, ``geometry``, and for
        a movement ``force``, ``days`` (arrival and departure at each vertex) and ``known`` (is the way on to the next
        vertex a road on record, or by sea).
    """
    styles: list[dict[str, Any]] = []
    features = []
    for feature in layer.features:
        style = style_of(feature).for_browser()
        if style not in styles:
            styles.append(style)
        features.append(_drawn(feature, style=styles.index(style)))
    return {"layer": layer.entry.id, "styles": styles, "features": features}


def _drawn(feature: Mapping[str, Any], *, style: int) -> dict[str, Any]:
    properties = feature["properties"]
    drawn = {
        "id": properties["id"],
        "style": style,
        "title": {language.value: properties[f"title_{language}"] for language in Language},
        "span": _span(properties),
        "certainty": properties["certainty"],
        "geometry": feature["geometry"],
    }
    drawn.update({name: properties[name] for name in ("force", "weight") if properties.get(name)})
    if properties.get("place_name"):
        drawn["place"] = properties["place_name"]
    if "days" in properties:
        drawn["days"] = [[_day(arrive), _day(depart)] for arrive, depart in properties["days"]]
        drawn["known"] = _known(properties["legs"])
    return drawn


def _known(legs: Sequence[Mapping[str, Any]]) -> list[bool]:
    return [leg["road"] != Road.SUPPOSED for leg in legs for _ in range(leg["from_vertex"], leg["to_vertex"])]


def _span(properties: Mapping[str, Any]) -> list[int] | None:
    if properties["start_earliest"] is None and properties["end_latest"] is None:
        return None
    unbounded = (-(10**6), -(10**6), 10**6, 10**6)
    return [_day(properties[name]) if properties[name] else far for name, far in zip(_BOUNDS, unbounded, strict=True)]


def _day(text: str) -> int:
    return day_number(date.fromisoformat(text))
