"""How marks look: one table of colour, shape, glyph, dash and size for map, legend and exports.

Colours of sides, holders and grounds are at least 10 apart (CIEDE2000), those of Republic, France and Empire 15, in the
usual sight and in the three common kinds of colour blindness; the tests measure it. They are never the only sign:
shape, glyph, dash and text say the same.
"""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geodata.mapping.arms import Troops, troops_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "GLYPHS",
    "GROUND_COLOURS",
    "HOLDER_COLOURS",
    "LAMP_COLOURS",
    "LEGEND_SAMPLES",
    "NEUTRAL",
    "SIDE_COLOURS",
    "Style",
    "force_style",
    "style_of",
    "swatch",
    "swatch_address",
]

NEUTRAL: Final = "#6b6259"

SIDE_COLOURS: Final[Mapping[str, str]] = {
    "republic": "#40927d",
    "france": "#0a49c3",
    "empire": "#9a3003",
    "austria": "#896c4a",
    "belgium": "#ce7903",
    "spain": "#672313",
    "britain": "#602b72",
    "united-states": "#2f4a51",
    "egypt": "#ac5e01",
    "allied": "#6f6a9f",
}

HOLDER_COLOURS: Final[Mapping[str, str]] = {**SIDE_COLOURS, "none": NEUTRAL, "local": "#a8885a"}

LAMP_COLOURS: Final[Mapping[str, str]] = {
    "republic": "#71baa5",
    "france": "#3572fc",
    "empire": "#c63c1b",
    "austria": "#ab8a62",
    "belgium": "#f79a3f",
    "spain": "#9d5f4d",
    "britain": "#8e5aa6",
    "united-states": "#5b7880",
    "egypt": "#d7700e",
    "allied": "#8f8ac1",
    "none": "#90867c",
    "local": "#cfb384",
}
"""The holders' colours on dark paper, where those of the map would have too little contrast."""

GROUND_COLOURS: Final[Mapping[str, str]] = {
    **{side: SIDE_COLOURS[side] for side in ("republic", "france", "empire", "allied")},
    "contested": "#dca618",
    "neutral": "#8b6a46",
    "not-recorded": "#9da0a3",
}

# Glyphs are SVG path data in a box of 16 x 16, drawn as strokes.
GLYPHS: Final[Mapping[str, str]] = {
    "battle": "M4 4 L12 12 M12 4 L4 12",
    "siege": "M4 12 V5 H6 V7 H7.5 V5 H9 V7 H10.5 V5 H12 V12 Z",
    "flag": "M5.5 13 V3.5 M5.5 4 H12 L10 6.5 L12 9 H5.5",
    "leave": "M4 8 H12 M9 5 L12 8 L9 11",
    "land": "M8 3 V11 M5 8 L8 11 L11 8 M4 13.5 H12",
    "anchor": "M8 5 V13 M4 10 Q4.5 13 8 13 Q11.5 13 12 10 M5.5 6.5 H10.5 M8 5 A1.2 1.2 0 1 1 8.01 5",
    "scroll": "M5 4 H11 V12 H5 Z M7 7 H9 M7 9.5 H9",
    "talk": "M4 5 H12 V10 H8 L6 12.5 V10 H4 Z",
    "turn": "M4 6 H10 Q12 6 12 8.5 Q12 11 10 11 H6 M6 3.8 L3.8 6 L6 8.2",
    "cross": "M8 3.5 V12.5 M5 6.5 H11",
    "star": "M8 3.5 L9.4 6.8 L13 7 L10.2 9.3 L11.2 12.8 L8 10.8 L4.8 12.8 L5.8 9.3 L3 7 L6.6 6.8 Z",
    "foot": "M3.5 4 L12.5 12 M12.5 4 L3.5 12",
    "horse": "M3.5 12 L12.5 4",
    "irregulars": "M3.5 11.5 L8 4.5 L12.5 11.5",
    "crown": "M3.5 11.5 V5.5 L6 8 L8 4 L10 8 L12.5 5.5 V11.5 Z",
    "ship": "M3 9.5 H13 L11.5 12.5 H4.5 Z M8 9.5 V3.5 L11.5 7.5 H8",
    "fire": "M8 3.5 L11 9 A3.2 3.2 0 1 1 5 9 Z",
}

_EVENT_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "battle": ("disc", "battle"),
    "skirmish": ("disc", "battle"),
    "siege": ("disc", "siege"),
    "naval": ("disc", "anchor"),
    "landing": ("square", "land"),
    "capture": ("square", "flag"),
    "capitulation": ("square", "flag"),
    "evacuation": ("square", "leave"),
    "political": ("diamond", "star"),
    "diplomatic": ("diamond", "talk"),
    "decree": ("diamond", "scroll"),
    "defection": ("diamond", "turn"),
    "execution": ("diamond", "cross"),
    "massacre": ("disc", "cross"),
}


