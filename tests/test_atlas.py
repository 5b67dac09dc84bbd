"""What one can ask of the atlas."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import geodata
from geodata import Atlas, Step, UnknownLayerError, Window
from geodata.atlas import NEEDED
from geodata.catalog import CATALOG, LAYERS, entry
from geodata.dates import FIRST_DAY, LAST_DAY
from geodata.vocabulary import Language

MAY_1862 = Window.around(date(1862, 5, 5), step=Step.MONTH)
EVER = Window(FIRST_DAY, LAST_DAY)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first features of each layer."""
    folder = tmp_path_factory.mktemp("few")
    for path in LAYERS.glob("*.geojson"):
        layer = json.loads(path.read_bytes())
        (folder / path.name).write_text(json.dumps({**layer, "features": layer["features"][:5]}), encoding="utf-8")
    return folder


@pytest.fixture
def layers(few: Path, tmp_path: Path) -> Path:
    """Layers to spoil."""
    return Path(shutil.copytree(few, tmp_path / "layers"))


def event(start: tuple[str | None, str | None], end: tuple[str | None, str | None]) -> bytes:
    """A layer of one event with these bounds."""
    properties = {
        **dict.fromkeys(NEEDED, ""),
        "id": "the-event",
        "start_earliest": start[0],
        "start_latest": start[1],
        "end_earliest": end[0],
        "end_latest": end[1],
    }
    geometry = {"type": "Point", "coordinates": [-98.2, 19.0]}
    feature = {"type": "Feature", "id": "the-event", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def presence_of(folder: Path, content: bytes, window: Window) -> str | None:
    (folder / "events.geojson").write_bytes(content)
    found = Atlas.load(folder).in_window(window, layers=["events"])["events"]
    return None if found.empty else str(found["presence"].iloc[0])


def test_the_package_offers_what_it_names() -> None:
    assert sorted(geodata.__all__) == sorted(set(geodata.__all__))
    assert all(hasattr(geodata, name) for name in geodata.__all__)


def test_every_layer_loads_in_drawing_order(atlas: Atlas) -> None:
    assert atlas.faults == ()
    assert list(atlas.layers) == list(CATALOG)


@pytest.mark.parametrize("name", CATALOG)
def test_frame_and_features_agree(atlas: Atlas, name: str) -> None:
    layer = atlas.layers[name]
    assert layer.entry is CATALOG[name]
    assert layer.frame.crs == "EPSG:4326"
    assert list(layer.frame.index) == [feature["id"] for feature in layer.features]
    assert list(layer.frame["position"]) == list(range(len(layer.features)))
    assert list(layer.frame["sources"]) == [feature["properties"]["sources"] for feature in layer.features]


@pytest.mark.parametrize("name", CATALOG)
def test_every_layer_is_titled(name: str) -> None:
    assert all(CATALOG[name].titles[language] for language in Language)


def test_a_feature_by_its_id(atlas: Atlas) -> None:
    found = atlas.feature("control-puebla-1863-05-17")
    assert found is not None
    assert found["properties"]["holder"] == "france"
    assert atlas.feature("no-such-feature") is None


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (("1863-05-09", "1863-05-09"), None),
        (("1863-05-10", "1863-05-10"), "possible"),
        (("1863-05-19", "1863-05-19"), "possible"),
        (("1863-05-20", "1863-05-20"), "certain"),
        (("1863-06-10", "1863-06-10"), "certain"),
        (("1863-06-11", "1863-06-11"), "possible"),
        (("1863-06-20", "1863-06-20"), "possible"),
        (("1863-06-21", "1863-06-21"), None),
        (("1863-01-01", "1863-12-31"), "certain"),
        (("1863-01-01", "1863-05-15"), "possible"),
    ],
)
def test_presence_in_a_window(tmp_path: Path, window: tuple[str, str], expected: str | None) -> None:
    content = event(("1863-05-10", "1863-05-20"), ("1863-06-10", "1863-06-20"))
    first, last = (date.fromisoformat(day) for day in window)
    assert presence_of(tmp_path, content, Window(first, last)) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("1863-05-05", "possible"), ("1863-05-31", "possible"), ("1863-06-01", None)]
)
def test_an_event_known_by_its_month_is_possible_on_each_day(tmp_path: Path, day: str, expected: str | None) -> None:
    content = event(("1863-05-01", "1863-05-31"), ("1863-05-01", "1863-05-31"))
    assert presence_of(tmp_path, content, Window.around(date.fromisoformat(day), step=Step.DAY)) == expected
    assert presence_of(tmp_path, content, Window.around(date(1863, 5, 1), step=Step.MONTH)) == "certain"


