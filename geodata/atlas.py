"""The atlas: every layer loaded, and what one can ask of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.catalog import CATALOG, LAYERS, entry
from geodata.dates import day_number
from geodata.difference import compare
from geodata.errors import LayerError, LayerFault
from geodata.search import Index
from geodata.vocabulary import Presence
from geodata.whereabouts import load_forces, positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geodata.catalog import LayerEntry
    from geodata.dates import Window
    from geodata.difference import Difference
    from geodata.search import Entry
    from geodata.whereabouts import Force, Position

__all__ = ["CRS", "Atlas", "Feature", "Layer"]

Feature = dict[str, Any]
Box = tuple[float, float, float, float]

CRS = "EPSG:4326"
WITH_FORCES = ("troop_movements", "seat_of_government", "force_stations")
DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
NEEDED = frozenset(
    {
        "id",
        "layer",
        "kind",
        "title_es",
        "title_fr",
        "title_en",
        "start",
        "end",
        *DAYS,
        "certainty",
        "evidence",
        "sources",
    }
)
EVER = 10**9


@dataclass(frozen=True)
class Layer:
    """A layer as its file has it (`features`) and as a table to reckon with (`frame`).

    Rows of the frame stand in the order of the features; the column `position` says which feature a row is, and the
    columns `start_earliest_day`, ... are days since 1970-01-01.
    """

    entry: LayerEntry
    features: list[Feature]
    frame: gpd.GeoDataFrame

    @classmethod
    def load(cls, entry: LayerEntry, directory: Path = LAYERS) -> Layer:
        """Load one layer.

        Raises
        ------
        LayerError
            If the file is missing, is not GeoJSON, or has a feature that the atlas can't place in time or space.
        """
        features = _features(entry, directory / entry.file)
        try:
            frame = _frame(features)
        except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as broken:
            raise _error(entry, f"a feature is broken ({type(broken).__name__}: {broken})") from broken
        return cls(entry, features, frame)

    def in_window(self, window: Window, *, bbox: Box | None = None) -> gpd.GeoDataFrame:
        """The rows that are, or may be, in a window of days and in a box, with the column `presence`."""
        found = presence(self.frame, window)
        inside = found.notna()
        if bbox is not None:
            inside &= self.frame.intersects(shapely.box(*bbox))
        return self.frame[inside].assign(presence=found[inside])

    def count(self, window: Window, *, bbox: Box | None = None) -> int:
        """How many features are, or may be, in a window of days and in a box: as many as `in_window` has rows."""
        first, last = day_number(window.first), day_number(window.last)
        begun = self.frame["start_earliest_day"].to_numpy() <= last
        inside = begun & (self.frame["end_latest_day"].to_numpy() >= first)
        if bbox is not None:
            inside[inside] = shapely.intersects(self.frame.geometry.to_numpy()[inside], shapely.box(*bbox))
        return int(inside.sum())


@dataclass(frozen=True)
class Atlas:
    """All layers that could be loaded, in the order in which they are drawn, and the faults of those that could not."""

    layers: Mapping[str, Layer]
    faults: tuple[LayerFault, ...] = field(default=())

    @classmethod
    def load(cls, directory: Path | str = LAYERS) -> Atlas:
        """Load every layer of the catalog from a folder; one that is missing or broken becomes a fault."""
        layers: dict[str, Layer] = {}
        faults = []
        for entry_ in CATALOG.values():
            try:
                layers[entry_.id] = Layer.load(entry_, Path(directory))
            except LayerError as error:
                faults.append(error.fault)
        return cls(MappingProxyType(layers), tuple(faults))

    def feature(self, feature_id: str) -> Feature | None:
        """The feature of that id, in whichever layer it is; None if there is none."""
        return self._by_id.get(feature_id)

    def in_window(
        self,
        window: Window,
        *,
        layers: Iterable[str] | None = None,
        bbox: Box | None = None,
    ) -> dict[str, gpd.GeoDataFrame]:
        """For each layer the rows that are, or may be, in a window of days and in a box (west, south, east, north).

        A feature is `certain` in the window if it surely had begun by its last day and had not ended before its first,
        `possible` if only the width of its dates lets it be there.

        Raises
        ------
        UnknownLayerError
            If a layer is asked for that the catalog does not have; one that could not be loaded is left out.
        """
        return {layer.entry.id: layer.in_window(window, bbox=bbox) for layer in self._asked(layers)}

    def counts(
        self,
        window: Window,
        *,
        layers: Iterable[str] | None = None,
        bbox: Box | None = None,
    ) -> dict[str, int]:
        """How many features of each layer are, or may be, in a window of days and in a box."""
        return {layer.entry.id: layer.count(window, bbox=bbox) for layer in self._asked(layers)}

    def difference(self, a: date, b: date) -> Difference:
        """What changed between two days: towns, guerrilla zones, forces and journeys, and the governments' seats."""
        return compare(self, a, b)

    def search(self, text: str) -> list[Entry]:
        """What fits all words of a text, in any of the three languages and with or without accents, the best first."""
        return self._index.search(text)

    def forces(self) -> Mapping[str, Force]:
        """Every force that lasts, by its id."""
        return load_forces()

    def positions(self, day: date) -> list[Position]:
        """Where each force that lives on a day is then: on a march, at a station, or nobody knows where."""
        moving = (self.layers[name].features for name in WITH_FORCES if name in self.layers)
        return list(positions(self.forces().values(), chain.from_iterable(moving), day))

    def _asked(self, layers: Iterable[str] | None) -> list[Layer]:
        if layers is None:
            return list(self.layers.values())
        wanted = {entry(layer).id for layer in layers}
        return [layer for name, layer in self.layers.items() if name in wanted]

    @cached_property
    def _index(self) -> Index:
        return Index.of(self)

    @cached_property
    def _by_id(self) -> dict[str, Feature]:
        return {feature["id"]: feature for layer in self.layers.values() for feature in layer.features}


