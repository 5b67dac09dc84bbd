"""What is handed out opens elsewhere, with as many features as announced."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pyogrio  # type: ignore[import-untyped]
import pytest

from geodata import Atlas, Step, Window
from geodata.catalog import CATALOG, LAYERS
from geodata.publish.formats import extract, file_name, geojson, player_name
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from pathlib import Path

MAY_1863 = Window.around(date(1863, 5, 17), step=Step.MONTH)
BOX = (-99.5, 18.5, -96.0, 20.0)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.mark.parametrize("name", CATALOG)
def test_layer_file_opens_with_all_its_features(atlas: Atlas, name: str) -> None:
    path = LAYERS / CATALOG[name].file
    expected = len(atlas.layers[name].features)
    assert pyogrio.read_info(path)["features"] == expected
    opened = gpd.read_file(path)
    assert len(opened) == expected
    assert opened.crs == "EPSG:4326"
    assert list(opened["id"]) == list(atlas.layers[name].frame.index)


@pytest.mark.parametrize("bbox", [None, BOX])
@pytest.mark.parametrize("layers", [None, ["events", "town_control", "troop_movements"], ["roads"]])
def test_extract_opens_with_the_announced_number(
    atlas: Atlas,
    tmp_path: Path,
    layers: list[str] | None,
    bbox: tuple[float, float, float, float] | None,
) -> None:
    announced = sum(atlas.counts(MAY_1863, layers=layers, bbox=bbox).values())
    found = extract(atlas, window=MAY_1863, layers=layers, bbox=bbox)
    path = tmp_path / file_name("extract", window=MAY_1863)
    path.write_bytes(geojson(found["features"]))
    assert announced == len(found["features"]) > 0
    assert pyogrio.read_info(path)["features"] == announced
    assert len(gpd.read_file(path)) == announced


def test_extract_hands_out_the_layers_own_features(atlas: Atlas) -> None:
    found = extract(atlas, window=MAY_1863, layers=["events"])["features"]
    assert all(feature is atlas.feature(feature["id"]) for feature in found)


def test_an_extract_of_nothing_is_still_a_collection(atlas: Atlas, tmp_path: Path) -> None:
    found = extract(atlas, window=MAY_1863, layers=[])
    assert found["features"] == []
    assert "bbox" not in found
    path = tmp_path / "nothing.geojson"
    path.write_bytes(geojson([]))
    assert json.loads(path.read_bytes())["features"] == []
    assert len(gpd.read_file(path)) == 0


def test_texts_of_any_script_survive() -> None:
    point = {"type": "Point", "coordinates": [-98.2, 19.0]}
    feature = {"type": "Feature", "id": "a-b", "geometry": point, "properties": {"note": "Querétaro “</script>\n”"}}
    content = geojson([feature])
    assert "Querétaro" in content.decode()
    assert json.loads(content)["features"] == [feature]
    assert json.loads(content)["bbox"] == [-98.2, 19.0, -98.2, 19.0]


@pytest.mark.parametrize(
    ("window", "name"),
    [
        (None, "atlas-events.geojson"),
        (Window(date(1863, 5, 1), date(1863, 5, 31)), "atlas-events-1863-05.geojson"),
        (Window(date(1863, 5, 5), date(1863, 5, 5)), "atlas-events-1863-05-05.geojson"),
        (Window(date(1863, 1, 1), date(1863, 12, 31)), "atlas-events-1863.geojson"),
        (Window(date(1863, 5, 5), date(1863, 6, 1)), "atlas-events-1863-05-05-to-1863-06-01.geojson"),
    ],
)
def test_file_name_says_what_and_when(window: Window | None, name: str) -> None:
    assert file_name("events", window=window) == name


@pytest.mark.parametrize(
    ("subject", "language", "name"),
    [
        ("troop_movements", Language.EN, "atlas-troop-movements-1863-05-05-to-1863-06-01.geojson"),
        ("troop_movements", Language.FR, "atlas-mouvements-de-troupes-1863-05-05-au-1863-06-01.geojson"),
        ("troop_movements", Language.ES, "atlas-movimientos-de-tropas-1863-05-05-a-1863-06-01.geojson"),
        ("map", Language.EN, "atlas-map-1863-05-05-to-1863-06-01.geojson"),
        ("map", Language.FR, "atlas-carte-1863-05-05-au-1863-06-01.geojson"),
        ("map", Language.ES, "atlas-mapa-1863-05-05-a-1863-06-01.geojson"),
        ("difference", Language.FR, "atlas-difference-1863-05-05-au-1863-06-01.geojson"),
        ("difference", Language.ES, "atlas-diferencia-1863-05-05-a-1863-06-01.geojson"),
    ],
)
def test_file_name_is_in_the_readers_language(subject: str, language: Language, name: str) -> None:
    window = Window(date(1863, 5, 5), date(1863, 6, 1))
    assert file_name(subject, window=window, language=language) == name


@pytest.mark.parametrize("language", Language)
def test_file_names_are_plain_and_tell_the_layers_apart(language: Language) -> None:
    names = [file_name(layer, language=language) for layer in CATALOG]
    assert len(set(names)) == len(CATALOG)
    assert [name for name in names if not re.fullmatch(r"atlas(-[a-z0-9]+)+\.geojson", name)] == []


def test_a_marks_file_is_called_by_its_id_in_every_language() -> None:
    names = {file_name("battle-of-puebla-1862", language=language) for language in Language}
    assert names == {"atlas-battle-of-puebla-1862.geojson"}


def test_the_player_is_called_what_it_is_in_each_language() -> None:
    assert [player_name(language=language) for language in (Language.ES, Language.FR, Language.EN)] == [
        "atlas-mapa-animado-1861-1867.html",
        "atlas-carte-animee-1861-1867.html",
        "atlas-moving-map-1861-1867.html",
    ]