@dataclass(frozen=True, kw_only=True)
class Style:
    """The look of one mark.

    Attributes
    ----------
    shape
        ``disc``, ``square``, ``diamond``, ``triangle`` or ``box`` for points, ``line`` or ``area``.
    stroke, fill
        Colours of the outline and of the inside, as ``#rrggbb``.
    weight, size
        Width of the outline and radius of a point, in CSS pixels.
    opacity, fill_opacity
        Between 0 and 1.
    dash
        Dash pattern of the outline in CSS pixels, empty for a solid one.
    glyph, ink
        A key of `GLYPHS`, or empty, and the colour in which it is drawn.
    rank
        Drawing order: higher lies on top.
    """

    shape: str = "disc"
    stroke: str = "#ffffff"
    fill: str = NEUTRAL
    weight: float = 1.2
    size: float = 5
    opacity: float = 1.0
    fill_opacity: float = 0.95
    dash: str = ""
    glyph: str = ""
    ink: str = "#ffffff"
    rank: int = 50

    def for_browser(self) -> dict[str, Any]:
        """Return what the drawing code in the browser needs, the glyph as path data."""
        look = asdict(self)
        look["fillOpacity"] = look.pop("fill_opacity")
        look["glyph"] = GLYPHS.get(self.glyph, "")
        return look


_PLACE: Final = Style(fill="#4d463e", weight=0.8, size=2.6, rank=30)

_LOCAL_LINES: Final[Mapping[str, Style]] = {
    "fortification": Style(shape="line", stroke="#4a3426", weight=3.5, rank=24),
    "siege_line": Style(shape="line", stroke="#8c1c13", weight=3, dash="9 4", rank=26),
    "railway": Style(shape="line", stroke="#2b2b2b", weight=2.4, dash="8 3", rank=22),
    "road": Style(shape="line", stroke="#8a5a2b", weight=2, opacity=0.85, rank=20),
    "route": Style(shape="line", stroke="#2f4b9c", weight=2.5, dash="2 6", rank=25),
    "telegraph": Style(shape="line", stroke="#6a3d8f", weight=1.4, dash="1 5", rank=21),
    "water": Style(shape="line", stroke="#4c7a94", weight=2, rank=12),
}

_ROADS: Final[Mapping[str, Style]] = {
    "carriage-road": Style(shape="line", stroke="#8a5a2b", weight=2.2, opacity=0.85, rank=20),
    "mule-road": Style(shape="line", stroke="#8a5a2b", weight=1.2, opacity=0.85, rank=19),
    "march-road": Style(shape="line", stroke="#8a5a2b", weight=2.2, opacity=0.85, dash="7 5", rank=18),
    "river-way": Style(shape="line", stroke="#2f6f8f", weight=2.2, opacity=0.85, dash="9 4 2 4", rank=17),
}

_LOCAL_AREAS: Final[Mapping[str, Style]] = {
    "city_extent": Style(shape="area", stroke="#7a5f47", fill="#c9a27c", weight=1, fill_opacity=0.35, rank=8),
    "water": Style(shape="area", stroke="#4c7a94", fill="#9fc0cf", weight=1, fill_opacity=0.75, rank=6),
    "anchorage": Style(shape="area", stroke="#3d6178", fill="#7fa3b6", weight=1, dash="4 4", fill_opacity=0.25, rank=7),
    "reef": Style(shape="area", stroke="#5e8a7a", fill="#b9d3c2", weight=1, fill_opacity=0.6, rank=7),
}

_LOCAL_POINTS: Final[Mapping[str, Style]] = {
    "fortification": Style(shape="square", fill="#5b4231", size=6.5, glyph="siege", rank=42),
    "gate": Style(shape="square", fill="#8a5a2b", size=4.5, rank=40),
    "building": Style(shape="square", fill="#7d6a58", size=4, rank=38),
    "anchorage": Style(fill="#3d6178", size=6.5, glyph="anchor", rank=40),
    "port": Style(fill="#3d6178", size=6.5, glyph="anchor", rank=40),
    "reef": Style(shape="triangle", fill="#5e8a7a", size=3.6, rank=36),
    "position": Style(shape="triangle", fill="#8c1c13", size=4.8, rank=41),
    "siege_line": Style(shape="triangle", fill="#8c1c13", size=4.8, rank=41),
    "battlefield": Style(fill="#8c1c13", size=6.5, glyph="battle", rank=44),
    "headquarters": Style(shape="box", fill="#2f2a26", size=6, glyph="flag", rank=45),
    "quarters": Style(shape="box", fill="#6b6259", size=5, rank=40),
    "town": Style(fill="#4d463e", size=3.4, rank=34),
    "monument": Style(shape="diamond", fill="#7d6a58", size=4, rank=38),
}


