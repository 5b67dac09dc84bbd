"""The animated map as one HTML file that needs neither server nor network."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, Final

from geodata.catalog import CATALOG
from geodata.date_words import span_in_words
from geodata.locale import translator
from geodata.mapping.basemap import GROUND
from geodata.mapping.drawing import drawing
from geodata.mapping.style import LEGEND_SAMPLES, swatch_address
from geodata.mapping.timemap import PLAYER_SCRIPT, PLAYER_STYLE, SCRIPTS, STYLES, browser_config
from geodata.sources import load_sources
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.atlas import Atlas, Feature

__all__ = ["player"]

_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{styles}</style>
</head>
<body>
<div id="atlas-player"></div>
<script>window.Atlas={{files:{files}}};</script>
<script>{scripts}</script>
</body>
</html>
"""


def player(atlas: Atlas, *, language: Language = Language.ES) -> str:
    """Return the player as a page of HTML.

    Parameters
    ----------
    atlas
        The layers to play; a layer that could not be loaded is left out.
    language
        The language in which it opens; the reader can choose another.

    Returns
    -------
    str
        One file: Leaflet, the map's scripts, the ground, the drawings of every layer and the texts of its marks.
    """
    _ = translator(language)
    return _PAGE.format(
        language=language,
        title=_("The French intervention in Mexico, 1861–1867"),
        styles="\n".join(_text(path) for path in (*STYLES, PLAYER_STYLE)),
        files=_inline(_files(atlas, language)),
        scripts="\n".join(_text(path) for path in (*SCRIPTS, PLAYER_SCRIPT)),
    )


def _files(atlas: Atlas, language: Language) -> dict[str, Any]:
    config = browser_config()
    config["layers"] = [layer for layer in config["layers"] if layer["id"] in atlas.layers]
    return {
        "timemap.json": config,
        "ground": {path.name: _ground_file(path) for path in sorted(GROUND.iterdir()) if _is_ground(path)},
        **{f"drawing/{name}.json": drawing(layer) for name, layer in atlas.layers.items()},
        "player": {
            "language": language.value,
            "on": [name for name, entry in CATALOG.items() if entry.default_on and name in atlas.layers],
            "swatches": {name: swatch_address(LEGEND_SAMPLES[name]) for name in atlas.layers},
            "cards": _cards(atlas),
            "whens": _whens(atlas),
            "sources": {source.id: [source.citation, source.url] for source in load_sources().values()},
        },
    }


def _cards(atlas: Atlas) -> dict[str, Any]:
    features = (feature for layer in atlas.layers.values() for feature in layer.features)
    return {feature["properties"]["id"]: _card(feature) for feature in features}


def _whens(atlas: Atlas) -> dict[str, dict[str, str]]:
    """Every start and end that there is, in words, each said once."""
    features = (feature["properties"] for layer in atlas.layers.values() for feature in layer.features)
    spans = dict.fromkeys((properties["start"], properties["end"]) for properties in features)
    return {
        "/".join(ends): {language.value: span_in_words(*ends, language=language) for language in Language}
        for ends in spans
    }


def _card(feature: Feature) -> dict[str, Any]:
    properties: Mapping[str, Any] = feature["properties"]
    return {
        "text": {language.value: properties[f"description_{language}"] for language in Language},
        "when": f"{properties['start']}/{properties['end']}",
        "sources": [[reference["id"], reference.get("locator", "")] for reference in properties["sources"]],
    }


def _is_ground(path: Path) -> bool:
    return path.suffix in {".json", ".webp"}


def _ground_file(path: Path) -> object:
    if path.suffix == ".json":
        return json.loads(_text(path))
    return f"data:image/webp;base64,{base64.b64encode(path.read_bytes()).decode()}"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _inline(value: object) -> str:
    """Return JSON that can stand inside a script whatever texts it holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
