"""Every text that the record has in English only has its Spanish and French, with the same numbers, and is shown."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from geodata.catalog import CATALOG, LAYERS
from geodata.phrases import PHRASES, load_phrases, phrase
from geodata.series import load_strengths
from geodata.vocabulary import Language, Side
from pages.parts import card, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEXTS = ("strength", "losses", "outcome", "opposing", "campaign", "garrison", "today_note")
PEOPLE = ("commanders", "leaders")
TRANSLATED = (Language.ES, Language.FR)
NUMBER = re.compile(r"\d[\d,]*")
DATE = re.compile(r"\d{4}(-\d\d){0,2}[~?%]?")
NAME = re.compile(
    r"((([dL]['’])?[A-ZÀ-ÖØ-Þ][\w.]*(['’](?!s\b)\w+)?(-\w+)?|de|del|la|las|los|y|von|van|der|du|des)(; | |$))+",
)
AT_SEA = re.compile(r"(?i)(off|north|south|east|west|strait|middle|northern)\b|.* (channel|sea)\b")
NO_BREAK = "\N{NO-BREAK SPACE}"


@cache
def features() -> tuple[Mapping[str, Any], ...]:
    layers = (json.loads((LAYERS / entry.file).read_bytes()) for entry in CATALOG.values())
    return tuple(feature["properties"] for layer in layers for feature in layer["features"])


def texts(properties: Mapping[str, Any]) -> Iterator[str]:
    for told in (properties, *(properties.get("belligerents") or ())):
        yield from (told.get(key) or "" for key in TEXTS)
    if properties["layer"] != "force_stations":
        yield properties.get("force") or ""
    for account in properties["disputed"]:
        yield account["value"]
        yield account["property"] if " " in account["property"] else ""


def people(properties: Mapping[str, Any]) -> Iterator[str]:
    for told in (properties, *(properties.get("belligerents") or ())):
        for key in PEOPLE:
            yield from told.get(key) or ()


def places(properties: Mapping[str, Any]) -> Iterator[str]:
    """Where a mark or a stop is; towns have one name, points at sea are said in words."""
    yield properties.get("place_name_en") or ""
    yield from (stop["place_name_en"] for stop in properties.get("stops") or ())


def is_same_everywhere(text: str) -> bool:
    dates = all(DATE.fullmatch(part) for part in text.split("/"))
    return not text or dates or bool(NUMBER.fullmatch(text)) or text in set(Side)


def scopes() -> set[str]:
    """Of what the statements of the page of numbers are."""
    return {row.scope for row in load_strengths() if row.scope}


def shown() -> set[str]:
    kinds = (texts, people, places)
    told = {text for properties in features() for kind in kinds for text in kind(properties)}
    return told | scopes()


def needed() -> set[str]:
    said = scopes() | {text for properties in features() for text in texts(properties) if not is_same_everywhere(text)}
    named = {text for properties in features() for text in people(properties)}
    said |= {text for properties in features() for text in places(properties) if AT_SEA.match(text)}
    return said | {text for text in named if not NAME.fullmatch(text)}


def rows() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def digits(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d", text))


def test_every_phrase_of_the_layers_is_translated() -> None:
    assert len(needed()) > 1000
    assert sorted(needed() - load_phrases().keys()) == []


def test_every_translation_is_shown() -> None:
    assert sorted(load_phrases().keys() - shown()) == []


def test_no_cell_is_empty_and_no_phrase_is_there_twice() -> None:
    assert [row for row in rows() if not all(cell.strip() == cell != "" for cell in row.values())] == []
    assert [text for text, count in Counter(row["en"] for row in rows()).items() if count > 1] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_agree(language: Language) -> None:
    assert [row for row in rows() if digits(row["en"]) != digits(row[language])] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_are_grouped_as_the_language_does(language: Language) -> None:
    for row in rows():
        for grouped in re.findall(r"\d{1,3}(?:,\d{3})+", row["en"]):
            assert phrase(grouped, language=language) in row[language], row["en"]
        assert not re.search(r"\d[,. ]\d{3}", row[language]), row[language]


def test_french_keeps_its_marks_on_the_line() -> None:
    assert [row["fr"] for row in rows() if re.search(rf"[^{NO_BREAK}][;:!?»]|«[^{NO_BREAK}]|'", row["fr"])] == []


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("2 guns", Language.EN, "2 guns"),
        ("2 guns", Language.FR, "2 canons"),
        ("2 guns", "es", "2 cañones"),
        ("a text nobody translated", Language.FR, "a text nobody translated"),
        ("6,000", Language.EN, "6,000"),
        ("6,000", Language.FR, f"6{NO_BREAK}000"),
        ("6,000", Language.ES, "6000"),
        ("12,000", Language.ES, f"12{NO_BREAK}000"),
        ("250", Language.FR, "250"),
        ("1863", Language.FR, "1863"),
        ("1863-03-16", Language.ES, "1863-03-16"),
        ("", Language.ES, ""),
    ],
)
def test_phrase(text: str, language: Language | str, said: str) -> None:
    assert phrase(text, language=language) == said


@pytest.mark.parametrize("language", Language)
def test_a_card_says_phrases_in_the_readers_language(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (card, words):
        monkeypatch.setattr(module, "language", lambda: language)
    (station, *_others) = (properties for properties in features() if properties["layer"] == "force_stations")
    (marched, *_others) = (properties for properties in features() if properties.get("outcome") == "Bagdad taken")
    assert f"<dd>{station[f'force_name_{language}']}</dd>" in card.card_html(station)
    assert f"<dd>{phrase('Bagdad taken', language=language)}</dd>" in card.card_html(marched)


def test_several_phrases_are_joined_as_the_language_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: Language.FR)
    assert words.phrase_in_words(["Maximilian", "Martin (killed)"]) == f"Maximilien{NO_BREAK}; Martin (tué)"
    assert words.phrase_in_words(None) == words.phrase_in_words([]) == ""