def style_of(feature: Mapping[str, Any]) -> Style:
    """Return the look of one feature.

    Parameters
    ----------
    feature
        A GeoJSON feature of one of the atlas's layers.

    Returns
    -------
    Style
        Never fails: an unknown kind gets a plain mark in a neutral colour.
    """
    properties = feature["properties"]
    layer = properties["layer"]
    if layer in _LAYER_STYLES:
        return _LAYER_STYLES[layer](properties)
    return _local_style(properties, geometry_type=feature["geometry"]["type"])


def _side_colour(properties: Mapping[str, Any]) -> str:
    return SIDE_COLOURS.get(properties.get("side") or "", NEUTRAL)


def _event_style(properties: Mapping[str, Any]) -> Style:
    shape, glyph = _EVENT_MARKS.get(properties["kind"], ("disc", ""))
    size = 6.5 if properties["kind"] == "skirmish" else 8.5
    return Style(shape=shape, fill=_side_colour(properties), glyph=glyph, size=size, rank=70)


def _town_style(properties: Mapping[str, Any]) -> Style:
    fill = HOLDER_COLOURS.get(properties.get("holder") or "", NEUTRAL)
    style = Style(fill=fill, size=5.2, weight=1.4, rank=48)
    if properties.get("status") == "besieged":
        return replace(style, stroke="#8c1c13", weight=3, dash="3 2")
    if properties.get("status") in {"disputed", "neutral"}:
        return replace(style, stroke=fill, fill="#ffffff", weight=2, dash="2 2")
    return style


def force_style(troops: Troops, *, side: str, resting: bool = False, besieged: bool = False) -> Style:
    """Return the look of a force: a box with the sign of its arm, hollow at rest; a government or a court a diamond.

    Parameters
    ----------
    troops
        What it is made of.
    side
        For whom it is.
    resting, besieged
        Whether it stands still, and besieged there.
    """
    colour = SIDE_COLOURS.get(side, NEUTRAL)
    if troops in {Troops.GOVERNMENT, Troops.COURT}:
        return Style(shape="diamond", fill=colour, glyph=troops, weight=1.2 if resting else 3, size=8.5, rank=54)
    if not resting:
        return Style(shape="box", fill=colour, glyph=troops, weight=3, size=7.5, rank=55)
    dash = "3 2" if besieged else ""
    look = Style(shape="box", stroke=colour, fill="#fffdf6", weight=2, size=7, dash=dash, rank=53)
    return replace(look, glyph=troops, ink=colour)


def _movement_style(properties: Mapping[str, Any]) -> Style:
    return force_style(troops_of(properties), side=properties.get("side") or "")


def _government_style(_properties: Mapping[str, Any]) -> Style:
    return Style(shape="diamond", fill="#0f5c40", glyph="star", weight=4, size=8.5, rank=56)


def _station_style(properties: Mapping[str, Any]) -> Style:
    besieged = properties.get("purpose") == "besieged"
    return force_style(troops_of(properties), side=properties.get("side") or "", resting=True, besieged=besieged)


def _ground_style(properties: Mapping[str, Any]) -> Style:
    """Weak, under all marks, and without an outline of its own, so that neighbours of one side run together."""
    ground = properties["ground"]
    colour = GROUND_COLOURS.get(ground, NEUTRAL)
    opacity = {"not-recorded": 0.1, "contested": 0.4}.get(ground, 0.3)
    return Style(shape="area", stroke=colour, fill=colour, weight=0, fill_opacity=opacity, rank=3)


def _zone_style(properties: Mapping[str, Any]) -> Style:
    """A shape whose edge nobody surveyed: its outline is broad, faint and broken, and runs out to both sides."""
    colour = _side_colour(properties)
    intensity = int(properties.get("intensity") or 1)
    return Style(
        shape="area",
        stroke=colour,
        fill=colour,
        weight=(4, 5, 6)[intensity - 1],
        dash="1 9",
        opacity=(0.22, 0.3, 0.38)[intensity - 1],
        fill_opacity=(0.1, 0.22, 0.38)[intensity - 1],
        rank=10,
    )


def _action_style(properties: Mapping[str, Any]) -> Style:
    return Style(shape="triangle", fill=_side_colour(properties), glyph="fire", size=7, rank=64)


def _port_style(properties: Mapping[str, Any]) -> Style:
    holder = str(properties["kind"]).removeprefix("port_")
    colour = {"imperial": "empire", "french": "france"}.get(holder, holder)
    return Style(fill=HOLDER_COLOURS.get(colour, "#3d6178"), glyph="anchor", size=6.5, rank=46)


