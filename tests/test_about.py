"""The page about the atlas: its method with the measures of the code, its sources, and what is not known."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from geodata.atlas import Atlas
from geodata.catalog import DATA_VERSION
from geodata.dates import PADDING_DAYS
from geodata.measures import BESIDE_KM, GROUND_KM, PACE
from geodata.record.rules import RULES, Group
from geodata.unknowns import QUESTIONS, Share, days_unaccounted, disputed, legs_supposed, load_questions
from geodata.vocabulary import Language, Mode
from pages.parts import bibliography, unknowns
from pages.parts.text import escape
from tests.open_page import html_of, open_page
from tests.small_atlas import atlas_of, mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

HEADINGS: Mapping[Language, list[str]] = {
    Language.EN: [
        "How it is made",
        "What is not known",
        "Sources, and how many marks rest on each",
        "Licence",
        "How to cite",
        "How to correct it",
    ],
    Language.FR: ["Comment il est fait"],
    Language.ES: ["Cómo está hecho"],
}


def text_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_the_page_has_its_parts_and_tells_the_measures_of_the_code() -> None:
    app = open_page("about")
    assert [heading.value for heading in app.header] == HEADINGS[Language.EN]
    assert {"Dates and doubt", "Routes", "Territory", "Positions", "Open questions"} <= {
        it.value for it in app.subheader
    }
    told = text_of(app)
    assert f"widens a day by {PADDING_DAYS.days} days" in told
    assert f"within {BESIDE_KM} km of a road's straight stretch" in told
    assert f"{PACE[Mode.MARCH]} km a day by land, {PACE[Mode.SEA]} by sea and {PACE[Mode.MIXED]} by both" in told
    assert f"two days’ march of it ({GROUND_KM} km)" in told
    assert any(DATA_VERSION in code.value for code in app.code)


@pytest.mark.parametrize("language", Language)
def test_every_open_question_is_shown_in_the_readers_language(language: Language) -> None:
    app, atlas = open_page("about", lang=language), Atlas.load()
    assert HEADINGS[language][0] in [heading.value for heading in app.header]
    shown = html_of(app)
    for question in load_questions():
        for subject in question.subjects:
            feature = atlas.feature(subject)
            assert feature is None or escape(feature["properties"][f"title_{language}"]) in shown
            assert feature is None or f'data-mark="{subject}"' in shown


def test_every_rule_on_agreement_has_a_question() -> None:
    rules = [rule.name for rule in RULES.values() if rule.group is Group.AGREE]
    wordings = [unknowns.asked(rule) for rule in rules]
    assert unknowns.asked("no-such-rule") not in wordings
    assert len(set(wordings)) == len(rules)


def test_the_questions_are_those_of_the_table(tmp_path: Path) -> None:
    with QUESTIONS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(question.rule, question.since) for question in load_questions()] == [(r["rule"], r["since"]) for r in rows]
    other = tmp_path / "open_questions.csv"
    assert load_questions(other) == ()
    other.write_text(
        "rule,subject,found,since\nevent-once,one-1862+two-1862,,1\npace,ride-1863/4,,1\n", encoding="utf-8"
    )
    assert [question.subjects for question in load_questions(other)] == [("one-1862", "two-1862"), ("ride-1863",)]


def test_marks_are_counted_by_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cited = [{"id": "bancroft", "locator": "1"}, {"id": "bancroft", "locator": "2"}, {"id": "niox", "locator": ""}]
    marks = [mark("one", sources=cited), mark("two", sources=cited[:1]), mark("three", sources=[])]
    seen = [mark("fort", sources=[], today_sources=[{"id": "museum", "locator": ""}])]
    small = atlas_of(tmp_path, {"events": marks, "puebla": seen})
    monkeypatch.setattr(bibliography, "current_atlas", lambda: small)
    assert bibliography.marks_by_source() == {"bancroft": 2, "niox": 1, "museum": 1}


def test_days_are_unaccounted_for_if_no_march_and_no_stay_has_them(tmp_path: Path) -> None:
    whole = atlas_of(tmp_path, {"force_stations": []})
    force = next(iter(whole.forces().values()))
    life = (force.last - force.first).days + 1
    total = days_unaccounted(whole)
    assert total.ratio == 1
    days = {"start": force.first.isoformat(), "end": force.first.isoformat()}
    stays = [mark("stay", force=force.id, **days), mark("stay-again", force=force.id, **days)]
    found = days_unaccounted(atlas_of(tmp_path, {"force_stations": stays}))
    assert (found.part, found.whole) == (total.part - 1, total.whole)
    stays = [mark("stay", force=force.id), mark("part", force=force.id, detachment=True, **days)]
    assert days_unaccounted(atlas_of(tmp_path, {"force_stations": stays})).part == total.part - life


def test_supposed_ways_and_differing_accounts_are_counted(tmp_path: Path) -> None:
    line = ((-98.2, 19.0), (-99.1, 19.4))
    legs = [{"road": road, "from_vertex": 0, "to_vertex": 1} for road in ("known", "supposed", "sea", "known")]
    marched = [mark("march", at=line, legs=legs, disputed=[{"property": "start"}]), mark("other", at=line, legs=[])]
    small = atlas_of(tmp_path, {"troop_movements": marched})
    assert legs_supposed(small) == Share(1, 3)
    assert disputed(small) == 1
    assert Share(0, 0).ratio == 0