def presence(frame: gpd.GeoDataFrame, window: Window) -> pd.Series[Any]:
    """Whether each row is in the window: `certain`, `possible`, or nothing."""
    first, last = day_number(window.first), day_number(window.last)
    certain = (frame["start_latest_day"] <= last) & (frame["end_earliest_day"] >= first)
    possible = (frame["start_earliest_day"] <= last) & (frame["end_latest_day"] >= first)
    words = np.select([certain, possible], [Presence.CERTAIN.value, Presence.POSSIBLE.value], default="")
    return pd.Series(words, index=frame.index, dtype="str").replace("", None)


def _features(entry_: LayerEntry, path: Path) -> list[Feature]:
    try:
        whole = json.loads(path.read_bytes())
        features = whole["features"]
    except FileNotFoundError:
        raise _error(entry_, "the file is missing") from None
    except OSError as fault:
        raise _error(entry_, f"the file can't be read ({fault.strerror})") from fault
    except ValueError as fault:
        raise _error(entry_, f"the file is not JSON ({fault})") from fault
    except (KeyError, TypeError):
        raise _error(entry_, "the file is not a GeoJSON FeatureCollection") from None
    if not isinstance(features, list):
        raise _error(entry_, "the file is not a GeoJSON FeatureCollection")
    return features


def _error(entry_: LayerEntry, reason: str) -> LayerError:
    return LayerError(LayerFault(entry_.id, entry_.file, reason))


def _frame(features: Sequence[Feature]) -> gpd.GeoDataFrame:
    """A table with one column for each property, whatever the values: nothing is guessed but the four days."""
    properties = [_properties(feature) for feature in features]
    columns = list(dict.fromkeys(name for row in properties for name in row)) or sorted(NEEDED)
    data: dict[str, Any] = {name: pd.Series([row.get(name) for row in properties], dtype=object) for name in columns}
    for name in DAYS:
        open_end = -EVER if name.startswith("start") else EVER
        data[f"{name}_day"] = np.array([_number(row[name], open_end) for row in properties], dtype=np.int64)
    data["position"] = np.arange(len(features))
    shapes = [_shape(feature["geometry"]) for feature in features]
    frame = gpd.GeoDataFrame(data, geometry=shapes, crs=CRS)
    frame.index = pd.Index([row["id"] for row in properties], dtype="str")
    return frame


def _properties(feature: Feature) -> dict[str, Any]:
    properties: dict[str, Any] = feature["properties"]
    lacking = ", ".join(sorted(NEEDED - properties.keys()))
    if lacking:
        msg = f"{feature.get('id')} lacks {lacking}"
        raise ValueError(msg)
    return properties


def _shape(geometry: dict[str, Any]) -> BaseGeometry:
    made = shapely.geometry.shape(geometry)
    if made.is_empty or not made.is_valid:
        msg = f"a geometry is {'empty' if made.is_empty else 'not valid'}"
        raise ValueError(msg)
    return made


def _number(day: str | None, unbounded: int) -> int:
    return unbounded if day is None else day_number(date.fromisoformat(day))
