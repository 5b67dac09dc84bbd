"""Every string that a page shows comes from a catalogue, the vocabulary or the record in the reader's language.

The pages are run in a language of their own: every text that passes through a catalogue, the vocabulary, the layers'
titles or the table of phrases comes back between marks. What a page shows without marks must be a name, a title, a text
or a citation of the record, or stand in the short list of what is the same in every language.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from babel import Locale
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1.element_tree import Block

import geodata.locale
from geodata import vocabulary
from geodata.catalog import LayerEntry
from geodata.close_ups import load_close_ups
from geodata.phrases import load_phrases
from geodata.publish.current import FOLDER_VARIABLE, current_atlas
from geodata.series import load_strengths
from geodata.sources import load_sources
from geodata.story import load_story
from geodata.vocabulary import Language
from pages.parts import words
from tests.open_page import MAIN, PAGES, open_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from streamlit.testing.v1.element_tree import Node

MAPPING = Path(__file__).parents[1] / "geodata" / "mapping"

SAME_EVERYWHERE = {
    "BibTeX": "the name of a format",
    "CSL-JSON": "the name of a format",
    "EDTF": "the name of a format",
    "Español": "a language's own name",
    "Français": "a language's own name",
    "English": "a language's own name",
    "Idioma": "the choice of language, named in all three",
    "Langue": "the choice of language, named in all three",
    "Language": "the choice of language, named in all three",
    "OpenStreetMap": "a name",
    "YYYY-MM-DD": "how Streamlit is told to write a day",
    "chapter": "a parameter of the address",
    "lang": "a parameter of the address",
    "step": "a parameter of the address",
    "date": "a parameter of the address",
    "to": "as above",
    "view": "as above",
    "month": "a value of a parameter of the address",
    "week": "what the test asks the address for",
    "nowhere": "what the test asks the address for",
}

NOT_SHOWN = frozenset(
    {
        *("id", "key", "element_id", "form_id", "icon", "url", "color", "format", "group_id", "hash", "help_icon"),
        *(
            "anchor",
            "type",
            "user_key",
            "page_script_hash",
            "query_param_key",
            "uuid",
            "tag",
            "styles",
            "cell_selection",
        ),
    },
)
"""Fields of Streamlit's messages whose text no reader sees."""

UNSEEN = frozenset({"component_instance", "bidi_component"})
"""Components with a frame or a script of their own; the map's words are held by other tests."""


def mark(text: str) -> str:
    return f"⟦{text}⟧"


class Marking:
    """A catalogue that marks every text."""

    def gettext(self, text: str) -> str:
        return mark(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return mark(one if count == 1 else many)


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {kind: {key: tuple(map(mark, said)) for key, said in known.items()} for kind, known in _vocabulary()}
    plain = LayerEntry.titles.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(sys, "path", [str(MAIN.parents[1]), *sys.path])
    monkeypatch.setattr(geodata.locale, "translations", lambda _language: Marking())
    monkeypatch.setattr(vocabulary, "NAMES", names)
    monkeypatch.setattr(
        LayerEntry, "titles", property(lambda entry: {tongue: mark(said) for tongue, said in plain(entry).items()})
    )
    monkeypatch.setattr(words, "phrase", lambda text, **_language: mark(text) if text in load_phrases() else text)


def _vocabulary() -> list[tuple[Any, dict[str, tuple[str, str, str]]]]:
    return list(vocabulary.NAMES.items())


@cache
def record() -> frozenset[str]:
    """Texts of the record as a reader of Spanish reads them: names, titles, descriptions, citations, the story."""
    found: set[str] = set()
    for layer in current_atlas().layers.values():
        for feature in layer.features:
            properties = feature["properties"]
            zone, _colon, strength = properties["title_es"].rpartition(":")  # as a phase of a zone is titled
            found |= {zone, strength}
            found |= {str(properties.get(key) or "") for key in ("title_es", "description_es", "place_name_es", "note")}
            found.add(str(properties.get("force_name_es") or ""))
            for told in (properties, *(properties.get("belligerents") or ())):
                found |= {name for key in ("commanders", "leaders") for name in told.get(key) or ()}
            found |= {reference["locator"] for reference in properties["sources"]}
            found |= {account.get("locator") or "" for account in properties["disputed"]}
            found |= {stop[key] or "" for stop in properties.get("stops") or () for key in ("place_name_es", "note")}
    found |= {source.citation for source in load_sources().values()} | {row.note for row in load_strengths()}
    for chapter in load_story():
        found |= {chapter.title[Language.ES], *(sentence.text[Language.ES] for sentence in chapter.sentences)}
    found |= {force.name_es for force in current_atlas().forces().values()}
    for close_up in load_close_ups().values():
        found |= {sentence.text[Language.ES] for sentence in close_up.sentences}
    return frozenset(text.strip() for text in found if text.strip())


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted((text for text in record() if len(text) > 2), key=len, reverse=True))


