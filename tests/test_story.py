"""The story: its tables as they are and as they must not be, what it covers, and the page that tells it."""

from __future__ import annotations

import csv
import re
import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st

from geodata.atlas import Atlas
from geodata.catalog import CATALOG
from geodata.dates import day_number
from geodata.errors import Fault, RecordError
from geodata.record.check import story_faults
from geodata.sources import load_sources
from geodata.story import CHAPTERS, SENTENCES, TABLES, Chapter, load_story, unknown_features
from geodata.vocabulary import Language
from pages.parts import state
from pages.parts import story as page
from tests.open_page import html_of, open_page, renewed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

LANGUAGES = list(Language)
STORY = load_story()
NUMBER = re.compile("\\d{1,3}(?:[,\u00a0]\\d{3})+(?!\\d)|\\d+")

# What the account on which the atlas was first sketched says, and the features of which one at least must be told.
SEED = {
    "Mexico City is taken by the French": {"bazaine-enters-mexico-1863", "forey-enters-mexico-1863"},
    "the war lasts from 1861": {"capture-of-veracruz-1861"},
    "the war lasts until 1867": {"juarez-return-1867"},
    "what began late in 1862 was only a second expedition": {"forey-lands-1862", "bazaine-lands-1862"},
    "a moratorium on the foreign debt": {"moratorium-1861"},
    "the Convention of London": {"convention-of-london-1861"},
    "the Spaniards land first, in December": {"capture-of-veracruz-1861"},
    "the British land in January": {"british-squadron-veracruz-1862"},
    "the French land in January": {"french-and-prim-land-1862"},
    "Britain breaks with France": {"orizaba-conference-1862"},
    "Britain negotiates on the debt alone": {"wyke-doblado-convention"},
    "Britain withdraws": {"british-withdraw-1862"},
    "Spain withdraws": {"spanish-leave-orizaba-1862", "spanish-reembark-1862"},
    "the French invasion": {"french-declare-war-on-juarez-1862"},
    "its repulse, which the account passes over": {"battle-of-puebla-1862"},
    "the Empire is voted in 1863, not in 1862": {"notables-vote-monarchy-1863"},
    "the crown is accepted in 1864": {"crown-accepted"},
    "many European nations recognise the Empire": {"european-recognition"},
    "the United States refuse to": {"us-refuses-envoy", "us-house-resolution-1864"},
    "the War of Reform had just ended": {"reform-war-ends"},
    "Juárez is president": {"juarez-constitutional-president"},
    "Juárez remains president": {"juarez-term-extended"},
    "conservatives welcome the intervention": {"mexico-city-declares-1863"},
    "the Church takes part": {"labastida-arrives-1863"},
    "some Indian communities take part": {"hermosillo-1865", "alamos-1865"},
    "Maximilian is emperor": {"maximilian-entry-1864"},
    "Maximilian keeps liberal measures": {"religious-tolerance-1865", "exequatur-decree-1865"},
    "liberal generals go over to the Empire": {"uraga-defection-1864", "cortina-defection-1864"},
    "Vidaurri becomes a supporter": {"vidaurri-submission-1864"},
    "the chief cities are taken": {"queretaro-1863", "guadalajara-1864", "monterrey-1864", "siege-oaxaca-1865"},
    "guerrilla stays endemic": {"michoacan-tierra-caliente-1864-11", "veracruz-tierra-caliente-1862-05"},
    "Prussia beats Austria": {"sadowa", "sadowa-1866"},
    "the American Civil War ends in 1865": {"us-civil-war-ends"},
    "the United States turn to the border": {"us-troops-brazos-1865", "sheridan-command-1865"},
    "the United States will not bear the French presence": {"seward-dec-1865", "seward-feb-1866"},
    "the French begin to leave in 1866": {"monterrey-evacuation-1866"},
    "the French are gone in 1867": {"embarkation-veracruz-1867"},
    "the Empire lasts some months more": {"queretaro-siege-1867"},
    "Maximilian and two generals are shot": {"cerro-campanas-1867"},
    "the Republic is restored": {"juarez-return-1867"},
}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def numbers(text: str) -> list[str]:
    return sorted(re.sub(r"\D", "", number).lstrip("0") for number in NUMBER.findall(text))


def names(chapter: Chapter) -> str:
    return chapter.id


def test_the_war_is_told_in_twelve_to_sixteen_chapters_in_order() -> None:
    assert 12 <= len(STORY) <= 16
    assert [chapter.number for chapter in STORY] == list(range(1, len(STORY) + 1))
    assert [chapter.window.last for chapter in STORY] == sorted(chapter.window.last for chapter in STORY)


