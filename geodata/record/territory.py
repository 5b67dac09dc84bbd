"""The layer of the ground that towns speak for: about each town on record what is nearer to it than to any other."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.catalog import CATALOG
from geodata.dates import FIRST_DAY, Span, bounds, day_before, span_until
from geodata.measures import GROUND_KM
from geodata.record.features import DECIMALS, feature
from geodata.record.ground import mexico, on_globe, on_plane
from geodata.vocabulary import Certainty, Evidence, Ground, Holder, Language, Status, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geodata.record.features import Feature, Library
    from geodata.record.rows import ControlRow
    from geodata.record.tables import Record

__all__ = ["RADIUS", "cells", "ground_of", "territory"]

LAYER: Final = "territory"
RADIUS: Final = GROUND_KM * 1000.0
"""Metres: two days' march. So far a garrison's columns went out and levied; beyond, a town could
be held while bands did as they pleased."""
FINENESS: Final = 900.0
"""Metres: bends of borders and coast smaller than that are straightened, in all cells together."""
ISLET: Final = 8e6
"""Square metres: smaller bits of ground, cut off by coast or lagoon, are left out."""
SKETCH: Final = 0.003
"""Degrees to which the coast is straightened before anything is reckoned."""
NARROW: Final = 600.0
"""Metres: half the width of lagoons that are filled and of spits that are left out."""
QUARTER: Final = 6
"""Sides of a quarter of the circle about a town."""

GROUND: Final[Mapping[Holder, Ground]] = {
    Holder.REPUBLIC: Ground.REPUBLIC,
    Holder.FRANCE: Ground.FRANCE,
    Holder.EMPIRE: Ground.EMPIRE,
    Holder.SPAIN: Ground.ALLIED,
    Holder.ALLIED: Ground.ALLIED,
    Holder.UNITED_STATES: Ground.NEUTRAL,
    Holder.LOCAL: Ground.NEUTRAL,
    Holder.NONE: Ground.CONTESTED,
}
UNRECORDED: Final[Mapping[str, str]] = {
    Language.EN: "Not recorded who held this ground",
    Language.FR: "Détenteur de ce terrain non renseigné",
    Language.ES: "Sin registro de quién tenía este terreno",
}
ABOUT: Final = {
    Language.EN: "Ground about {}",
    Language.FR: "Terrain autour de {}",
    Language.ES: "Terreno en torno a {}",
}
RECKONED: Final = {
    Language.EN: "Reckoned, not recorded: what lies nearer to {} than to any other town whose holders are on record, "
    "and within {} km of it. It is taken to be in the hands of whoever held the town.",
    Language.FR: "Calculé, non attesté : ce qui est plus proche de {} que de toute autre ville dont on connaît les "
    "occupants, à {} km au plus. On le suppose aux mains de qui tenait la ville.",
    Language.ES: "Calculado, no consta: lo que está más cerca de {} que de cualquier otra población cuyos ocupantes se "
    "conocen, a no más de {} km. Se supone en manos de quien tenía la población.",
}
BEYOND: Final = {
    Language.EN: "No town whose holders are on record lies within {} km: nobody is known to have held this ground.",
    Language.FR: "Aucune ville dont on connaît les occupants n’est à moins de {} km : on ne sait qui le tenait.",
    Language.ES: "Ninguna población cuyos ocupantes se conocen está a menos de {} km: no se sabe quién lo tenía.",
}


EARLIER: Final = {
    Language.EN: "The record of the towns about has not yet begun.",
    Language.FR: "Le relevé des villes alentour ne commence pas encore.",
    Language.ES: "El registro de las poblaciones de alrededor aún no comienza.",
}


def territory(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `territory`: one feature for each interval of each town, and the ground that no town speaks for."""
    towns = {town: list(rows) for town, rows in groupby(record.control, key=lambda row: row.place)}
    beyond, found = cells({town: library.point(town) for town in towns})
    yield _unrecorded(library, beyond, id="territory-not-recorded")
    yield from _before(library, towns, found)
    for town, ground in found.items():
        yield from (_interval(row, ground, library) for row in towns[town])


def ground_of(row: ControlRow) -> Ground:
    """The class of the ground about a town."""
    if row.status in (Status.BESIEGED, Status.DISPUTED):
        return Ground.CONTESTED
    return Ground.NEUTRAL if row.status is Status.NEUTRAL else GROUND[row.holder]


def cells(towns: Mapping[str, shapely.Point]) -> tuple[BaseGeometry, dict[str, BaseGeometry]]:
    """The ground that no town speaks for, and that of each town; together they cover Mexico without gap or overlap.

    A town that has another in the same spot, or no land about it, has no ground.
    """
    country = _country()
    sites = [on_plane(point) for point in towns.values()]
    near = shapely.union_all([site.buffer(RADIUS, quad_segs=QUARTER) for site in sites])
    faces = _faces(sites, country, near)
    owners = _owners(faces, sites, near)
    speaking = np.unique([-1, *owners])
    grounds = [shapely.coverage_union_all(faces[owners == owner]) for owner in speaking]
    beyond, *own = (_on_grid(ground) for ground in shapely.coverage_simplify(grounds, FINENESS))
    names = list(towns)
    return beyond, {names[owner]: ground for owner, ground in zip(speaking[1:], own, strict=True)}