@cache
def _calendar() -> re.Pattern[str]:
    months = Locale("es").months
    named = {name for width in ("wide", "abbreviated") for name in months["format"][width].values()}
    return re.compile(rf"\b({'|'.join(sorted(named, key=len, reverse=True))}|de)\b")


@cache
def unmarked(text: str) -> str:
    """What of a shown text is neither marked nor the record's, nor a date, nor the same everywhere."""
    left = re.sub(r":material/\w+:|\S*\?\S*\bmark=\S+|https?://\S+|\\(?=\W)", "", text)
    while "⟦" in left and (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", left)) != left:
        left = shorter
    for known in _longest_first() if _says_something(left) else ():
        left = left.replace(known, " ")
    left = _calendar().sub(" ", left)
    for same in SAME_EVERYWHERE:
        left = re.sub(rf"\b{re.escape(same)}\b", " ", left)
    return " ".join(left.split()) if _says_something(left) else ""


def _says_something(text: str) -> bool:
    return re.search(r"[^\W\d_]", text) is not None


class Shown(HTMLParser):
    """The texts of a piece of HTML, and of its attributes that readers meet."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"style", "script", "code"}
        self.texts += [text for name, text in attrs if name in {"title", "alt", "aria-label"} and text]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "script", "code"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def texts_of(node: Node) -> Iterator[str]:
    """Every text that a page shows below a node."""
    if isinstance(node, Block):
        if node.proto is not None:
            yield from message_texts(node.proto)
        for child in node.children.values():
            yield from texts_of(child)
        return
    proto = node.proto
    name = node.type
    if name in UNSEEN:
        return
    if name == "html":
        yield from Shown(proto.body).texts
    elif name in {"arrow_data_frame", "dataframe"}:
        yield from table_texts(proto)
    elif name.endswith("vega_lite_chart"):
        yield from chart_texts(proto)
    elif name == "code":
        yield from (line for line in proto.code_text.splitlines() if not re.match(r"[@\[\]{}\s]", line))
    else:
        yield from message_texts(proto)
        yield from placeholders(proto)


def message_texts(message: Any) -> Iterator[str]:  # noqa: ANN401 - a message of Streamlit's
    for field, value in message.ListFields():
        if field.name in NOT_SHOWN:
            continue
        several = value if field.is_repeated else [value]
        for one in several:
            if isinstance(one, str):
                yield one
            elif hasattr(one, "ListFields"):
                yield from message_texts(one)


def placeholders(proto: Any) -> Iterator[str]:  # noqa: ANN401 - a message of Streamlit's
    """Streamlit writes its own English into an empty choice that has no word of ours."""
    fields = proto.DESCRIPTOR.fields_by_name
    if {"placeholder", "options", "default"} <= set(fields) and not proto.placeholder:
        chosen = bool(proto.default) if fields["default"].is_repeated else proto.HasField("default")
        yield from () if chosen else ("no placeholder",)


def table_texts(proto: Any) -> Iterator[str]:  # noqa: ANN401 - a message of Streamlit's
    data = proto.arrow_data
    cells = convert_arrow_bytes_to_pandas_df(data.styler.display_values or data.data)
    shown = convert_arrow_bytes_to_pandas_df(data.data)
    yield from map(str, shown.columns)
    for column in cells.columns:
        yield from {str(cell) for cell in cells[column] if isinstance(cell, str)}
    for column in json.loads(proto.columns or "{}").values():
        yield from (str(column[key]) for key in ("label", "help") if column and column.get(key))


def chart_texts(proto: Any) -> Iterator[str]:  # noqa: ANN401 - a message of Streamlit's
    spec = json.loads(proto.spec)
    yield from _said_in(spec)
    tips = set(_fields_of_tooltips(spec))
    for dataset in proto.datasets:
        table = convert_arrow_bytes_to_pandas_df(dataset.data.data)
        for column in tips & set(table.columns):
            yield from {cell for cell in table[column] if isinstance(cell, str)}


def _said_in(spec: object) -> Iterator[str]:
    for key, value in spec.items() if isinstance(spec, dict) else ():
        if key == "title" and isinstance(value, str):
            yield value
        elif key == "labelExpr":
            for said in json.loads(re.match(r"\((.*)\)\[datum.value\]$", value)[1]).values():  # type: ignore[index]
                yield said if isinstance(said, str) else " ".join(said)
        else:
            yield from _said_in(value)
    for part in spec if isinstance(spec, list) else ():
        yield from _said_in(part)


def _fields_of_tooltips(spec: object) -> Iterator[str]:
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key == "tooltip" and isinstance(value, list):
                yield from (tip["field"] for tip in value)
            yield from _fields_of_tooltips(value)
    elif isinstance(spec, list):
        for part in spec:
            yield from _fields_of_tooltips(part)


def faults(texts: Iterable[str]) -> set[str]:
    return {f"{left!r} in {text[:120]!r}" for text in set(texts) if (left := unmarked(text))}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_no_text_of_its_own(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    page_of = st.Page

    def named(path: Path, **options: Any) -> Any:  # noqa: ANN401 - Streamlit's
        titles.append(options["title"])
        return page_of(path, **options)

    monkeypatch.setattr(st, "Page", named)
    monkeypatch.setattr(st, "set_page_config", lambda **settings: titles.append(settings["page_title"]))
    app = open_page(page, lang="es", mark="monterrey-1864", step="week", view="nowhere")
    texts = [text for root in app._tree.children.values() for text in texts_of(root)]  # noqa: SLF001 - no other way
    assert len(texts) > 20
    assert faults([*texts, *titles]) == set()


def test_what_is_found_and_what_is_not_is_said_in_words() -> None:
    for asked in ("puebla", "no such thing"):
        app = open_page(lang="es")
        app.text_input(key="find").set_value(asked).run()
        texts = [text for root in app._tree.children.values() for text in texts_of(root)]  # noqa: SLF001 - as above
        assert faults(texts) == set()


def test_a_layer_that_cannot_be_read_is_named_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    app = open_page("about", lang="es")
    assert app.warning
    left = {unmarked(notice.value.replace(".geojson", "")) for notice in app.warning}
    assert left == {""}


@pytest.mark.parametrize("script", sorted(MAPPING.glob("*.js")), ids=lambda path: path.name)
def test_the_maps_scripts_say_nothing_of_their_own(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    told = re.findall(
        r"""(?:\btext:|\.textContent\s*=|\.innerText\s*=|\btitle:|\.title\s*=|\balt:|\bplaceholder:|"aria-label"[:,]|"""
        r"""fillText\()\s*(["'`])(.*?)\1""",
        source,
    )
    assert [text for _quote, text in told if _says_something(re.sub(r"\$\{[^}]*\}", "", text))] == []