def _road_style(properties: Mapping[str, Any]) -> Style:
    """A carriage road is a whole line, a mule road a thinner one; of a march and where only supposed it is broken."""
    style = _ROADS.get(properties["kind"], _ROADS["mule-road"])
    return replace(style, dash="4 4") if properties.get("road") == "supposed" else style


def _local_style(properties: Mapping[str, Any], *, geometry_type: str) -> Style:
    group = properties.get("group") or properties["kind"]
    if geometry_type.endswith("LineString"):
        return _LOCAL_LINES.get(group, Style(shape="line", stroke="#6b6259", weight=2, rank=20))
    if geometry_type.endswith("Polygon"):
        return _LOCAL_AREAS.get(group, Style(shape="area", stroke="#6b6259", fill="#b8ab9c", fill_opacity=0.3, rank=8))
    return _LOCAL_POINTS.get(group, Style(fill="#7d6a58", size=4, rank=38))


_LAYER_STYLES: Final[Mapping[str, Callable[[Mapping[str, Any]], Style]]] = {
    "events": _event_style,
    "town_control": _town_style,
    "troop_movements": _movement_style,
    "seat_of_government": _government_style,
    "force_stations": _station_style,
    "territory": _ground_style,
    "guerrilla_zones": _zone_style,
    "guerrilla_actions": _action_style,
    "ports": _port_style,
    "roads": _road_style,
    "railways": lambda _properties: _LOCAL_LINES["railway"],
    "places": lambda _properties: _PLACE,
    "departments_1865": lambda _properties: Style(shape="diamond", fill="#8d6e97", size=4.5, rank=32),
}

LEGEND_SAMPLES: Final[Mapping[str, Style]] = {
    "events": Style(fill="#6b6259", glyph="battle", size=7.5),
    "town_control": Style(fill=SIDE_COLOURS["republic"], size=5.5),
    "troop_movements": Style(shape="box", fill=SIDE_COLOURS["france"], glyph="foot", size=6),
    "seat_of_government": Style(shape="diamond", fill="#0f5c40", glyph="star", size=7),
    "force_stations": _station_style({"side": "france"}),
    "territory": _ground_style({"ground": "republic"}),
    "guerrilla_zones": _zone_style({"side": "republic", "intensity": 3}),
    "guerrilla_actions": Style(shape="triangle", fill=SIDE_COLOURS["republic"], glyph="fire", size=7),
    "veracruz": _LOCAL_POINTS["fortification"],
    "mexico_city": _LOCAL_POINTS["gate"],
    "puebla": _LOCAL_LINES["siege_line"],
    "queretaro": _LOCAL_LINES["siege_line"],
    "roads": _ROADS["carriage-road"],
    "railways": _LOCAL_LINES["railway"],
    "telegraph": _LOCAL_LINES["telegraph"],
    "ports": _LOCAL_POINTS["port"],
    "departments_1865": Style(shape="diamond", fill="#8d6e97", size=5),
    "places": replace(_PLACE, size=3.5),
}

_OUTLINES: Final[Mapping[str, str]] = {
    "disc": "M10 {t} A{r} {r} 0 1 1 9.99 {t} Z",
    "square": "M{a} {a} H{b} V{b} H{a} Z",
    "diamond": "M10 {t} L{b} 10 L10 {b} L{a} 10 Z",
    "triangle": "M10 {t} L{b} {b} L{a} {b} Z",
    "box": "M1.5 5 H18.5 V15 H1.5 Z",
    "line": "M1 10 H19",
    "area": "M2 4 L17 2 L19 14 L8 18 L1 13 Z",
}


def swatch(style: Style) -> str:
    """Return a style's sample as an image element of 20 x 20 CSS pixels, an SVG in its address."""
    return f'<img class="swatch" alt="" width="20" height="20" src="{swatch_address(style)}">'


def swatch_address(style: Style) -> str:
    """Return a style's sample as the address of an image that holds its own data."""
    return f"data:image/svg+xml;base64,{base64.b64encode(_sample(style).encode()).decode()}"


def _sample(style: Style) -> str:
    radius = min(9.0, style.size + 1.5)
    outline = _OUTLINES[style.shape].format(r=radius, t=10 - radius, a=10 - radius, b=10 + radius)
    fill = style.fill if style.shape != "line" else "none"
    mark = (
        f'<path d="{outline}" fill="{fill}" fill-opacity="{style.fill_opacity}" stroke="{style.stroke}" '
        f'stroke-width="{style.weight}" stroke-dasharray="{style.dash or "none"}" stroke-opacity="{style.opacity}" '
        'stroke-linecap="round"/>'
    )
    glyph = ""
    if style.glyph:
        glyph = (
            f'<path d="{GLYPHS[style.glyph]}" transform="translate(3.2 3.2) scale(.85)" fill="none" '
            f'stroke="{style.ink}" '
            'stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">{mark}{glyph}</svg>'