@pytest.mark.parametrize("chapter", STORY, ids=names)
def test_a_chapter_has_80_to_150_words_in_each_language(chapter: Chapter) -> None:
    words = {language: chapter.words(language) for language in Language}
    assert all(80 <= count <= 150 for count in words.values()), words


@pytest.mark.parametrize("chapter", STORY, ids=names)
def test_the_languages_give_the_same_numbers(chapter: Chapter) -> None:
    for sentence in chapter.sentences:
        found = {language: numbers(text) for language, text in sentence.text.items()}
        assert found[Language.EN] == found[Language.FR] == found[Language.ES], f"{SENTENCES}: row {sentence.row}"


def test_every_feature_named_is_in_the_atlas(atlas: Atlas) -> None:
    assert [str(fault) for fault in unknown_features(STORY, lambda feature: atlas.feature(feature) is not None)] == []


@pytest.mark.parametrize("chapter", STORY, ids=names)
def test_a_number_in_a_sentence_stands_in_what_the_sentence_rests_on(chapter: Chapter, atlas: Atlas) -> None:
    for sentence in chapter.sentences:
        found = [feature["properties"] for name in sentence.features if (feature := atlas.feature(name))]
        told = " ".join(f"{it['description_en']} {it['title_en']} {it['note']}" for it in found)
        days = " ".join(f"{it['start']} {it['end']}" for it in found).replace("-", " ")
        unborne = set(numbers(sentence.text[Language.EN])) - set(numbers(told)) - set(numbers(days))
        assert unborne == set(), f"{SENTENCES}: row {sentence.row}"


@pytest.mark.parametrize("chapter", STORY, ids=names)
def test_a_sentence_cites_sources_of_its_features(chapter: Chapter, atlas: Atlas) -> None:
    known = load_sources()
    for sentence in chapter.sentences:
        found = [feature["properties"] for name in sentence.features if (feature := atlas.feature(name))]
        borne = {source["id"] for it in found for source in it["sources"]}
        assert set(sentence.sources) <= known.keys()
        assert set(sentence.sources) <= borne, f"{SENTENCES}: row {sentence.row}"
        assert sentence.sources or not borne, f"{SENTENCES}: row {sentence.row} names no source"


@pytest.mark.parametrize("chapter", STORY, ids=names)
def test_the_marks_of_a_picture_are_drawn_in_it(chapter: Chapter, atlas: Atlas) -> None:
    first, last = day_number(chapter.window.first), day_number(chapter.window.last)
    for mark in chapter.marks:
        feature = atlas.feature(mark)
        assert feature
        layer = feature["properties"]["layer"]
        row = atlas.layers[layer].frame.loc[mark]
        assert layer in chapter.layers, mark
        assert row["start_earliest_day"] <= last, mark
        assert row["end_latest_day"] >= first, mark
        if layer == "events":
            west, south, east, north = chapter.box
            longitude, latitude = feature["geometry"]["coordinates"]
            assert west <= longitude <= east, mark
            assert south <= latitude <= north, mark


@pytest.mark.parametrize(("fact", "features"), SEED.items(), ids=list(SEED))
def test_the_story_covers_what_the_first_account_says(fact: str, features: set[str]) -> None:
    assert any(features & chapter.notes.keys() for chapter in STORY), fact


def test_the_day_of_the_landing_is_put_right() -> None:
    (landing,) = [one for one in STORY[0].sentences if "capture-of-veracruz-1861" in one.features]
    assert numbers(landing.text[Language.EN]) == ["10", "17", "8"]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the story's tables to spoil."""
    for name in (CHAPTERS, SENTENCES):
        shutil.copy(TABLES / name, tmp_path / name)
    return tmp_path


