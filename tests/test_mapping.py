"""How marks look, what the browser is given to draw, and the scripts that go into the map's frame."""

from __future__ import annotations

import base64
import json
import re
from datetime import date
from itertools import combinations, product
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import streamlit_folium
from coloraide import Color

from geodata import Atlas, Step, Window
from geodata.catalog import CATALOG
from geodata.dates import FIRST_DAY, LAST_DAY, day_number
from geodata.mapping.arms import Troops
from geodata.mapping.drawing import drawing
from geodata.mapping.legend import commonest_signs, legend_rows
from geodata.mapping.style import (
    GLYPHS,
    GROUND_COLOURS,
    HOLDER_COLOURS,
    LAMP_COLOURS,
    LEGEND_SAMPLES,
    SIDE_COLOURS,
    Style,
    force_style,
    style_of,
    swatch,
)
from geodata.mapping.timemap import CLOCK_SCRIPTS, PLAYER_SCRIPT, SCRIPTS, MapState, TimeMap, browser_config
from geodata.vocabulary import EventKind, Holder, Intensity, Language, Road, RoadKind, Side, Status, name

SHAPES = {"disc", "square", "diamond", "triangle", "box", "line", "area"}
COLOURS = {**GROUND_COLOURS, **HOLDER_COLOURS}
# What can stand side by side: marks of two sides or holders, grounds of two towns, a local leader's town on its ground.
PAIRS = sorted(
    {*combinations(sorted(HOLDER_COLOURS), 2), *combinations(sorted(GROUND_COLOURS), 2), ("local", "neutral")}
)
# Brettel, Viénot and Mollon 1997; Machado, Oliveira and Fernandes 2009.
SIGHTS = [("", ""), *product(("protan", "deutan", "tritan"), ("brettel", "machado"))]
LAMP_PAPER = "#26221c"
MAY_1863 = Window.around(date(1863, 5, 17), step=Step.MONTH)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def mark(layer: str, geometry: str = "Point", **properties: object) -> Style:
    kinds = {"kind": "anything", **properties}
    return style_of({"properties": {"layer": layer, **kinds}, "geometry": {"type": geometry}})


@pytest.mark.parametrize("layer", CATALOG)
def test_every_feature_has_a_look_that_can_be_drawn(atlas: Atlas, layer: str) -> None:
    for feature in atlas.layers[layer].features:
        style = style_of(feature)
        assert style.shape in SHAPES
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in (style.fill, style.stroke))
        assert style.glyph == "" or style.glyph in GLYPHS
        assert 0 < style.opacity <= 1
        assert 0 <= style.fill_opacity <= 1
        assert re.fullmatch(r"(\d+(\.\d+)?( \d+(\.\d+)?)*)?", style.dash)
        assert 0 <= style.rank < 900, "900 and more is for the mark selected"


@pytest.mark.parametrize("layer", CATALOG)
def test_the_shape_fits_the_geometry(atlas: Atlas, layer: str) -> None:
    expected = {"Point": SHAPES - {"line", "area"}, "Polygon": {"area"}, "MultiPolygon": {"area"}}
    for feature in atlas.layers[layer].features:
        shapes = expected.get(feature["geometry"]["type"])
        if shapes:
            assert style_of(feature).shape in shapes, feature["properties"]["id"]


@pytest.mark.parametrize("geometry", ["Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"])
def test_an_unknown_kind_gets_a_plain_mark(geometry: str) -> None:
    assert mark("a-new-layer", geometry).shape in SHAPES


def test_an_event_of_unknown_kind_or_side_is_neutral() -> None:
    assert mark("events", kind="unheard-of", side="nobody").fill == mark("events", kind="unheard-of").fill


def test_every_side_and_holder_has_a_colour() -> None:
    assert SIDE_COLOURS.keys() == set(Side)
    assert HOLDER_COLOURS.keys() >= set(Holder)


def seen(colour: str, sight: str, method: str) -> Color:
    """A colour as a reader with a kind of colour blindness sees it, by one of two published models."""
    return Color(colour).filter(sight, method=method, out_space="srgb").clip() if sight else Color(colour)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_two_sides_look_alike_to_any_reader(one: str, other: str) -> None:
    least = 15 if {one, other} <= {"republic", "france", "empire"} else 10
    colours = COLOURS[one], COLOURS[other]
    assert_apart(*colours, least=least)


def assert_apart(*colours: str, least: float) -> None:
    for sight, method in SIGHTS:
        first, second = (seen(colour, sight, method) for colour in colours)
        assert first.delta_e(second, method="2000") >= least, f"{sight or 'usual sight'}, {method}: {colours}"


