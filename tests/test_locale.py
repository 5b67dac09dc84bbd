"""Every text of the interface is there in Spanish, French and English, and none is left over."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from geodata.catalog import CATALOG
from geodata.locale import CATALOGUES, translator
from geodata.mapping.timemap import browser_config
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "geodata" / "mapping").glob("*.js"))
LANGUAGES = list(Language)


def texts_in_code() -> Iterator[str]:
    for folder in ("pages", "geodata"):
        for path in (ROOT / folder).rglob("*.py"):
            for _line, text, _comments, _context in extract_from_file("python", path, keywords={"_": None}):
                assert isinstance(text, str)
                yield text


def catalogue(language: Language) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.value)


def entries(language: Language) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue(language) if message.id}


def keys_said_by_scripts() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    said = set(re.findall(r'(?:\bsay|\bwarn|\bnotify|this\.name)\((?:this\.\w+, |button, )?"([\w-]+)"', source))
    said |= set(re.findall(r'\], "(\w+)"\],', source))
    said |= set(re.findall(r'\bbutton\("(\w+)"', source))
    said |= set(re.findall(r'\? "(\w+)" : "(\w+)", \{ count \}', source)[0])
    speeds = re.search(r"SPEEDS = \[([\d, ]+)\]", source)
    assert speeds
    return said | {f"speed_{days}" for days in speeds[1].split(", ")} | {"pause"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_in_the_catalogue(language: Language) -> None:
    texts = set(texts_in_code())
    assert len(texts) > 100
    assert texts - entries(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_of_the_catalogue_is_unused(language: Language) -> None:
    assert entries(language).keys() - set(texts_in_code()) == set()
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty_or_doubtful(language: Language) -> None:
    assert [text for text, said in entries(language).items() if not said.strip()] == []
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_for_values(language: Language) -> None:
    def places(text: str) -> Counter[str]:
        return Counter(re.findall(r"\{\w*\}", text))

    assert {text: said for text, said in entries(language).items() if places(text) != places(said)} == {}


def test_english_says_what_the_code_says() -> None:
    assert {text: said for text, said in entries(Language.EN).items() if text != said} == {}


@pytest.mark.parametrize("language", [Language.ES, Language.FR])
def test_long_texts_are_translated(language: Language) -> None:
    assert [text for text, said in entries(language).items() if text == said and len(text.split()) > 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translator_speaks_the_catalogue(language: Language) -> None:
    assert {text: translator(language)(text) for text in entries(language)} == entries(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_has_a_word_for_all_that_its_scripts_say(language: Language) -> None:
    strings = browser_config()["strings"][language.value]
    said = keys_said_by_scripts()
    assert said - strings.keys() == set()
    assert strings.keys() - said == set()
    assert all(text.strip() for text in strings.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_layer_has_a_title(language: Language) -> None:
    titles = [entry.titles[language] for entry in CATALOG.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