def spoil(path: Path, row: int, column: str, value: str) -> None:
    """Put a value into a cell."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index(column)
    rows[row - 1][at] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def faults(tables: Path) -> tuple[Fault, ...]:
    with pytest.raises(RecordError) as caught:
        load_story(tables)
    return caught.value.faults


@pytest.mark.parametrize(
    ("file", "column", "value", "expected"),
    [
        (CHAPTERS, "order", "3", "1, the next number"),
        (CHAPTERS, "title_fr", "", "a text"),
        (CHAPTERS, "first", "1861-02-30", "a day from 1861-01-01 to 1867-12-31"),
        (CHAPTERS, "last", "1861-01-01", "a day not before 1861-07-17"),
        (CHAPTERS, "west", "-200", "a number from -180 to 180"),
        (CHAPTERS, "east", "-104", "a number above -103"),
        (CHAPTERS, "north", "11", "a number above 12"),
        (CHAPTERS, "layers", "events; rails", "ids of layers"),
        (CHAPTERS, "marks", "nowhere", f"ids of features that the chapter's sentences name in {SENTENCES}"),
        (SENTENCES, "chapter", "no-chapter", f"the id of a chapter in {CHAPTERS}"),
        (SENTENCES, "order", "2", "1, the next number"),
        (SENTENCES, "es", "", "a text"),
        (SENTENCES, "features", "a-feature;", "ids joined by '; '"),
        (SENTENCES, "sources", "", "ids joined by '; '"),
    ],
)
def test_a_bad_cell_is_named(tables: Path, file: str, column: str, value: str, expected: str) -> None:
    spoil(tables / file, 2, column, value)
    assert Fault(file, 2, column, value, expected) in faults(tables)


def test_a_repeated_or_empty_chapter_is_named(tables: Path) -> None:
    spoil(tables / CHAPTERS, 3, "id", "london-1861")
    found = faults(tables)
    assert Fault(CHAPTERS, 3, "id", "london-1861", "an id that no other row has") in found
    assert any(fault.value == "la-soledad-1862" and fault.file == SENTENCES for fault in found)


def test_missing_tables_and_columns_are_named(tables: Path) -> None:
    (tables / SENTENCES).unlink()
    (tables / CHAPTERS).write_text("id,order\n", encoding="utf-8")
    missing, wrong = faults(tables)
    assert (missing.file, missing.expected) == (SENTENCES, "the file, which is missing")
    assert (wrong.file, wrong.row, wrong.value) == (CHAPTERS, 1, "id,order")


def test_an_unknown_feature_is_named_with_its_row() -> None:
    (first, *_rest) = unknown_features(STORY, lambda feature: feature != "reform-war-ends")
    assert first == Fault(SENTENCES, 2, "features", "reform-war-ends", "the id of a feature of a layer")


def test_the_check_names_what_the_story_names_and_the_layers_lack(atlas: Atlas) -> None:
    features = {layer: loaded.features for layer, loaded in atlas.layers.items()}
    assert list(story_faults(STORY, features)) == []
    without = {**features, "events": [one for one in features["events"] if one["id"] != "reform-war-ends"]}
    first, *others = (finding.case for finding in story_faults(STORY, without))
    assert (first.table, first.row, first.column, first.found) == (SENTENCES, 2, "features", "reform-war-ends")
    (source,) = [case for case in others if case.column == "sources"]
    assert (source.table, source.row, source.found) == (SENTENCES, 2, "rivera-1861")
    assert source.expected == "sources of the features that the sentence names"


# The page


def chapter_of(app: AppTest) -> str:
    """Return the chapter that the address names, having made sure that the page shows it."""
    found = app.query_params["chapter"]
    asked = found if isinstance(found, str) else found[0]
    shown = next(chapter for chapter in STORY if chapter.id == asked)
    assert app.title[0].value == shown.title[Language(app.session_state["lang"])]
    return shown.id


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []


def test_the_story_opens_at_its_first_chapter() -> None:
    app = open_page("story")
    assert chapter_of(app) == STORY[0].id
    assert app.button(key="chapter-back").disabled
    assert not app.button(key="chapter-next").disabled


def test_next_and_back_lead_through_the_chapters() -> None:
    app = open_page("story")
    for chapter in STORY[1:]:
        press(app, "chapter-next")
        assert chapter_of(app) == chapter.id
    assert app.button(key="chapter-next").disabled
    press(app, "chapter-back")
    assert chapter_of(app) == STORY[-2].id


@pytest.mark.parametrize("chapter", STORY, ids=names)
def test_a_link_leads_to_any_chapter(chapter: Chapter) -> None:
    app = open_page("story", chapter=chapter.id)
    assert chapter_of(app) == chapter.id
    assert f"Chapter {chapter.number} of {len(STORY)}" in html_of(app)


def test_an_unknown_chapter_gets_a_notice_and_the_first() -> None:
    app = open_page("story", chapter="<b>waterloo</b>")
    assert chapter_of(app) == STORY[0].id
    (notice,) = [warning.value for warning in app.warning if "waterloo" in warning.value]
    assert STORY[0].title[Language.EN] in notice


def test_the_list_of_chapters_leads_to_one() -> None:
    app = open_page("story")
    renewed(app, "selectbox", "chapter-choice").set_value("queretaro-1867").run()
    assert chapter_of(app) == "queretaro-1867"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_is_told_in_each_language_with_links_to_its_notes(language: Language) -> None:
    app = open_page("story", chapter="puebla-1862")
    app.session_state["lang"] = language
    app.run()
    assert chapter_of(app) == "puebla-1862"
    chapter = STORY[2]
    told = html_of(app)
    for sentence in chapter.sentences:
        assert sentence.text[language] in told
    for feature, number in chapter.notes.items():
        assert told.count(f'data-mark="{feature}"') >= 2
        assert f">{number}</a>" in told
    assert f"mark=battle-of-puebla-1862&amp;lang={language}" in told


def test_a_chapter_leaves_the_readers_switches_and_day_alone() -> None:
    app = open_page()
    app.toggle(key="events").set_value(False).run()
    app.toggle(key="roads").set_value(True).run()
    before = {layer: app.session_state[layer] for layer in CATALOG}
    day = app.session_state["day"]
    app.switch_page("story.py").run()
    press(app, "chapter-next")
    app.switch_page("war.py").run()
    assert {layer: app.session_state[layer] for layer in CATALOG} == before
    assert renewed(app, "date_input", "date").value == day


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session on the page, with its chapter and address, without a page."""
    kept: dict[str, Any] = {"chapter": STORY[0].id, "turn": 4, "mark": None}
    monkeypatch.setattr(st, "session_state", kept)
    monkeypatch.setattr(st, "query_params", {})
    return kept


