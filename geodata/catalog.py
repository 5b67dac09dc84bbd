"""The layers of the atlas, each said once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from geodata.errors import UnknownLayerError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CATALOG", "DATA_VERSION", "LAYERS", "LICENCE", "LayerEntry", "entry"]

LAYERS = Path(__file__).parent / "layers"
LICENCE = "CC-BY-4.0"
DATA_VERSION = "2026.11.2"
"""Of the data: year, month, and the how-manieth of that month; what changed in it stands in `CHANGELOG.md`."""

ATLANTIC = (-125.0, 10.0, 35.0, 55.0)
NATION = (-119.0, 13.0, -85.0, 34.0)


@dataclass(frozen=True)
class LayerEntry:
    """What the atlas knows of a layer before it is loaded.

    `bounds` (west, south, east, north) hold every position of the layer.
    """

    id: str
    title_en: str
    title_fr: str
    title_es: str
    geometry: str
    group: str
    bounds: tuple[float, float, float, float]
    default_on: bool = False
    licence: str = LICENCE

    @property
    def titles(self) -> Mapping[str, str]:
        """The title by language."""
        return {"en": self.title_en, "fr": self.title_fr, "es": self.title_es}

    @property
    def file(self) -> str:
        """The name of the layer's file."""
        return f"{self.id}.geojson"


ENTRIES = (
    LayerEntry(
        "departments_1865",
        "Departments of the Empire, 1865",
        "Départements de l'Empire, 1865",
        "Departamentos del Imperio, 1865",
        "Point",
        "reference",
        NATION,
    ),
    LayerEntry(
        "territory",
        "Ground that towns speak for",
        "Terrain dont les villes répondent",
        "Terreno por el que hablan las poblaciones",
        "Polygon",
        "territory",
        NATION,
        default_on=True,
    ),
    LayerEntry(
        "guerrilla_zones",
        "Guerrilla zones",
        "Zones de guérilla",
        "Zonas de guerrilla",
        "Polygon",
        "zones",
        NATION,
        default_on=True,
    ),
    LayerEntry("roads", "Roads", "Routes", "Caminos", "LineString", "ways", NATION),
    LayerEntry("railways", "Railways", "Chemins de fer", "Ferrocarriles", "LineString", "ways", NATION),
    LayerEntry(
        "telegraph",
        "Telegraph lines",
        "Lignes télégraphiques",
        "Líneas telegráficas",
        "LineString",
        "ways",
        NATION,
    ),
    LayerEntry("veracruz", "Veracruz", "Veracruz", "Veracruz", "mixed", "close-up", (-97.5, 18.2, -95.5, 20.0)),
    LayerEntry(
        "mexico_city",
        "Mexico City",
        "Mexico",
        "Ciudad de México",
        "mixed",
        "close-up",
        (-99.6, 19.0, -98.6, 20.0),
    ),
    LayerEntry("puebla", "Puebla", "Puebla", "Puebla", "mixed", "close-up", (-98.7, 18.7, -97.7, 19.5)),
    LayerEntry(
        "queretaro",
        "Querétaro",
        "Querétaro",
        "Querétaro",
        "mixed",
        "close-up",
        (-100.8, 20.2, -100.0, 21.0),
    ),
    LayerEntry(
        "troop_movements",
        "Troop movements",
        "Mouvements de troupes",
        "Movimientos de tropas",
        "LineString",
        "movements",
        ATLANTIC,
        default_on=True,
    ),
    LayerEntry(
        "seat_of_government",
        "Journeys of the Republic's government",
        "Voyages du gouvernement de la République",
        "Viajes del gobierno de la República",
        "LineString",
        "movements",
        NATION,
        default_on=True,
    ),
    LayerEntry("places", "Places", "Lieux", "Lugares", "Point", "reference", ATLANTIC),
    LayerEntry(
        "ports", "Status of the ports", "Situation des ports", "Situación de los puertos", "mixed", "ways", NATION
    ),
    LayerEntry(
        "town_control",
        "Who held the towns",
        "Qui tenait les villes",
        "Quién tenía las poblaciones",
        "Point",
        "control",
        NATION,
        default_on=True,
    ),
    LayerEntry(
        "force_stations",
        "Forces at rest",
        "Troupes à demeure",
        "Fuerzas estacionadas",
        "Point",
        "stations",
        ATLANTIC,
        default_on=True,
    ),
    LayerEntry(
        "guerrilla_actions",
        "Guerrilla actions",
        "Actions de guérilla",
        "Acciones de guerrilla",
        "Point",
        "events",
        NATION,
        default_on=True,
    ),
    LayerEntry("events", "Events", "Événements", "Sucesos", "Point", "events", ATLANTIC, default_on=True),
)

CATALOG: Mapping[str, LayerEntry] = MappingProxyType({layer.id: layer for layer in ENTRIES})
"""Every layer by its id, in the order in which they are drawn, the last on top."""


def entry(layer: str) -> LayerEntry:
    """The entry of `layer`, or an error that names what was asked for."""
    try:
        return CATALOG[layer]
    except KeyError:
        raise UnknownLayerError(layer) from None
