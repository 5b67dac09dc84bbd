"""The card of the selected mark: what, when, where, who, how surely, and who says so."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geodata.date_words import between_in_words, doubt_in_words
from geodata.publish.formats import file_name
from geodata.sources import load_sources
from geodata.vocabulary import Certainty, Evidence, Road, RoadKind, Side, Today, in_languages, name
from pages.parts.citing import offer_citation, offer_report
from pages.parts.text import BETWEEN_SOURCES, escape, link
from pages.parts.tones import colour_of
from pages.parts.words import _, colon, language, number, phrase_in_words, span_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.atlas import Feature
    from geodata.sources import Source

__all__ = ["card_html", "show_card"]
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}[~?%]?")


def show_card(feature: Feature | None, *, otherwise: str = "") -> None:
    """Show a feature's card, or how to get one, and `otherwise` below it: one element, gone as the card comes."""
    if feature is None:
        hint = _("Choose a mark on the map or a line of the list to read about it here.")
        st.html(f'<p class="card-hint">{escape(hint)}</p>{otherwise}')
        return
    with st.container(key="card"):
        st.html(card_html(feature["properties"]))
        offer_citation(feature)
        offer_report(feature)


def card_html(properties: Mapping[str, Any]) -> str:
    """Return the card of a feature as HTML, every text from data escaped."""
    tongue = language().value
    download = _("Download this mark (GeoJSON)")
    whole = _("Show the whole card")
    parts = [
        f"<h3>{escape(properties[f'title_{tongue}'])}</h3>",
        f'<p class="when">{_when(properties)}</p>',
        f'<label class="card-fold"><input type="checkbox"> {escape(whole)}</label>',
        _paragraph(properties.get(f"description_{tongue}")),
        _belligerents(properties.get("belligerents") or []),
        _facts(properties),
        _today(properties),
        _notes(properties),
        _source_list(properties),
        (
            f'<p class="card-links"><a href="atlas/features/{escape(properties["id"])}.geojson" '
            f'download="{escape(file_name(properties["id"]))}">{escape(download)}</a></p>'
        ),
    ]
    return f'<article class="card" data-feature="{escape(properties["id"])}">{"".join(parts)}</article>'


def _when(properties: Mapping[str, Any]) -> str:
    start, end = properties["start"], properties["end"]
    days = days_by_account(properties)
    words = between_in_words(*days, language=language()) if days else span_in_words(start, end)
    doubts = [] if days else _doubts(properties)
    code = start if start == end else f"{start}/{end}"
    aside = f" <small>({escape('; '.join(doubts))})</small>" if doubts else ""
    edtf = f' <code title="EDTF">{escape(code)}</code>' if code.strip("/") else ""
    return f"{escape(words)}{aside}{edtf}"


