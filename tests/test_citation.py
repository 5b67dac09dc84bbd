"""What a reader takes away of a mark: its citation in three forms, and the text of a report."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.catalog import DATA_VERSION
from geodata.publish.citation import as_bibtex, as_csl_json, as_text
from geodata.publish.current import current_atlas
from geodata.vocabulary import Language
from tests.open_page import open_page

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from geodata.atlas import Feature

PUEBLA = "battle-of-puebla-1862"
ADDRESS = f"https://atlas.example/war?mark={PUEBLA}"
HOSTILE = r"50 % of {Puebla} & \Orizaba_#1, $5 ~ x^2"
REPORTS = {
    Language.ES: ("Citar", "Error en"),
    Language.FR: ("Citer", "Erreur dans"),
    Language.EN: ("Cite this", "Mistake in"),
}
# Of the Citation Style Language's data schema, what a map may have.
CSL_NAMES = {"id", "type", "title", "container-title", "version", "issued", "URL", "language"}


@pytest.fixture
def feature() -> Feature:
    found = current_atlas().feature(PUEBLA)
    assert found
    return found


def titled(feature: Feature, title: str) -> Feature:
    return {**feature, "properties": {**feature["properties"], **{f"title_{one}": title for one in Language}}}


def parsed(entry: str) -> tuple[str, str, dict[str, str]]:
    """Read one entry as BibTeX does: its type, its key, and its fields, whose braces must balance."""
    head = re.match(r"@(\w+)\{([^\s,{}\\%#~]+),", entry)
    assert head, entry
    at, found = head.end(), {}
    while field := re.compile(r"\s*(\w+) = (?=\{)").match(entry, at):
        at = closing_brace(entry, field.end()) + 1
        found[field[1]] = entry[field.end() + 1 : at - 1]
        assert entry[at] in ",\n"
        at += entry[at] == ","
    assert entry[at:].strip() == "}"
    return head[1], head[2], found


def closing_brace(text: str, start: int) -> int:
    depth = 0
    for sign in re.finditer(r"\\.|[{}]", text[start:]):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if not depth:
            return start + sign.start()
    raise AssertionError(f"no brace closes {text[start:]}")


def as_typeset(text: str) -> str:
    """What TeX prints of a field."""
    names = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
    assert not re.search(r"[%&$#_~^]", re.sub(r"\\.", "", text))
    bare = re.sub(r"(?<!\\)[{}]", "", re.sub(r"\\(text\w+)\{\}", r"\\\1 ", text))
    return re.sub(r"\\(text\w+) |\\(.)", lambda found: names[found[1]] if found[1] else found[2], bare)


@pytest.mark.parametrize("language", Language)
def test_the_text_names_mark_version_and_address(feature: Feature, language: Language) -> None:
    text = as_text(feature, language=language, address=ADDRESS)
    assert "\n" not in text
    assert all(part in text for part in (feature["properties"][f"title_{language}"], DATA_VERSION, ADDRESS))


@pytest.mark.parametrize("language", Language)
def test_every_mark_has_an_entry_that_bibtex_reads(language: Language) -> None:
    for layer in current_atlas().layers.values():
        for feature in layer.features:
            kind, key, fields = parsed(as_bibtex(feature, language=language, address=ADDRESS))
            assert (kind, key) == ("misc", feature["id"])
            assert as_typeset(fields["title"]) == feature["properties"][f"title_{language}"]
            assert (fields["url"], fields["edition"]) == (ADDRESS, DATA_VERSION)
            assert fields["year"] == DATA_VERSION[:4]


def test_signs_with_a_meaning_in_tex_are_printed_as_they_stand(feature: Feature) -> None:
    entry = as_bibtex(titled(feature, HOSTILE), language=Language.EN, address=ADDRESS)
    assert as_typeset(parsed(entry)[2]["title"]) == HOSTILE


@pytest.mark.parametrize("language", Language)
def test_reference_managers_read_the_csl_item(feature: Feature, language: Language) -> None:
    (item,) = json.loads(as_csl_json(titled(feature, HOSTILE), language=language, address=ADDRESS))
    assert item.keys() <= CSL_NAMES
    assert (item["id"], item["type"], item["title"]) == (PUEBLA, "map", HOSTILE)
    assert (item["URL"], item["version"], item["language"]) == (ADDRESS, DATA_VERSION, language)
    assert item["issued"] == {"date-parts": [[int(DATA_VERSION[:4])]]}


def codes_under(app: AppTest, label: str) -> list[str]:
    (popover,) = (block for block in app.get("popover") if block.proto.popover.label == label)
    return [code.proto.code_text for code in popover.get("code")]


def query_of(text: str) -> dict[str, list[str]]:
    (address,) = re.findall(r"\S*\?\S*mark=\S+", text)
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("language", Language)
def test_the_card_offers_citation_and_report_in_the_readers_language(language: Language, feature: Feature) -> None:
    app = open_page(lang=language, mark=PUEBLA)
    (cite, report) = (block.proto.popover.label for block in app.get("popover"))
    begins = REPORTS[language]
    assert cite.startswith(begins[0])
    text, bibtex, csl = codes_under(app, cite)
    title = feature["properties"][f"title_{language}"]
    assert title in text
    assert as_typeset(parsed(bibtex)[2]["title"]) == title
    assert json.loads(csl)[0]["title"] == title
    (words,) = codes_under(app, report)
    assert words.startswith(begins[1])
    assert all(part in words for part in (title, PUEBLA, "events", DATA_VERSION))
    assert query_of(text) == query_of(words) == {"mark": [PUEBLA]}


def test_in_the_story_the_permanent_link_keeps_the_chapter() -> None:
    app = open_page("story", lang="en", chapter="puebla-1862", mark=PUEBLA)
    text = codes_under(app, "Cite this")[0]
    assert query_of(text) == {"chapter": ["puebla-1862"], "mark": [PUEBLA]}