def test_sides_are_told_apart_by_lamp_light_too_and_stand_off_the_dark_paper() -> None:
    assert LAMP_COLOURS.keys() == HOLDER_COLOURS.keys()
    for one, other in combinations(LAMP_COLOURS.values(), 2):
        assert_apart(one, other, least=10)
    for colour in LAMP_COLOURS.values():
        assert Color(colour).contrast(LAMP_PAPER) >= 3, "WCAG 2.1, 1.4.11"


@pytest.mark.parametrize("colour", HOLDER_COLOURS.values(), ids=HOLDER_COLOURS.keys())
def test_a_white_glyph_and_the_paper_stand_off_every_colour_of_a_mark(colour: str) -> None:
    assert Color(colour).contrast("white") >= 3, "WCAG 2.1, 1.4.11"


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_has_a_glyph(kind: str) -> None:
    assert mark("events", kind=kind, side="france").glyph


def test_a_besieged_town_looks_besieged_and_keeps_its_defenders_colour() -> None:
    held = mark("town_control", holder="republic", status="held")
    besieged = mark("town_control", holder="republic", status="besieged")
    assert besieged.fill == held.fill
    assert besieged.dash
    assert besieged.stroke != held.stroke


@pytest.mark.parametrize("status", [Status.DISPUTED, Status.NEUTRAL])
def test_a_town_that_nobody_surely_has_is_hollow(status: str) -> None:
    assert mark("town_control", holder="empire", status=status).fill == "#ffffff"


def test_a_zone_is_darker_the_harder_the_war() -> None:
    opacities = [mark("guerrilla_zones", "Polygon", side="republic", intensity=level).fill_opacity for level in "123"]
    assert opacities == sorted(set(opacities))


def test_a_road_shows_its_kind_and_whether_it_is_supposed() -> None:
    kinds = (RoadKind.CARRIAGE_ROAD, RoadKind.MULE_ROAD, RoadKind.MARCH_ROAD, RoadKind.RIVER_WAY)
    carriage, mule, march, river = (mark("roads", "LineString", kind=kind, road=Road.KNOWN) for kind in kinds)
    assert not carriage.dash
    assert not mule.dash
    assert mule.weight < carriage.weight
    supposed = mark("roads", "LineString", kind=RoadKind.MULE_ROAD, road=Road.SUPPOSED)
    assert len({march.dash, river.dash, supposed.dash} - {""}) == 3
    assert supposed.weight == mule.weight


def test_at_sea_a_force_is_a_ship() -> None:
    assert mark("troop_movements", "LineString", side="france", mode="sea").glyph == "ship"
    assert mark("troop_movements", "LineString", side="france", mode="march").glyph != "ship"


@pytest.mark.parametrize(
    ("force", "troops"),
    [
        ("second-division", Troops.FOOT),
        ("foreign-legion", Troops.FOOT),
        ("quiroga-cavalry", Troops.HORSE),
        ("mendez-tamaulipas", Troops.IRREGULARS),
        ("government-of-the-republic", Troops.GOVERNMENT),
        ("court-of-maximilian", Troops.COURT),
        ("novara-squadron", Troops.SHIP),
    ],
)
def test_a_forces_symbol_says_side_and_arm_on_the_march_and_at_rest(force: str, troops: Troops) -> None:
    resting = mark("force_stations", side="empire", force=force)
    assert resting.glyph == troops
    assert SIDE_COLOURS["empire"] in {resting.stroke, resting.fill}
    assert resting.ink != resting.fill, "the glyph can be seen"
    if troops is not Troops.SHIP:
        marching = mark("troop_movements", "LineString", side="empire", force_id=force, mode="march")
        assert (marching.glyph, marching.fill) == (troops, SIDE_COLOURS["empire"])
        assert marching.shape == resting.shape


def test_sailors_who_march_are_no_ship() -> None:
    assert (
        mark("troop_movements", "LineString", side="britain", force_id="british-contingent", mode="march").glyph
        == "foot"
    )


def test_every_arm_is_told_apart_without_colour() -> None:
    assert len({GLYPHS[troops] for troops in Troops}) == len(Troops)


@pytest.mark.parametrize("language", Language)
def test_the_legend_has_a_row_for_each_arm(language: Language) -> None:
    samples = [sample for rows in legend_rows(language).values() for sample, _text in rows]
    assert {troops for troops in Troops if swatch(force_style(troops, side="france")) not in samples} == set()


@pytest.mark.parametrize("language", Language)
def test_few_signs_explain_most_of_the_map(language: Language) -> None:
    signs = [sign for sign, _text in commonest_signs(language)]
    assert len(set(signs)) == len(signs) <= 10
    assert {swatch(force_style(Troops.FOOT, side="france", resting=resting)) for resting in (True, False)} < set(signs)


def drawn_movement(atlas: Atlas, movement: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        drawn for drawn in drawing(atlas.layers["troop_movements"])["features"] if drawn["id"] == movement
    )
    return found