def days_by_account(properties: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and the last of the days that accounts give for what the record itself dates only about."""
    start = properties["start"]
    if start != properties["end"] or not start.endswith("~"):
        return None
    said = [account["value"] for account in properties["disputed"] if account["property"] == "start"]
    days = {date.fromisoformat(text) for text in (start.rstrip("~"), *said) if _DAY.fullmatch(text)}
    return (min(days), max(days)) if len(days) > 1 else None


def _doubts(properties: Mapping[str, Any]) -> list[str]:
    """Return between which days a vague start and a vague end must lie; once if they are the same."""
    ends = {properties[end]: end for end in ("end", "start") if properties[end]}
    limits = {text: [properties[f"{end}_{limit}"] for limit in ("earliest", "latest")] for text, end in ends.items()}
    doubts = (
        doubt_in_words(text, *map(date.fromisoformat, days), language=language())
        for text, days in reversed(limits.items())
    )
    return [doubt for doubt in doubts if doubt]


def _paragraph(text: str | None) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _belligerents(sides: list[Mapping[str, Any]]) -> str:
    return "".join(
        f'<section class="side" style="--side:{colour_of(side["side"])}">'
        f"<h4>{escape(_side(side['side']))}</h4>{_definitions(_of_belligerent(side))}</section>"
        for side in sides
    )


def _of_belligerent(side: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield _("Commanders"), phrase_in_words(side.get("commanders"))
    yield _("Strength"), phrase_in_words(side.get("strength"))
    yield _("Losses"), phrase_in_words(side.get("losses"))


def _facts(properties: Mapping[str, Any]) -> str:
    return _definitions(_of_feature(properties))


def _of_feature(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if properties.get("road"):
        yield _("Kind"), _road(properties)
        yield _("By way of"), properties[f"through_{language()}"]
    yield _("Place"), in_languages(properties, "place_name")[language()]
    if not properties.get("belligerents") and properties.get("side"):
        yield _("Side"), _side(properties["side"])
    if properties.get("victor"):
        yield _("Victor"), _side(properties["victor"])
    yield _("Force"), _force(properties)
    if not properties.get("belligerents"):
        yield _("Commanders"), phrase_in_words(properties.get("commanders"))
    yield _("Leaders"), phrase_in_words(properties.get("leaders"))
    yield _("Against"), phrase_in_words(properties.get("opposing"))
    yield _("Strength"), phrase_in_words(properties.get("strength"))
    yield _("Losses"), phrase_in_words(properties.get("losses"))
    yield _("Garrison"), phrase_in_words(properties.get("garrison"))
    yield _("Campaign"), phrase_in_words(properties.get("campaign"))
    yield _("Outcome"), phrase_in_words(properties.get("outcome") or properties.get("result"))
    yield _("Certainty"), _certainty(properties)
    if properties.get("position_km"):
        yield _("Position"), _("within about {km} km").format(km=number(properties["position_km"]))


def _road(properties: Mapping[str, Any]) -> str:
    words = [name(RoadKind(properties["kind"]), language=language())]
    if properties["road"] == Road.SUPPOSED:
        words.append(name(Road.SUPPOSED, language=language()))
    return ", ".join(words)


def _force(properties: Mapping[str, Any]) -> str:
    """Return the force's name: of a stay the force's own, of a movement what marched."""
    if properties["layer"] == "force_stations":
        return str(properties[f"force_name_{language()}"])
    return phrase_in_words(properties.get("force"))


def _certainty(properties: Mapping[str, Any]) -> str:
    words = [name(Certainty(properties["certainty"]), language=language())]
    if properties["evidence"] == Evidence.RECALLED:
        words.append(_("from memory, no page seen yet"))
    return ", ".join(words)


def _today(properties: Mapping[str, Any]) -> str:
    """Return what became of a thing of the close-ups, and who says so; nothing where that is not on record."""
    if not properties.get("today"):
        return ""
    heading = _("Today")
    became = properties["today"]
    state = name(Today(became), language=language()) if became in set(Today) else became
    note = phrase_in_words(properties["today_note"])
    cited = BETWEEN_SOURCES.join(_cited(reference) for reference in properties["today_sources"])
    return (
        f'<section class="today"><h4>{escape(heading)}</h4>'
        f"<p><b>{escape(state)}</b>. {escape(note)} <small>({cited})</small></p></section>"
    )


def _definitions(rows: Iterator[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in rows if text)
    return f"<dl>{items}</dl>" if items else ""


def _notes(properties: Mapping[str, Any]) -> str:
    disputed = "".join(f"<li>{_account(account)}</li>" for account in properties.get("disputed") or [])
    heading = _("Accounts differ")
    differs = f"<h4>{escape(heading)}</h4><ul>{disputed}</ul>" if disputed else ""
    note = properties.get("note")
    if not note:
        return differs
    summary = escape(_("Working note of the record (in English)"))
    return f'{differs}<details><summary>{summary}</summary><p lang="en">{escape(note)}</p></details>'


def _account(account: Mapping[str, str]) -> str:
    sources = load_sources()
    known = [sources[key] for key in account["source"].split("; ") if key in sources]
    unread = escape(_("from memory, no page seen yet"))
    cited = BETWEEN_SOURCES.join(link(source.url, source.citation) for source in known) or unread
    page = f" {escape(account['locator'])}" if account.get("locator") else ""
    what = escape(_property(account["property"]))
    return f"{what}{colon()}<b>{escape(_said(account))}</b> <small>({cited}{page})</small>"


def _said(account: Mapping[str, str]) -> str:
    value = account["value"]
    parts = value.split("/")
    if account["property"].endswith(("start", "end")) and all(_DATE.fullmatch(part) for part in parts):
        return span_in_words(parts[0], parts[-1])
    return _side(value) if value in set(Side) else phrase_in_words(value)


def _property(key: str) -> str:
    names = {
        "start": _("From"),
        "end": _("To"),
        "place": _("Place"),
        "kind": _("Kind"),
        "side_a": _("Side"),
        "victor": _("Victor"),
        "strength": _("Strength"),
        "losses": _("Losses"),
        "strength_a": _("Strength of the first side"),
        "strength_b": _("Strength of the second side"),
        "losses_a": _("Losses of the first side"),
        "losses_b": _("Losses of the second side"),
    }
    return names.get(key) or phrase_in_words(key.replace("_", " "))


def _source_list(properties: Mapping[str, Any]) -> str:
    items = "".join(f"<li>{_cited(reference)}</li>" for reference in properties["sources"])
    if not items:
        unread = _("No page seen yet: known from memory.")
        items = f"<li>{escape(unread)}</li>"
    heading = _("Sources")
    return f"<h4>{escape(heading)}</h4><ul class='sources'>{items}</ul>"


def _cited(reference: Mapping[str, str]) -> str:
    source: Source = load_sources()[reference["id"]]
    cited = link(source.url, source.citation)
    return f"{cited} {escape(reference['locator'])}" if reference.get("locator") else cited


def _side(side: str) -> str:
    return name(Side(side), language=language()) if side in set(Side) else side
