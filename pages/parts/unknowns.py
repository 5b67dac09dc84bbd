"""What the record does not know, in the reader's words: shares, and the open questions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import streamlit as st
from babel.numbers import format_percent

from geodata.publish.current import current_atlas, current_version
from geodata.unknowns import QUESTIONS, Share, days_unaccounted, disputed, legs_supposed, load_questions
from pages.parts.reader import mark_address
from pages.parts.text import escape
from pages.parts.words import _, joined, language, locale, n_, number, span_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.unknowns import Question

__all__ = ["asked", "show_questions", "show_shares"]

_TENTH: Final = 0.1


def show_shares() -> None:
    """Tell how much is unknown of the forces' days and ways, and of how many marks the accounts differ."""
    days, legs, differing = _shares(current_version())
    lines = [
        _("Of the days of the {forces} forces on record, {share} are accounted for by no march and no stay.").format(
            forces=number(len(current_atlas().forces())), share=_percent(days)
        ),
        _("Of the stretches of march by land, {share} follow a road that is only supposed.").format(
            share=_percent(legs)
        ),
        n_("Of {count} mark the accounts differ.", "Of {count} marks the accounts differ.", differing),
    ]
    st.html(f"<ul class='unknowns'>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>")


@lru_cache(maxsize=1)
def _shares(_version: object) -> tuple[Share, Share, int]:
    atlas = current_atlas()
    return days_unaccounted(atlas), legs_supposed(atlas), disputed(atlas)


def _percent(share: Share) -> str:
    words: str = format_percent(
        round(share.ratio, 2 if share.ratio >= _TENTH else 3), locale=locale(), decimal_quantization=False
    )
    return words


def show_questions() -> None:
    """List the open questions, each with a link to what it is about."""
    questions = load_questions(QUESTIONS)
    if not questions:
        st.info(_("No question is open."))
        return
    st.write(
        n_(
            "Rules compare what events, towns, movements and stays say of each other. {count} case that they find "
            "nobody has settled yet. Whoever knows a page that does may send it:",
            "Rules compare what events, towns, movements and stays say of each other. {count} cases that they find "
            "nobody has settled yet. Whoever knows a page that does may send it:",
            len(questions),
        ),
    )
    rules = dict.fromkeys(question.rule for question in questions)
    st.html("".join(_asked_html(rule, [each for each in questions if each.rule == rule]) for rule in rules))


def _asked_html(rule: str, questions: Sequence[Question]) -> str:
    items = (joined(_subject_html(subject) for subject in question.subjects) for question in questions)
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f'<section class="questions"><h4>{escape(asked(rule))}</h4><ul>{lines}</ul></section>'


def _subject_html(subject: str) -> str:
    feature = current_atlas().feature(subject)
    if not feature:
        force = current_atlas().forces().get(subject)
        return escape(getattr(force, f"name_{language()}", subject))
    properties = feature["properties"]
    title = escape(properties[f"title_{language()}"])
    when = escape(span_in_words(properties["start"], properties["end"]))
    return f"<a {mark_address(subject, page='war', query={})}>{title}</a> <small>{when}</small>"


def asked(rule: str) -> str:
    """Return what an open question of a rule asks, or that two facts do not agree, for a rule without words."""
    questions = {
        "leg-on-its-ground": _("Which way did it take here? No road or sea way on record fits."),
        "pace": _("Was it so fast? The days do not fit the distance and how it travelled."),
        "one-place-a-day": _("Where was it? It is on record in two places on one day."),
        "always-somewhere": _("Where was it? Nothing accounts for some of its days."),
        "government-free": _("Where was the government? It is on record in a town that its enemies held."),
        "event-town-held": _("Who held the town then? The event and the holders on record do not agree."),
        "event-changes-town": _("Did the town change hands? The event says so, the holders on record do not."),
        "captor-holds-town": _("Who held the town afterwards? On record it is not who took it."),
        "town-changes-by-event": _("By what event, and on which day, did the town change hands? None is on record."),
        "siege-in-control": _("Was the town besieged? The event says so, the holders on record do not."),
        "siege-has-event": _("Which siege was this? No event is on record for it."),
        "besiegers-there": _("Who besieged it? No force is on record there."),
        "captor-arrives": _("How did the captor come there? No force is on record as coming."),
        "event-once": _("Is this one event told twice?"),
    }
    return questions.get(rule) or _("Two facts on record do not agree.")