def test_a_march_of_several_forces_is_drawn_for_each(atlas: Atlas) -> None:
    drawn = drawn_movement(atlas, "france-forey-puebla-mexico-1863")
    assert drawn["forces"] == ["french-expeditionary-corps", "second-division", "marquez-division"]
    names = drawing(atlas.layers["troop_movements"])["forces"]
    assert names["second-division"]["fr"] == "2e division (Douay)"


def test_a_march_of_a_part_of_a_force_says_so(atlas: Atlas) -> None:
    parts = {drawn["id"] for drawn in drawing(atlas.layers["troop_movements"])["features"] if drawn.get("part")}
    features = atlas.layers["troop_movements"].features
    assert parts == {feature["id"] for feature in features if feature["properties"]["detachment"]}


def picture_in(sample: str) -> ET.Element:
    """Return the SVG that an image element holds in its address."""
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', sample)
    assert found
    picture = ET.fromstring(base64.b64decode(found[1]))  # noqa: S314 - our own picture
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    return picture


@pytest.mark.parametrize("layer", CATALOG)
def test_every_layer_has_a_sample_that_is_a_picture(layer: str) -> None:
    assert picture_in(swatch(LEGEND_SAMPLES[layer]))[0].get("d")


@pytest.mark.parametrize("language", Language)
def test_the_legend_explains_all_that_is_told_apart(language: Language) -> None:
    rows = [row for section in legend_rows(language).values() for row in section]
    assert len(legend_rows(language)) >= 6
    for sample, _text in rows:
        assert picture_in(sample)[0].get("d")
    texts = {text for _sample, text in rows}
    assert all(texts)
    roads = set(RoadKind) - {RoadKind.SEA_WAY, RoadKind.TRAIL}
    named = [*Side, *EventKind, *Intensity, Status.BESIEGED, *roads, Road.SUPPOSED]
    assert {name(member, language=language) for member in named} - texts == set()


@pytest.mark.parametrize("layer", CATALOG)
def test_a_drawing_says_when_each_mark_is_there(atlas: Atlas, layer: str) -> None:
    loaded = atlas.layers[layer]
    for drawn, feature in zip(drawing(loaded)["features"], loaded.features, strict=True):
        properties = feature["properties"]
        assert drawn["geometry"] == feature["geometry"]
        if drawn["span"] is None:
            assert properties["start_earliest"] is None
            assert properties["end_latest"] is None
            continue
        start_earliest, start_latest, end_earliest, end_latest = drawn["span"]
        assert start_earliest <= start_latest <= end_latest
        assert start_earliest <= end_earliest <= end_latest
        if properties["start_earliest"]:
            assert start_earliest == day_number(date.fromisoformat(properties["start_earliest"]))
        if properties["end_latest"]:
            assert end_latest == day_number(date.fromisoformat(properties["end_latest"]))


@pytest.mark.parametrize("layer", [entry.id for entry in CATALOG.values() if entry.group == "movements"])
def test_a_movement_knows_its_day_at_every_vertex(atlas: Atlas, layer: str) -> None:
    for drawn in drawing(atlas.layers[layer])["features"]:
        days = [day for pair in drawn["days"] for day in pair]
        assert len(drawn["days"]) == len(drawn["geometry"]["coordinates"])
        assert days == sorted(days), drawn["id"]
        assert all(isinstance(known, bool) for known in drawn["known"])
        assert len(drawn["known"]) >= len(drawn["days"]) - 1


def test_what_happens_has_a_day(atlas: Atlas) -> None:
    for layer in ("events", "guerrilla_actions"):
        assert all(drawn["span"] for drawn in drawing(atlas.layers[layer])["features"])


def test_the_great_events_have_their_weight(atlas: Atlas) -> None:
    weights = [drawn["weight"] for drawn in drawing(atlas.layers["events"])["features"] if drawn.get("weight")]
    assert 25 <= len(weights) <= 80
    assert all(1 <= weight <= 5 for weight in weights)


@pytest.mark.parametrize("layer", CATALOG)
def test_a_drawing_takes_no_stories_along(atlas: Atlas, layer: str) -> None:
    drawn = drawing(atlas.layers[layer])
    allowed = {
        "id",
        "style",
        "title",
        "span",
        "certainty",
        "geometry",
        "forces",
        "part",
        "weight",
        "place",
        "days",
        "known",
        "sea",
    }
    assert {key for feature in drawn["features"] for key in feature} <= allowed
    assert len(json.dumps(drawn)) < len(json.dumps(atlas.layers[layer].features))


