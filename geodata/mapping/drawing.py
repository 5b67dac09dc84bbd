"""What the browser needs of a layer to draw it: geometry, look, days and titles, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geodata.dates import day_number
from geodata.mapping.arms import forces_of, known_forces
from geodata.mapping.style import style_of
from geodata.vocabulary import Language, Road, in_languages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
        ``styles``, the distinct looks, ``forces``, names by language of the forces in it, and ``features``: each with
        ``id``, ``style`` (index of its look), ``title`` by language, ``span`` (four days since 1970-01-01, or None for
        throughout), ``certainty``, ``geometry``; for a movement or a stay ``forces``, the ids of all that it is of, and
        ``part`` if it is only of a detachment; for a movement ``days`` (arrival and departure at each vertex),
        ``known`` and ``sea`` (is the way on to the next vertex on record, is it by sea).
    """
    styles: list[dict[str, Any]] = []
    features = []
    for feature in layer.features:
        style = style_of(feature).for_browser()
        if style not in styles:
            styles.append(style)
        features.append(_drawn(feature, style=styles.index(style)))
    return {"layer": layer.entry.id, "styles": styles, "forces": _forces(layer), "features": features}


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
    if properties.get("weight"):
        drawn["weight"] = properties["weight"]
    if properties.get("force_name_en"):
        drawn["forces"] = forces_of(properties)
    if properties.get("detachment"):
        drawn["part"] = True
    if properties.get("place_name_en"):
        drawn["place"] = in_languages(properties, "place_name")
    if "days" in properties:
        drawn["days"] = [[_day(arrive), _day(depart)] for arrive, depart in properties["days"]]
        drawn["known"] = _of_legs(properties["legs"], lambda road: road != Road.SUPPOSED)
        drawn["sea"] = _of_legs(properties["legs"], lambda road: road == Road.SEA)
    return drawn


def _of_legs(legs: Sequence[Mapping[str, Any]], holds: Callable[[str], bool]) -> list[bool]:
    """Return for each stretch between two vertices whether something holds of the road of its leg."""
    return [holds(leg["road"]) for leg in legs for _ in range(leg["from_vertex"], leg["to_vertex"])]


def _forces(layer: Layer) -> dict[str, dict[str, str]]:
    named = (feature["properties"] for feature in layer.features if feature["properties"].get("force_name_en"))
    return {force: _names(force, properties) for properties in named for force in forces_of(properties)}


def _names(force: str, properties: Mapping[str, Any]) -> dict[str, str]:
    """Return a force's names by language: as the record of forces has them, or else as the feature has them."""
    known = known_forces().get(force)
    if known:
        return {"en": known.name_en, "fr": known.name_fr, "es": known.name_es}
    return {language.value: properties[f"force_name_{language}"] for language in Language}


def _span(properties: Mapping[str, Any]) -> list[int] | None:
    if properties["start_earliest"] is None and properties["end_latest"] is None:
        return None
    unbounded = (-(10**6), -(10**6), 10**6, 10**6)
    return [_day(properties[name]) if properties[name] else far for name, far in zip(_BOUNDS, unbounded, strict=True)]


def _day(text: str) -> int:
    return day_number(date.fromisoformat(text))
