"""The atlas without its pages: the record, the layers made from it, and what one can ask of them."""

from __future__ import annotations

from geodata.atlas import Atlas, Layer
from geodata.catalog import CATALOG, LayerEntry
from geodata.dates import FIRST_DAY, LAST_DAY, Bounds, Span, Step, Window, bounds, nearest_day, span
from geodata.errors import AtlasError, DateError, Fault, LayerError, LayerFault, RecordError, UnknownLayerError
from geodata.sources import Source, load_sources
from geodata.whereabouts import Force, Position, Whereabouts

__all__ = [
    "CATALOG",
    "FIRST_DAY",
    "LAST_DAY",
    "Atlas",
    "AtlasError",
    "Bounds",
    "DateError",
    "Fault",
    "Force",
    "Layer",
    "LayerEntry",
    "LayerError",
    "LayerFault",
    "Position",
    "RecordError",
    "Source",
    "Span",
    "Step",
    "UnknownLayerError",
    "Whereabouts",
    "Window",
    "bounds",
    "load_sources",
    "nearest_day",
    "span",
]
