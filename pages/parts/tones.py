"""The colours of charts and cards in pairs, for paper by day and by lamp light: the browser takes that of its theme."""

from __future__ import annotations

from typing import Final

from geodata.mapping.style import HOLDER_COLOURS, LAMP_COLOURS, NEUTRAL

__all__ = ["EDGE", "GRID", "INK", "LETTERS", "LINE", "PAPER", "colour_of", "shade", "tone"]

_PAPERS: Final = ("#f6efe0", "#26221c")
_NOBODY: Final = {"not-recorded": ("#c9bfae", "#554e43")}
_UNKNOWN: Final = (NEUTRAL, LAMP_COLOURS["none"])


def tone(day: str, lamp: str) -> str:
    """Return the colour, as style sheets write it, that is one by day and another by lamp light."""
    return f"light-dark({day}, {lamp})"


PAPER: Final = tone(*_PAPERS)
INK: Final = tone("#2b2723", "#ece4d6")
LETTERS: Final = tone("#5a524a", "#d5ccbf")
LINE: Final = tone("#b9ad98", "#6a6053")
GRID: Final = tone("#d8cdb8", "#3f382f")
EDGE: Final = tone("#fff8", "#0008")


def colour_of(side: str) -> str:
    """Return the colour of a side or holder, or of what nobody is recorded to hold."""
    return tone(*_pair(side))


def shade(side: str, strength: float) -> str:
    """Return a side's colour laid over the paper with some opacity, between 0 and 1."""
    return tone(*(_laid(colour, paper, strength) for colour, paper in zip(_pair(side), _PAPERS, strict=True)))


def _pair(side: str) -> tuple[str, str]:
    if side in HOLDER_COLOURS:
        return HOLDER_COLOURS[side], LAMP_COLOURS[side]
    return _NOBODY.get(side, _UNKNOWN)


def _laid(colour: str, paper: str, strength: float) -> str:
    over, under = ([int(text[at : at + 2], 16) for at in (1, 3, 5)] for text in (colour, paper))
    mixed = (round(part * strength + below * (1 - strength)) for part, below in zip(over, under, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
