"""Dates in words, in three languages, with their doubt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geodata.date_words import between_in_words, date_in_words, days_in_words, doubt_in_words, span_in_words
from geodata.dates import bounds
from geodata.publish.current import current_atlas
from geodata.vocabulary import Language
from pages.parts import card, words

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDER = (Language.EN, Language.ES, Language.FR)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1863-05-20", ("20 May 1863", "20 de mayo de 1863", "20 mai 1863")),
        ("1863-05-20~", ("about 20 May 1863", "hacia el 20 de mayo de 1863", "vers le 20 mai 1863")),
        ("1863-05-20?", ("perhaps 20 May 1863", "20 de mayo de 1863 (quizá)", "20 mai 1863 (peut-être)")),
        (
            "1863-05-20%",
            ("perhaps about 20 May 1863", "hacia el 20 de mayo de 1863 (quizá)", "vers le 20 mai 1863 (peut-être)"),
        ),
        ("1863-05", ("May 1863", "mayo de 1863", "mai 1863")),
        ("1863-05~", ("about May 1863", "hacia mayo de 1863", "vers mai 1863")),
        ("1863", ("1863", "1863", "1863")),
        ("1863~", ("about 1863", "hacia 1863", "vers 1863")),
        ("", ("", "", "")),
    ],
)
def test_a_date_in_words(edtf: str, said: tuple[str, str, str]) -> None:
    assert tuple(date_in_words(edtf, language=language) for language in ORDER) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("", "", ("throughout", "todo el periodo", "toute la période")),
        ("1862-05-05", "1862-05-05", ("5 May 1862", "5 de mayo de 1862", "5 mai 1862")),
        ("1863-03-16", "", ("since 16 March 1863", "desde el 16 de marzo de 1863", "depuis le 16 mars 1863")),
        ("1863-03", "", ("since March 1863", "desde marzo de 1863", "depuis mars 1863")),
        (
            "1863-03-16~",
            "",
            (
                "since about 16 March 1863",
                "desde aproximadamente el 16 de marzo de 1863",
                "depuis le 16 mars 1863 environ",
            ),
        ),
        ("", "1863-05-17", ("until 17 May 1863", "hasta el 17 de mayo de 1863", "jusqu'au 17 mai 1863")),
        ("", "1863", ("until 1863", "hasta 1863", "jusqu'en 1863")),
        (
            "",
            "1863-05~",
            ("until about May 1863", "hasta aproximadamente mayo de 1863", "jusqu'en mai 1863 environ"),
        ),
        ("1863-05-03", "1863-05-20", ("3–20 May 1863", "3–20 de mayo de 1863", "3–20 mai 1863")),
        (
            "1863-08-03",
            "1863-09-20",
            ("3 August – 20 September 1863", "3 de agosto – 20 de septiembre de 1863", "3 août – 20 septembre 1863"),
        ),
        (
            "1866-08-03",
            "1867-09-20",
            (
                "3 August 1866 – 20 September 1867",
                "3 de agosto de 1866 – 20 de septiembre de 1867",
                "3 août 1866 – 20 septembre 1867",
            ),
        ),
        ("1863-05", "1863-08", ("May – August 1863", "mayo – agosto de 1863", "mai – août 1863")),
        ("1863-05", "1864-08", ("May 1863 – August 1864", "mayo de 1863 – agosto de 1864", "mai 1863 – août 1864")),
        (
            "1863-05-20~",
            "1863-06",
            (
                "about 20 May 1863 – June 1863",
                "hacia el 20 de mayo de 1863 – junio de 1863",
                "vers le 20 mai 1863 – juin 1863",
            ),
        ),
        ("1862", "1865", ("1862 – 1865", "1862 – 1865", "1862 – 1865")),
    ],
)
def test_start_and_end_in_words(start: str, end: str, said: tuple[str, str, str]) -> None:
    assert tuple(span_in_words(start, end, language=language) for language in ORDER) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (
            "1864-08-26",
            "1864-08-29",
            (
                "between 26 and 29 August 1864",
                "entre el 26 y el 29 de agosto de 1864",
                "entre le 26 et le 29 août 1864",
            ),
        ),
        (
            "1864-08-26",
            "1864-09-02",
            (
                "between 26 August and 2 September 1864",
                "entre el 26 de agosto y el 2 de septiembre de 1864",
                "entre le 26 août et le 2 septembre 1864",
            ),
        ),
        (
            "1864-12-29",
            "1865-01-02",
            (
                "between 29 December 1864 and 2 January 1865",
                "entre el 29 de diciembre de 1864 y el 2 de enero de 1865",
                "entre le 29 décembre 1864 et le 2 janvier 1865",
            ),
        ),
        (
            "1864-03-01",
            "1864-05-31",
            ("between March and May 1864", "entre marzo y mayo de 1864", "entre mars et mai 1864"),
        ),
        (
            "1864-12-01",
            "1865-02-28",
            (
                "between December 1864 and February 1865",
                "entre diciembre de 1864 y febrero de 1865",
                "entre décembre 1864 et février 1865",
            ),
        ),
        ("1862-01-01", "1864-12-31", ("between 1862 and 1864", "entre 1862 y 1864", "entre 1862 et 1864")),
        (
            "1864-05-01",
            "1864-05-31",
            ("between 1 and 31 May 1864", "entre el 1 y el 31 de mayo de 1864", "entre le 1er et le 31 mai 1864"),
        ),
    ],
)
def test_between_two_days_in_words(first: str, last: str, said: tuple[str, str, str]) -> None:
    assert tuple(between_in_words(day(first), day(last), language=language) for language in ORDER) == said


def test_days_in_words_leave_out_what_they_share() -> None:
    assert days_in_words(day("1863-05-03"), day("1863-05-20"), language=Language.EN) == "3–20 May 1863"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1863-06-01", "1863-06-01", "1er juin 1863"),
        ("1863-06-01", "1863-06-10", "1er–10 juin 1863"),
        ("1863-05-11", "1863-06-01", "11 mai – 1er juin 1863"),
        ("1861-12-01", "1862-01-21", "1er décembre 1861 – 21 janvier 1862"),
    ],
)
def test_the_first_of_a_month_is_read_as_french_has_it(first: str, last: str, said: str) -> None:
    assert span_in_words(first, last, language=Language.FR) == said
    assert "1er" not in span_in_words(first, last, language=Language.ES)


@pytest.mark.parametrize("edtf", ["1863-05-20", "1863-05", "1863"])
def test_only_a_vague_date_has_a_doubt(edtf: str) -> None:
    limits = bounds(edtf)
    assert doubt_in_words(edtf, limits.earliest, limits.latest, language=Language.EN) == ""
    vague = bounds(f"{edtf}~")
    assert doubt_in_words(f"{edtf}~", vague.earliest, vague.latest, language=Language.EN).startswith("between ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "between 26 and 29 August 1864"),
        (Language.ES, "entre el 26 y el 29 de agosto de 1864"),
        (Language.FR, "entre le 26 et le 29 août 1864"),
    ],
)
def test_where_accounts_differ_the_card_says_between_which_days(
    monkeypatch: pytest.MonkeyPatch, language: Language, said: str
) -> None:
    speak(monkeypatch, language)
    shown = card.card_html(properties_of("monterrey-1864"))
    assert f'<p class="when">{said} <code' in shown


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("1863-05-20~", "1863-05-20~", "about 20 May 1863 <small>(between 15 and 25 May 1863)</small>"),
        ("1863-05-20", "1863-05-20", "20 May 1863 <code"),
        (
            "1863-05-20~",
            "1863-08~",
            (
                "about 20 May 1863 – about August 1863 "
                "<small>(between 15 and 25 May 1863; between July and September 1863)</small>"
            ),
        ),
    ],
)
def test_the_card_says_between_which_days_a_vague_date_lies(
    monkeypatch: pytest.MonkeyPatch, start: str, end: str, said: str
) -> None:
    speak(monkeypatch, Language.EN)
    limits = {
        f"{name}_{limit}": str(getattr(bounds(text), limit))
        for name, text in (("start", start), ("end", end))
        for limit in ("earliest", "latest")
    }
    told = {**properties_of("battle-of-puebla-1862"), "start": start, "end": end, **limits, "disputed": []}
    assert f'<p class="when">{said}' in card.card_html(told)


def properties_of(mark: str) -> Mapping[str, object]:
    feature = current_atlas().feature(mark)
    assert feature
    properties: Mapping[str, object] = feature["properties"]
    return properties


def speak(monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    for module in (card, words):
        monkeypatch.setattr(module, "language", lambda: language)