@pytest.mark.parametrize("window", [Window(FIRST_DAY, FIRST_DAY), Window(LAST_DAY, LAST_DAY)])
def test_what_has_no_dates_is_always_there(tmp_path: Path, window: Window) -> None:
    assert presence_of(tmp_path, event((None, None), (None, None)), window) == "certain"


def test_what_has_no_end_stays(tmp_path: Path) -> None:
    content = event(("1867-06-28", "1867-06-28"), (None, None))
    assert presence_of(tmp_path, content, Window(LAST_DAY, LAST_DAY)) == "certain"
    assert presence_of(tmp_path, content, Window(FIRST_DAY, FIRST_DAY)) is None


def test_the_fifth_of_may(atlas: Atlas) -> None:
    found = atlas.in_window(Window.around(date(1862, 5, 5), step=Step.DAY), layers=["events"])["events"]
    assert "Battle of Puebla" in set(found.loc[found["presence"] == "certain", "title_en"])


def test_counts_are_those_of_the_frames(atlas: Atlas) -> None:
    frames = atlas.in_window(MAY_1862)
    assert atlas.counts(MAY_1862) == {layer: len(frame) for layer, frame in frames.items()}
    assert list(frames) == list(CATALOG)


def test_a_box_keeps_what_it_touches(atlas: Atlas) -> None:
    veracruz = (-96.3, 18.9, -96.1, 19.3)
    inside = atlas.in_window(EVER, layers=["events", "guerrilla_zones"], bbox=veracruz)
    places = set(inside["events"]["place"])
    assert "veracruz" in places
    assert "puebla" not in places
    assert 0 < len(inside["guerrilla_zones"]) < atlas.counts(EVER)["guerrilla_zones"]
    assert atlas.counts(EVER, layers=["events"], bbox=(0.0, 0.0, 1.0, 1.0)) == {"events": 0}


def test_a_layer_that_is_not_in_the_catalog(atlas: Atlas) -> None:
    with pytest.raises(UnknownLayerError, match="battles"):
        atlas.in_window(EVER, layers=["events", "battles"])
    with pytest.raises(UnknownLayerError):
        entry("battles")


def test_the_loaded_atlas_is_not_changed_by_asking(atlas: Atlas) -> None:
    atlas.in_window(MAY_1862, bbox=(-99.0, 18.0, -98.0, 20.0))
    assert "presence" not in atlas.layers["events"].frame.columns


BROKEN = {
    "empty": b"",
    "cut-off": b'{"type":"FeatureCollection","features":[{"type":"Fea',
    "not-utf-8": b'{"type":"FeatureCollection","features":["\xff"]}',
    "not-a-collection": b'{"type":"Feature"}',
    "a-list": b"[]",
    "features-no-list": b'{"type":"FeatureCollection","features":{}}',
    "feature-without-geometry": b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{}}]}',
    "feature-no-object": b'{"type":"FeatureCollection","features":[1]}',
    "bad-day": event(("1862-13-01", "1862-13-01"), (None, None)),
    "day-no-text": event((5, 5), (None, None)),  # type: ignore[arg-type]
    "no-title": event((None, None), (None, None)).replace(b'"title_en"', b'"headline"'),
    "bad-geometry": event((None, None), (None, None)).replace(b"[-98.2, 19.0]", b"[]"),
    "strange-geometry": event((None, None), (None, None)).replace(b'"Point"', b'"Blob"'),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_layer_is_named_and_the_others_load(layers: Path, content: bytes) -> None:
    (layers / "events.geojson").write_bytes(content)
    atlas = Atlas.load(layers)
    (fault,) = atlas.faults
    assert (fault.layer, fault.file) == ("events", "events.geojson")
    assert str(fault).startswith("events.geojson: ")
    assert list(atlas.layers) == [name for name in CATALOG if name != "events"]
    assert "events" not in atlas.in_window(EVER, layers=["events", "roads"])


def test_a_missing_and_a_broken_layer_are_both_named(layers: Path) -> None:
    (layers / "roads.geojson").unlink()
    (layers / "events.geojson").write_bytes(b"{")
    atlas = Atlas.load(layers)
    assert {fault.layer: fault.reason.split(" (")[0] for fault in atlas.faults} == {
        "roads": "the file is missing",
        "events": "the file is not JSON",
    }
    assert len(atlas.layers) == len(CATALOG) - 2


def test_a_missing_folder(tmp_path: Path) -> None:
    atlas = Atlas.load(tmp_path / "nowhere")
    assert len(atlas.faults) == len(CATALOG)
    assert atlas.counts(EVER) == {}
