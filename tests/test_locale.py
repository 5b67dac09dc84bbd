"""Every text of the interface is there in Spanish, French and English, and none is left over."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from geodata.catalog import CATALOG
from geodata.locale import CATALOGUES, plural_translator, translator
from geodata.mapping.timemap import browser_config
from geodata.vocabulary import Language
from pages.parts import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "geodata" / "mapping").glob("*.js"))
LANGUAGES = list(Language)


KEYWORDS: dict[str, Any] = {"_": None, "n_": (1, 2)}

Text = str | tuple[str, ...]


def texts_in_code() -> Iterator[Text]:
    """Every text of the code that is shown; of one that counts, the forms for one and for several."""
    for folder in ("pages", "geodata"):
        for path in (ROOT / folder).rglob("*.py"):
            for _line, text, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
                assert isinstance(text, str | tuple)
                yield text


def catalogue(language: Language) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.value)


def entries(language: Language) -> dict[Text, Text]:
    return {_text(message.id): _text(message.string) for message in catalogue(language) if message.id}


def _text(said: str | Sequence[str] | None) -> Text:
    return said if isinstance(said, str) else tuple(said or ())


def forms(text: Text) -> tuple[str, ...]:
    """One form, or of a text that counts both."""
    return (text,) if isinstance(text, str) else text


def keys_said_by_scripts() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    said = set(re.findall(r'(?:\bsay|\bwarn|\bnotify|this\.name)\((?:this\.\w+, |button, )?"([\w-]+)"', source))
    said |= set(re.findall(r'\], "(\w+)"\],', source))
    said |= set(re.findall(r'\bbutton\("(\w+)"', source))
    counted = re.findall(r'words\.count\("(\w+)"', source)
    said |= {form for key in counted for form in (key, f"{key}_one")}
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
    assert [text for text, said in entries(language).items() if not all(form.strip() for form in forms(said))] == []
    assert [text for text, said in entries(language).items() if len(forms(text)) != len(forms(said))] == []
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_for_values(language: Language) -> None:
    def places(text: Text) -> list[Counter[str]]:
        return [Counter(re.findall(r"\{\w*\}", form)) for form in forms(text)]

    assert {text: said for text, said in entries(language).items() if places(text) != places(said)} == {}


def test_english_says_what_the_code_says() -> None:
    assert {text: said for text, said in entries(Language.EN).items() if text != said} == {}


@pytest.mark.parametrize("language", [Language.ES, Language.FR])
def test_long_texts_are_translated(language: Language) -> None:
    assert [text for text, said in entries(language).items() if text == said and len(forms(text)[0].split()) > 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translator_speaks_the_catalogue(language: Language) -> None:
    def speak(text: Text) -> Text:
        if isinstance(text, str):
            return translator(language)(text)
        return tuple(plural_translator(language)(text[0], text[1], count) for count in (1, 2))

    assert {text: speak(text) for text in entries(language)} == entries(language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, ["0 marks", "1 mark", "2 marks", "1,234 marks"]),
        (Language.ES, ["0 marcas", "1 marca", "2 marcas", "1234 marcas"]),
        (Language.FR, ["0 repère", "1 repère", "2 repères", "1\N{NARROW NO-BREAK SPACE}234 repères"]),
    ],
)
def test_what_is_counted_is_said_in_the_form_that_the_number_asks_for(
    monkeypatch: pytest.MonkeyPatch, language: Language, said: list[str]
) -> None:
    monkeypatch.setattr(words, "language", lambda: language)
    assert [words.n_("{count} mark", "{count} marks", count) for count in (0, 1, 2, 1234)] == said


def test_no_text_counts_without_a_form_for_one() -> None:
    assert [text for text in texts_in_code() if isinstance(text, str) and "{count}" in text] == [
        "Chapter {number} of {count}"
    ]


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