def hear(session: dict[str, Any], **report: object) -> None:
    number = session.get("heard-map-story", (None, 0))[1] + 1
    session["map-story"] = {"frame": 1, "sequence": number, "turn": 4, "selected": None, "tour": None, **report}
    page._hear(STORY)  # noqa: SLF001 - what the map's report does


def test_a_tour_goes_on_when_a_chapter_has_been_played(session: dict[str, Any]) -> None:
    session["touring"] = True
    hear(session, tour="done")
    assert (session["chapter"], session["touring"], session["turn"]) == (STORY[1].id, True, 5)
    assert st.query_params["chapter"] == STORY[1].id


@pytest.mark.parametrize(("chapter", "tour"), [(STORY[0].id, "stopped"), (STORY[-1].id, "done")])
def test_a_tour_ends_when_it_is_stopped_or_over(session: dict[str, Any], chapter: str, tour: str) -> None:
    session |= {"touring": True, "chapter": chapter}
    hear(session, tour=tour)
    assert (session["chapter"], session["touring"]) == (chapter, False)


def test_late_reports_change_nothing(session: dict[str, Any]) -> None:
    session["touring"] = True
    hear(session, tour="done", turn=3, selected="battle-of-puebla-1862")
    assert (session["chapter"], session["touring"], session["mark"]) == (STORY[0].id, True, None)


def test_a_mark_chosen_on_the_map_is_selected(session: dict[str, Any]) -> None:
    hear(session, selected="battle-of-puebla-1862")
    assert state.selected() == "battle-of-puebla-1862"


def test_a_note_opens_its_card_and_stops_the_tour(session: dict[str, Any]) -> None:
    session |= {"touring": True, "reader": SimpleNamespace(mark="moratorium-1861")}
    page._open_note()  # noqa: SLF001 - what the reader's click does
    assert (session["mark"], session["touring"], session["turn"]) == ("moratorium-1861", False, 5)


def test_a_note_of_no_feature_opens_nothing(session: dict[str, Any]) -> None:
    session["reader"] = SimpleNamespace(mark="<script>")
    page._open_note()  # noqa: SLF001 - what the reader's click does
    assert (session["mark"], session["turn"]) == (None, 4)


@pytest.mark.parametrize("chapter", STORY, ids=names)
def test_the_numbers_on_the_map_are_those_of_the_text(chapter: Chapter) -> None:
    told: Mapping[str, str] = page.map_notes(chapter)
    assert told.keys() == set(chapter.marks)
    assert all(str(chapter.notes[mark]) in numbers_at.split("·") for mark, numbers_at in told.items())


def test_the_tour_leaves_time_to_read(session: dict[str, Any]) -> None:
    for language in LANGUAGES:
        session["lang"] = language
        assert all(25 <= page.tour_seconds(chapter) <= 50 for chapter in STORY)
