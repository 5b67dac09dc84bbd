"""The legend's rows: a sample of each look, and what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.locale import translator
from geodata.mapping.arms import Troops
from geodata.mapping.style import HOLDER_COLOURS, SIDE_COLOURS, Style, force_style, style_of, swatch
from geodata.vocabulary import EventKind, Ground, Holder, Intensity, Road, RoadKind, Side, Status, name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.vocabulary import Language

__all__ = ["commonest_signs", "legend_rows"]

_BATTLE: Final = Style(glyph="battle", size=7.5)
_AT_REST: Final = force_style(Troops.FOOT, side="france", resting=True)
_GREAT_SIDES: Final = 3  # Republic, France, Empire
_OVER_LAND: Final = (RoadKind.CARRIAGE_ROAD, RoadKind.MULE_ROAD, RoadKind.MARCH_ROAD)


def legend_rows(language: Language) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the legend's sections: under each heading, pairs of an SVG sample and its meaning.

    Parameters
    ----------
    language
        The reader's language.
    """
    _ = translator(language)
    return {
        _("Sides"): [(swatch(Style(fill=SIDE_COLOURS[side], size=7)), name(side, language=language)) for side in Side],
        _("Events"): [(swatch(_sample("events", kind=kind)), name(kind, language=language)) for kind in EventKind],
        _("Towns"): _towns(language),
        _("Ground that towns speak for"): _grounds(language),
        _("Guerrilla zones"): _zones(language),
        _("Forces and their ways"): _movements(language),
        _("Roads and railways"): _ways(language),
        _("Doubt"): _doubt(language),
    }


def commonest_signs(language: Language) -> Sequence[tuple[str, str]]:
    """Return of the legend's rows those that explain most of what the map shows.

    Parameters
    ----------
    language
        The reader's language.
    """
    _ = translator(language)
    battle = EventKind.BATTLE
    return [
        *_towns(language)[:_GREAT_SIDES],
        (swatch(_sample("territory", ground=Ground.REPUBLIC)), _("Ground that towns speak for")),
        (swatch(_sample("events", kind=battle)), name(battle, language=language)),
        (swatch(force_style(Troops.FOOT, side="france")), _("a force on its way")),
        (swatch(_AT_REST), _("hollow: a force at rest")),
        (swatch(_sample("guerrilla_zones", side="republic", intensity=Intensity.DOMINANT)), _("Guerrilla zone")),
        *_doubt(language)[1:],
    ]


def _sample(layer: str, **properties: str) -> Style:
    return style_of({"properties": {"layer": layer, **properties}, "geometry": {"type": "Point"}})


def _towns(language: Language) -> list[tuple[str, str]]:
    held = [
        (swatch(Style(fill=HOLDER_COLOURS[holder], size=5)), name(holder, language=language))
        for holder in (Holder.REPUBLIC, Holder.FRANCE, Holder.EMPIRE, Holder.LOCAL, Holder.NONE)
    ]
    rest = [
        (swatch(_sample("town_control", holder="empire", status=status)), name(status, language=language))
        for status in (Status.BESIEGED, Status.DISPUTED, Status.NEUTRAL)
    ]
    return held + rest


def _grounds(language: Language) -> list[tuple[str, str]]:
    _ = translator(language)
    *held, unrecorded = [
        (swatch(_sample("territory", ground=ground)), name(ground, language=language)) for ground in Ground
    ]
    meaning = _(
        "reckoned: ground nearer to that town than to any other on record, and within two days’ march, 60 km",
    )
    return [*held, (swatch(_sample("territory", ground="republic")), meaning), unrecorded]


def _zones(language: Language) -> list[tuple[str, str]]:
    return [
        (swatch(_sample("guerrilla_zones", side="republic", intensity=level)), name(level, language=language))
        for level in Intensity
    ]


def _movements(language: Language) -> list[tuple[str, str]]:
    _ = translator(language)
    line = Style(shape="line", stroke=SIDE_COLOURS["france"], weight=3)
    troops = {
        Troops.FOOT: _("infantry, or all arms"),
        Troops.HORSE: _("cavalry"),
        Troops.IRREGULARS: _("irregulars, guerrilla bands"),
        Troops.SHIP: _("ships, or a force at sea"),
        Troops.GOVERNMENT: _("a government"),
        Troops.COURT: _("a court"),
    }
    return [
        *((swatch(force_style(sort, side="france")), text) for sort, text in troops.items()),
        (swatch(_AT_REST), _("hollow: a force at rest")),
        (swatch(_sample("seat_of_government")), _("the Republic's government on its way")),
        (swatch(line), _("along a road of the time, or by sea")),
        (swatch(replace(line, dash="1 4")), _("road supposed")),
        (swatch(replace(line, opacity=0.3)), _("walked longer ago: it fades in 90 days")),
    ]


def _ways(language: Language) -> list[tuple[str, str]]:
    looks = [
        *((_sample("roads", kind=kind), kind) for kind in _OVER_LAND),
        (_sample("roads", kind=RoadKind.MULE_ROAD, road=Road.SUPPOSED), Road.SUPPOSED),
        (_sample("roads", kind=RoadKind.RIVER_WAY), RoadKind.RIVER_WAY),
        (_sample("railways", kind=RoadKind.RAILWAY), RoadKind.RAILWAY),
    ]
    return [(swatch(style), name(member, language=language)) for style, member in looks]


def _doubt(language: Language) -> list[tuple[str, str]]:
    _ = translator(language)
    return [
        (swatch(_BATTLE), _("surely within the window, date and place well known")),
        (
            swatch(replace(_BATTLE, opacity=0.5, fill_opacity=0.45, stroke="#555", dash="3 3")),
            _("faint, dashed edge: perhaps"),
        ),
    ]
