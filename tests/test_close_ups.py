"""The close-ups: their texts and its table, who was where, what still stands, and the four pages."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from shapely.geometry import Point
from streamlit.testing.v1.element_tree import Html

from geodata.close_ups import CLOSE_UPS, LAYERS, TABLES, load_close_ups, unknown_features
from geodata.dates import Step, Window
from geodata.errors import RecordError
from geodata.gathering import Gathering, days_near, gathering
from geodata.sources import load_sources
from geodata.vocabulary import Language, Today, name
from pages.parts import close_up as part
from pages.parts import state
from pages.parts.text import escape
from pages.parts.views import MAP_PAGES
from tests.open_page import html_of, open_page, renewed
from tests.small_atlas import PUEBLA, atlas_of, mark

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.atlas import Atlas

LANGUAGES = list(Language)
TEXTS = load_close_ups()
NUMBER = re.compile("\\d{1,3}(?:[,\u00a0]\\d{3})+(?!\\d)|\\d+")
SIEGES = {
    "veracruz": ("1867-04-15", "ver-siege-1867"),
    "mexico_city": ("1867-05-15", "mex-siege-line-consulado"),
    "puebla": ("1863-04-15", "pue-investment"),
    "queretaro": ("1867-04-15", "qro-republican-north"),
}
MIDDLE = Point(PUEBLA)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    shutil.copy(TABLES / CLOSE_UPS, tmp_path)
    return tmp_path


def numbers(text: str) -> list[str]:
    return sorted(re.sub(r"\D", "", number).lstrip("0") for number in NUMBER.findall(text))


def spoil(tables: Path, row: int, column: str, value: str) -> None:
    path = tables / CLOSE_UPS
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_every_close_up_has_its_text() -> None:
    assert set(TEXTS) == set(LAYERS) == set(SIEGES)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_text_has_80_to_150_words_in_each_language_and_the_same_numbers(layer: str) -> None:
    assert all(80 <= TEXTS[layer].words(language) <= 150 for language in Language)
    for sentence in TEXTS[layer].sentences:
        found = {language: numbers(text) for language, text in sentence.text.items()}
        assert found[Language.EN] == found[Language.FR] == found[Language.ES], f"{CLOSE_UPS}: row {sentence.row}"


@pytest.mark.parametrize("layer", LAYERS)
def test_a_sentence_rests_on_features_and_on_their_sources(layer: str, atlas: Atlas) -> None:
    assert [str(fault) for fault in unknown_features([TEXTS[layer]], lambda id_: atlas.feature(id_) is not None)] == []
    for sentence in TEXTS[layer].sentences:
        found = [feature["properties"] for name_ in sentence.features if (feature := atlas.feature(name_))]
        told = " ".join(
            f"{it['description_en']} {it['title_en']} {it['note']} {it['start']} {it['end']}" for it in found
        )
        borne = {source["id"] for it in found for source in it["sources"]}
        assert set(numbers(sentence.text[Language.EN])) <= set(numbers(told.replace("-", " "))), sentence.row
        assert sentence.sources
        assert set(sentence.sources) <= borne & load_sources().keys(), f"{CLOSE_UPS}: row {sentence.row}"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("close_up", "toluca", "one of veracruz"),
        ("order", "7", "2, the next number"),
        ("fr", "", "a text"),
        ("features", "", "ids joined"),
        ("sources", "radioformula-2025;", "ids joined"),
    ],
)
def test_a_bad_cell_is_named(tables: Path, column: str, value: str, expected: str) -> None:
    spoil(tables, 3, column, value)
    with pytest.raises(RecordError) as caught:
        load_close_ups(tables)
    fault = next(fault for fault in caught.value.faults if (fault.row, fault.column) == (3, column))
    assert (fault.file, fault.value) == (CLOSE_UPS, value)
    assert expected in fault.expected


def test_a_missing_table_a_missing_column_and_a_close_up_without_text_are_named(tables: Path) -> None:
    path = tables / CLOSE_UPS
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("puebla,")), encoding="utf-8")
    with pytest.raises(RecordError, match="'puebla': expected a text for this close-up"):
        load_close_ups(tables)
    path.write_text(lines[0].replace("order", "number"), encoding="utf-8")
    with pytest.raises(RecordError, match="expected the columns close_up,order"):
        load_close_ups(tables)
    path.unlink()
    with pytest.raises(RecordError, match="which is missing"):
        load_close_ups(tables)


def test_an_unknown_feature_is_named_with_its_row() -> None:
    faults = unknown_features([TEXTS["puebla"]], lambda feature: feature != "pue-loreto")
    assert [(fault.column, fault.value) for fault in faults] == [("features", "pue-loreto")]


def march(name_: str, *corners: tuple[float, float], days: list[tuple[str, str]], **properties: object) -> Any:  # noqa: ANN401 - a feature
    return mark(name_, start=days[0][0], end=days[-1][1], at=corners, days=days, **properties)


def gathered(folder: Path, first: str, last: str, **layers: list[Any]) -> Gathering:
    made = atlas_of(folder, layers)
    return gathering(made, "puebla", Window(*map(date.fromisoformat, (first, last))), place="puebla", middle=MIDDLE)


def test_who_stayed_near_the_town_is_told_by_side(tmp_path: Path) -> None:
    lon, lat = PUEBLA
    days = {"start": "1863-04-01", "end": "1863-04-30"}
    stays = [
        mark("inside", at=PUEBLA, side="republic", **days),
        mark("before-it", at=(lon + 0.1, lat), side="france", **days),
        mark("too-far", at=(lon + 0.2, lat), side="france", **days),
        mark("later", at=PUEBLA, side="france", start="1863-06-01", end="1863-06-30"),
    ]
    found = gathered(tmp_path, "1863-04-15", "1863-04-15", force_stations=stays)
    assert found.sides() == ("republic", "france")
    assert [each["id"] for each in found.of_side("france")] == ["before-it"]
    assert gathered(tmp_path, "1863-05-15", "1863-05-15", force_stations=stays).empty


def test_a_movement_counts_on_the_days_on_which_it_passes(tmp_path: Path) -> None:
    lon, lat = PUEBLA
    passing = march(
        "by", (lon - 1, lat), (lon + 1, lat), days=[("1863-04-01",) * 2, ("1863-04-21",) * 2], side="empire"
    )
    assert days_near(passing, MIDDLE) == Window(date(1863, 4, 11), date(1863, 4, 11))
    for first, last, there in (("1863-04-02", "1863-04-05", False), ("1863-04-10", "1863-04-12", True)):
        found = gathered(tmp_path, first, last, troop_movements=[passing])
        assert bool(found.of_side("empire")) is there
    away = march("away", (lon - 1, lat + 1), (lon + 1, lat + 1), days=[("1863-04-01",) * 2, ("1863-04-21",) * 2])
    assert days_near(away, MIDDLE) is None


def test_posts_are_dated_and_have_a_side_or_troops(tmp_path: Path) -> None:
    posts = [
        mark("line", start="1863-04-01", end="1863-04-30", side="france", group="siege_line"),
        mark("quarters", start="1863-04-01", end="1863-04-30", side="", group="quarters"),
        mark("church", side="", group="building"),
        mark("fort", side="republic", group="fortification"),
        mark("assault-site", start="1863-04-01", end="1863-04-30", side="", group="building"),
    ]
    found = gathered(tmp_path, "1863-04-15", "1863-04-15", puebla=posts)
    assert [each["id"] for each in found.posts] == ["line", "quarters"]
    assert found.sides() == ("france", "")


def test_the_holder_of_the_town_alone_is_told(tmp_path: Path) -> None:
    held = [mark("puebla-held", start="1863-05-17", place="puebla"), mark("toluca-held", place="toluca")]
    found = gathered(tmp_path, "1864-01-01", "1864-01-01", town_control=held)
    assert [each["id"] for each in found.holders] == ["puebla-held"]
    assert not found.empty
    assert found.sides() == ()


@pytest.mark.parametrize("layer", LAYERS)
def test_siege_lines_obey_the_date(layer: str, atlas: Atlas) -> None:
    day, line = SIEGES[layer]
    there = atlas.in_window(Window(*[date.fromisoformat(day)] * 2), layers=[layer])[layer]
    before = atlas.in_window(Window(*[date(1865, 7, 1)] * 2), layers=[layer])[layer]
    assert line in there.index
    drawn = {"siege_line", "siege_parallel", "siege_area", "defence_line"}
    assert set(before["kind"]) & drawn == set()


@pytest.mark.parametrize("layer", LAYERS)
def test_what_is_said_of_today_has_its_source(layer: str, atlas: Atlas) -> None:
    told = [each["properties"] for each in atlas.layers[layer].features if each["properties"]["today"]]
    assert len(told) > 5
    for properties in told:
        assert properties["today_note"]
        assert properties["today_sources"]
        assert all(source["id"] in load_sources() for source in properties["today_sources"])


def panel_of(app: AppTest) -> str:
    return next(
        element.value for element in app.get("html") if isinstance(element, Html) and "gathering" in element.value
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layer", LAYERS)
def test_a_page_tells_its_text_and_what_stands_in_each_language(layer: str, language: Language, atlas: Atlas) -> None:
    shown = html_of(open_page(layer, lang=language))
    for sentence in TEXTS[layer].sentences:
        assert escape(sentence.text[language]) in shown
    for feature in atlas.layers[layer].features:
        if feature["properties"]["today"]:
            assert shown.count(f'data-mark="{feature["id"]}"') >= 1
    for became in {each["properties"]["today"] for each in atlas.layers[layer].features} - {""}:
        assert f"<h4>{escape(name(Today(became), language=language))} · " in shown


@pytest.mark.parametrize("layer", LAYERS)
def test_the_panel_keeps_step_with_the_date(layer: str) -> None:
    day, line = SIEGES[layer]
    app = open_page(layer, date=day)
    assert f'data-mark="{line}"' in panel_of(app)
    renewed(app, "date_input", "date").set_value(date(1865, 7, 1)).run()
    assert f'data-mark="{line}"' not in panel_of(app)
    assert "July 1865" in panel_of(app)


@pytest.mark.parametrize("layer", ["veracruz", "puebla", "queretaro"])
def test_the_panel_says_so_when_nobody_is_on_record(layer: str) -> None:
    panel = panel_of(open_page(layer, date="1861-02-01"))
    assert "data-mark" not in panel
    assert "The record knows of nobody here in February 1861" in panel


def test_a_broken_table_is_said_and_the_map_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_changed: int) -> None:
        raise RecordError([])

    monkeypatch.setattr(part, "_close_ups", fail)
    app = open_page("puebla")
    assert any("The text can't be shown" in warning.value for warning in app.warning)
    assert "gathering" in html_of(app)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session on Puebla's page in April 1863, without a page."""
    kept: dict[str, Any] = {"day": date(1863, 4, 1), "step": Step.MONTH, "turn": 3, "until": date(1863, 4, 20)}
    monkeypatch.setattr(st, "session_state", kept)
    monkeypatch.setattr(st, "query_params", {})
    return kept


def follow(session: dict[str, Any], mark_: str) -> None:
    session["close-up-reader"] = SimpleNamespace(mark=mark_)
    part._open_mark(MAP_PAGES["puebla"])  # noqa: SLF001 - what the reader's click does


def test_a_line_selects_its_mark_and_keeps_the_days(session: dict[str, Any]) -> None:
    follow(session, "pue-investment")
    assert state.selected() == "pue-investment"
    assert (session["day"], session["until"], session["turn"]) == (date(1863, 4, 1), date(1863, 4, 20), 4)
    assert session["puebla"] is True


def test_a_mark_of_other_days_leads_to_them(session: dict[str, Any]) -> None:
    follow(session, "pue-line-1867")
    assert (state.selected(), session["day"]) == ("pue-line-1867", date(1867, 3, 9))
    assert session["view-asked"][2] >= 11


def test_a_link_to_nothing_does_nothing(session: dict[str, Any]) -> None:
    follow(session, "no-such-mark")
    assert (state.selected(), session["turn"]) == (None, 3)