def test_the_browser_knows_the_atlas_from_first_to_last_day() -> None:
    config = browser_config()
    assert (config["first"], config["last"]) == (FIRST_DAY.isoformat(), LAST_DAY.isoformat())
    assert FIRST_DAY <= date.fromisoformat(config["opening"]) <= LAST_DAY
    assert [layer["id"] for layer in config["layers"]] == list(CATALOG)
    assert json.loads(json.dumps(config)) == config


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What streamlit-folium hands to its frame at each call."""
    calls: list[dict[str, Any]] = []

    def frame(*, on_change: object, **arguments: Any) -> None:  # noqa: ANN401 - whatever is handed over
        assert callable(on_change)
        calls.append(arguments)

    monkeypatch.setattr(streamlit_folium, "_component_func", frame)
    return calls


def show(
    *,
    center: tuple[float, float] = (22.6, -101.5),
    zoom: int = 5,
    follow: str | None = None,
    **changes: Any,  # noqa: ANN401
) -> None:
    state: dict[str, Any] = {
        "turn": 1,
        "window": MAY_1863,
        "step": Step.MONTH,
        "layers": ["events", "town_control"],
        "language": Language.ES,
    }
    streamlit_folium.st_folium(
        TimeMap(center=center, zoom=zoom),
        key="map-war",
        feature_group_to_add=MapState(**{**state, **changes}).following(follow),
        returned_objects=[],
        use_container_width=True,
    )


CHANGES: list[dict[str, Any]] = [
    {},
    {"turn": 2},
    {"window": Window.around(date(1865, 1, 1), step=Step.YEAR), "step": Step.YEAR},
    {"layers": list(CATALOG)},
    {"layers": []},
    {"language": Language.FR},
    {"selected": "puebla-1862-05-05"},
    {"view": (19.2, -96.1, 12)},
    {"online": "osm"},
    {"follow": "second-division"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_of_state_makes_the_map_anew(handed_over: list[dict[str, Any]], change: dict[str, Any]) -> None:
    show()
    show(**change)
    first, second = ({key: value for key, value in call.items() if key != "feature_group"} for call in handed_over)
    assert first == second


@pytest.mark.parametrize("change", CHANGES[1:])
def test_every_change_of_state_is_told(handed_over: list[dict[str, Any]], change: dict[str, Any]) -> None:
    show()
    show(**change)
    assert handed_over[0]["feature_group"] != handed_over[1]["feature_group"]


def test_the_same_state_is_told_in_the_same_words(handed_over: list[dict[str, Any]]) -> None:
    show()
    show()
    assert handed_over[0] == handed_over[1]


@pytest.mark.parametrize(("one", "other"), [("the-battle_a1", "the-battle_b2"), ("siege_aaaa", "siege_bbbb")])
def test_ids_that_differ_after_an_underscore_are_told_apart(
    handed_over: list[dict[str, Any]], one: str, other: str
) -> None:
    show(selected=one)
    show(selected=other)
    assert one in handed_over[0]["feature_group"]
    assert other in handed_over[1]["feature_group"]


def test_pages_with_different_maps_are_told_apart(handed_over: list[dict[str, Any]]) -> None:
    show()
    show(center=(19.2, -96.14), zoom=13)
    assert handed_over[0]["script"] != handed_over[1]["script"]


def test_the_base_script_is_small_and_asks_no_other_host(handed_over: list[dict[str, Any]]) -> None:
    show()
    sent = json.dumps(handed_over[0], default=str)
    assert len(sent) < 6000
    assert "//" not in sent


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--<script>", 'x"});alert(1);//', "\u2028`${1}`"]
)
def test_no_text_ends_the_script_or_its_string(handed_over: list[dict[str, Any]], hostile: str) -> None:
    show(selected=hostile)
    script = handed_over[0]["feature_group"]
    assert "<" not in script
    told, _end = json.JSONDecoder().raw_decode(script.split("atlas.update(")[1])
    assert told["selected"] == hostile
    assert "\u2028" not in script


def test_a_window_of_the_readers_own_is_no_step(handed_over: list[dict[str, Any]]) -> None:
    show(window=Window(date(1863, 5, 3), date(1863, 5, 20)))
    assert '"step":"custom"' in handed_over[0]["feature_group"]
    assert '"window":["1863-05-03","1863-05-20"]' in handed_over[0]["feature_group"]


def test_the_clock_stays_small() -> None:
    assert sum(path.stat().st_size for path in CLOCK_SCRIPTS) <= 60_000
    assert {"clock.js", "timemap.js"} <= {path.name for path in CLOCK_SCRIPTS}
    assert set(CLOCK_SCRIPTS) <= set(SCRIPTS)


def test_every_script_of_the_map_is_sent() -> None:
    in_folder = {path for path in CLOCK_SCRIPTS[0].parent.glob("*.js") if path != PLAYER_SCRIPT}
    assert in_folder == {path for path in SCRIPTS if path.parent == CLOCK_SCRIPTS[0].parent}
