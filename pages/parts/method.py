"""How the atlas is made, told with the measures that its code goes by and the counts of its record."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from geodata.close_ups import LAYERS
from geodata.dates import PADDING_DAYS
from geodata.measures import BESIDE_KM, GROUND_KM, PACE
from geodata.publish.current import current_atlas
from geodata.vocabulary import Mode, PositionBasis
from pages.parts.words import _, number

__all__ = ["tell_method"]


def tell_method() -> None:
    """Tell how dates and doubt, routes, territory and positions come about."""
    for heading, text in (
        (_("Dates and doubt"), _dates()),
        (_("Routes"), _routes()),
        (_("Territory"), _territory()),
        (_("Positions"), _positions()),
    ):
        st.subheader(heading)
        st.write(text)


def _dates() -> str:
    return _(
        "Dates are kept as the sources give them, in EDTF: a day, a month or a year. “About” widens a day by {days} "
        "days to each side, a month by a month and a year by a year. What certainly falls in the window shown is drawn "
        "in full; what only perhaps does is faint, with a dashed edge. The last day of an interval is part of it.",
    ).format(days=number(PADDING_DAYS.days))


def _routes() -> str:
    return _(
        "A movement is a row of places, some with a date. Its way is laid along the roads, railways, rivers and sea "
        "ways of the time, the easiest that joins them; a place within {beside} km of a road's straight stretch lies "
        "on it. Solid is a road on record, dotted one that is only supposed. Between two dated stops the days are "
        "reckoned from the distance; a vague date is put where {march} km a day by land, {sea} by sea and {mixed} by "
        "both leave room. A force is drawn where it was at the end of the window.",
    ).format(
        beside=number(BESIDE_KM),
        march=number(PACE[Mode.MARCH]),
        sea=number(PACE[Mode.SEA]),
        mixed=number(PACE[Mode.MIXED]),
    )


def _territory() -> str:
    return _(
        "The ground about the towns is reckoned, not recorded: what lies nearer to a town than to any other whose "
        "holders are on record, and within two days’ march of it ({km} km), has the town’s colour and changes with it "
        "on the day. Where no such town is near, the ground is marked as not recorded.",
    ).format(km=number(GROUND_KM))


def _positions() -> str:
    based = Counter(
        feature["properties"]["position_basis"]
        for layer in LAYERS
        if layer in current_atlas().layers
        for feature in current_atlas().layers[layer].features
    )
    return _(
        "Places have the coordinates of GeoNames or of the page that the record names; each card says how far off a "
        "position may be. Of the {all} things of the close-ups, {read} stand where a page or a gazetteer has them, "
        "{derived} are reckoned from things so found, and {drawn} are drawn from descriptions and plans: walls, siege "
        "lines, lakes. Guerrilla zones are reconstructions too.",
    ).format(
        all=number(based.total()),
        read=number(based[PositionBasis.LOOKED_UP] + based[PositionBasis.GAZETTEER]),
        derived=number(based[PositionBasis.DERIVED]),
        drawn=number(based[PositionBasis.RECONSTRUCTED]),
    )
