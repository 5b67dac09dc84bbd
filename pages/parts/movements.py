"""The reader's choice of movements: by side, campaign, commander or force; kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from shapely.geometry import box, shape
from shapely.ops import unary_union

from geodata.catalog import NATION
from geodata.mapping.arms import forces_of, known_forces
from geodata.publish.current import current_atlas
from geodata.series import features_of
from geodata.vocabulary import Side, name
from pages.parts import state
from pages.parts.table import view_of
from pages.parts.words import _, language, phrase_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.atlas import Feature

__all__ = ["LAYERS", "Choice", "choose_movements", "facet_values"]

LAYERS: Final = ("troop_movements", "seat_of_government")
"""The layers of movements."""

_FACETS: Final = ("side", "campaign", "commander", "force")


@dataclass(frozen=True)
class Choice:
    """The movements chosen, all of them if `active` is false, and the force whose they are if one was chosen."""

    features: tuple[Feature, ...]
    active: bool
    force: str | None = None

    @property
    def ids(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(feature["id"] for feature in self.features)

    def positions(self) -> dict[str, list[int]]:
        """Return for each layer where in it the chosen ones are; nothing at all if there was no choice."""
        if not self.active:
            return {}
        ids = self.ids
        return {
            layer: [place for place, feature in enumerate(features_of(current_atlas(), layer)) if feature["id"] in ids]
            for layer in LAYERS
        }


def choose_movements() -> Choice:
    """Offer the four ways to choose movements; each offers only what the other three leave."""
    _restore()
    with st.container(horizontal=True, gap="small", key="choose-movements"):
        for facet in _FACETS:
            _offer(facet)
    return _choice()


def facet_values(properties: Mapping[str, Any], facet: str) -> dict[str, str]:
    """Return what a movement is of one facet, each with its name in the reader's language."""
    if facet == "side":
        side = properties["side"]
        return {side: name(Side(side), language=language()) if side in set(Side) else side}
    if facet == "commander":
        return {commander: phrase_in_words(commander) for commander in properties.get("commanders") or ()}
    if facet == "force":
        return {force: _force_name(force, properties) for force in forces_of(properties) if force}
    campaign = properties.get("campaign")
    return {campaign: phrase_in_words(campaign)} if campaign else {}


def _force_name(force: str, properties: Mapping[str, Any]) -> str:
    known = known_forces().get(force)
    name_: str = getattr(known, f"name_{language()}") if known else phrase_in_words(properties["force"])
    return name_


def _all() -> list[Feature]:
    return [feature for layer in LAYERS for feature in features_of(current_atlas(), layer)]


def _asked(*, but: str = "") -> dict[str, str]:
    found = {facet: st.session_state.get(_key(facet)) for facet in _FACETS if facet != but}
    return {facet: value for facet, value in found.items() if value}


def _key(facet: str) -> str:
    return f"by-{facet}"


def _fitting(asked: Mapping[str, str]) -> list[Feature]:
    return [
        feature
        for feature in _all()
        if all(value in facet_values(feature["properties"], facet) for facet, value in asked.items())
    ]


def _choice() -> Choice:
    asked = _asked()
    return Choice(tuple(_fitting(asked)), active=bool(asked), force=asked.get("force"))


def _offer(facet: str) -> None:
    labels = {"side": _("Side"), "campaign": _("Campaign"), "commander": _("Commander"), "force": _("Force")}
    names: dict[str, str] = {}
    for feature in _fitting(_asked(but=facet)):
        names |= facet_values(feature["properties"], facet)
    if st.session_state.get(_key(facet)) not in names:
        st.session_state[_key(facet)] = None
    st.selectbox(
        labels[facet],
        sorted(names, key=lambda value: names[value].casefold()),
        index=None,
        key=_key(facet),
        placeholder=_("all"),
        format_func=lambda value: names.get(value, value),
        on_change=_follow,
    )


def _restore() -> None:
    """Take the choice from a link; a value that the atlas does not have gets a notice."""
    if st.session_state.get("chose") == st.session_state.get("page"):
        return
    st.session_state["chose"] = st.session_state.get("page")
    for facet in _FACETS:
        value = st.query_params.get(facet)
        if value and any(value in facet_values(feature["properties"], facet) for feature in _all()):
            st.session_state[_key(facet)] = value
        elif value:
            st.warning(_("The link asks for “{found}”, of which the atlas has no movement.").format(found=value[:60]))
            del st.query_params[facet]


def _follow() -> None:
    """Keep the choice in the address, and show on the map where, and if need be when, the chosen movements were."""
    for facet in _FACETS:
        value = st.session_state.get(_key(facet))
        if value:
            st.query_params[facet] = value
        elif facet in st.query_params:
            del st.query_params[facet]
    choice = _choice()
    if choice.active and choice.features:
        state.go_to(_day_of(choice.features), at=view_of(_bounds(choice.features)))


def _bounds(features: Sequence[Feature]) -> tuple[float, float, float, float]:
    """The box of the movements within Mexico; of voyages that never come there, the whole."""
    lines = unary_union([shape(feature["geometry"]) for feature in features])
    inland = lines.intersection(box(*NATION))
    west, south, east, north = (lines if inland.is_empty else inland).bounds
    return west, south, east, north


def _day_of(features: Sequence[Feature]) -> date:
    """The reader's day if any of the movements was under way in the window; else the nearest day on which one was."""
    window = state.window()
    if any(first <= window.last and last >= window.first for first, last in map(_span, features)):
        return state.day()
    ends = (day for feature in features for day in _span(feature))
    return min(ends, key=lambda day: abs((day - window.first).days))


def _span(feature: Feature) -> tuple[date, date]:
    days = feature["properties"]["datetimes"]
    return date.fromisoformat(days[0]), date.fromisoformat(days[-1])