def _on_grid(ground: BaseGeometry) -> BaseGeometry:
    """Ground of the plane in degrees of as many decimals as the layers have, so that neighbours keep common corners."""
    return shapely.transform(on_globe(ground), lambda points: points.round(DECIMALS))


def _country() -> BaseGeometry:
    """Mexico on the plane, as finely as the layer needs it: without islets, and without straits too narrow to draw."""
    inside = mexico().intersection(shapely.box(*CATALOG[LAYER].bounds))
    flat = on_plane(inside.simplify(SKETCH))
    filled = flat.buffer(NARROW, quad_segs=1).buffer(-2 * NARROW, quad_segs=1).buffer(NARROW, quad_segs=1)
    large = [part for part in shapely.get_parts(filled.simplify(NARROW / 2)) if part.area > ISLET]
    return shapely.MultiPolygon(large)


def _faces(sites: Sequence[BaseGeometry], country: BaseGeometry, near: BaseGeometry) -> NDArray[np.object_]:
    """The pieces into which the country falls along its coast, the circles about the towns and the lines halfway."""
    halves = shapely.voronoi_polygons(shapely.union_all(list(sites)), extend_to=country.envelope, only_edges=True)
    lines = shapely.union_all([country.boundary, near.boundary, halves], grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    return np.array(faces[shapely.intersects(country, shapely.point_on_surface(faces))])


def _owners(faces: NDArray[np.object_], sites: Sequence[BaseGeometry], near: BaseGeometry) -> NDArray[np.int64]:
    """The number of the town that speaks for each piece, -1 for none."""
    inner = shapely.point_on_surface(faces)
    nearest = np.argmin([shapely.distance(inner, site) for site in sites], axis=0)
    return np.where(shapely.intersects(near, inner), nearest, -1)


def _interval(row: ControlRow, ground: BaseGeometry, library: Library) -> Feature:
    made = feature(
        library,
        ground,
        id=row.id.replace("control-", "territory-", 1),
        layer=LAYER,
        kind=LAYER,
        title={language: _title(row, library, language) for language in Language},
        start=row.start,
        end=day_before(row.end) if row.end else "",
        when=span_until(row.start, row.end),
        certainty=row.certainty,
        evidence=row.evidence,
        sources=row.source,
        **library.at(row.place),
        side=row.holder if row.holder not in (Holder.NONE, Holder.LOCAL) else "",
        holder=row.holder,
        status=row.status,
        ground=ground_of(row),
    )
    town = library.places[row.place]
    return _told(
        made, {language: RECKONED[language].format(town.name_in(language), GROUND_KM) for language in Language}
    )


def _before(
    library: Library,
    towns: Mapping[str, Sequence[ControlRow]],
    found: Mapping[str, BaseGeometry],
) -> Iterator[Feature]:
    """The ground of towns whose record has not begun, together for all that begin on one day."""
    begins = {town: towns[town][0].start for town in found if bounds(towns[town][0].start).latest > FIRST_DAY}
    for start in sorted(set(begins.values())):
        ground = shapely.coverage_union_all([found[town] for town, day in begins.items() if day == start])
        yield _unrecorded(library, ground, id=f"territory-not-recorded-before-{start.rstrip('~')}", until=start)


def _unrecorded(library: Library, ground: BaseGeometry, *, id: str, until: str = "") -> Feature:  # noqa: A002 - as feature()
    first = bounds(until) if until else None
    day = timedelta(days=1)
    made = feature(
        library,
        ground,
        id=id,
        layer=LAYER,
        kind=LAYER,
        title=UNRECORDED,
        end=day_before(until) if until else "",
        when=Span(None, None, first.earliest - day, first.latest - day) if first else None,
        certainty=Certainty.CERTAIN,
        evidence=Evidence.RECALLED,
        sources=(),
        side="",
        holder=Holder.NONE,
        ground=Ground.NOT_RECORDED,
    )
    return _told(made, {language: (EARLIER if until else BEYOND)[language].format(GROUND_KM) for language in Language})


def _told(made: Feature, words: Mapping[Language, str]) -> Feature:
    made["properties"].update({f"description_{language}": text for language, text in words.items()})
    return made


def _title(row: ControlRow, library: Library, language: Language) -> str:
    ground, town = ground_of(row), library.places[row.place].name_in(language)
    colon = " : " if language is Language.FR else ": "
    contested = ground is Ground.CONTESTED and row.holder is not Holder.NONE
    holder = f" ({name(row.holder, language=language)}, {name(row.status, language=language)})" if contested else ""
    return f"{ABOUT[language].format(town)}{colon}{name(ground, language=language)}{holder}"
