"""TimeMap, a Folium map that knows time, and the little script that tells it where the reader is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import folium
from folium.template import Template

from geodata.catalog import CATALOG
from geodata.dates import FIRST_DAY, LAST_DAY, Window
from geodata.locale import plural_translator, translator
from geodata.mapping.basemap import LEAFLET
from geodata.mapping.style import GLYPHS
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from geodata.dates import Step

__all__ = [
    "CLOCK_SCRIPTS",
    "PLAYER_SCRIPT",
    "PLAYER_STYLE",
    "SCRIPTS",
    "STYLES",
    "MapState",
    "Picture",
    "TimeMap",
    "browser_config",
]

_CLOCK: Final = ("clock", "fading", "drawing", "tracks", "marks", "timeline", "controls", "timemap")
_MODULES: Final = (
    "ground",
    "clock",
    "lead",
    "words",
    "leaflet_words",
    "textsize",
    "drawing",
    "fading",
    "painting",
    "paper",
    "tracks",
    "forces",
    "files",
    "idle",
    "marks",
    "timeline",
    "keys",
    "rows",
    "happenings",
    "list",
    "caption",
    "tip",
    "views",
    "notices",
    "touch",
    "tour",
    "exchange",
    "icons",
    "controls",
    "timemap",
)

_HERE: Final = Path(__file__).parent

SCRIPTS: Final = (LEAFLET / "leaflet.js", *(_HERE / f"{name}.js" for name in _MODULES))
"""Every script of the map, in the order in which they must run."""

CLOCK_SCRIPTS: Final = tuple(_HERE / f"{name}.js" for name in _CLOCK)
"""Those of them that are the clock: what a bound on their bytes keeps small."""

STYLES: Final = (LEAFLET / "leaflet.css", _HERE / "timemap.css", _HERE / "list.css")
"""Every style sheet of the map."""

PLAYER_SCRIPT: Final = _HERE / "player.js"
PLAYER_STYLE: Final = _HERE / "player.css"
"""What the map in a single file has besides: its own language, layer switches and card."""

# streamlit-folium shows the map in a frame two levels below the server's root, or below server.baseUrlPath.
_ROOT: Final = "../../atlas/"
_OPENING: Final = "1863-05-01"
_MANY: Final = 2

# What the marks of a group of layers are made of, for the clock: states that hold at an instant, ground that changes
# hands, things that happen, forces that move. All others are still.
_ROLES: Final = {
    "territory": "ground",
    "zones": "state",
    "control": "state",
    "stations": "state",
    "events": "happening",
    "movements": "movement",
}


class TimeMap(folium.Map):
    """A Folium map whose marks come and go with a clock.

    The layers do not travel in the map's script: the browser fetches each by its address, once. The script stays
    the same from run to run, so that the map is never made anew; what changes is told by `MapState`.

    Parameters
    ----------
    center
        Latitude and longitude of the first view.
    zoom
        Zoom level of the first view.
    together
        Name of a group of maps on one page that always show the same view, if it is one of them.
    """

    default_js = [("timemap", f"{_ROOT}map.js")]  # noqa: RUF012 - folium declares it so
    default_css = [("timemap_css", f"{_ROOT}map.css")]  # noqa: RUF012 - folium declares it so

    _template = Template(
        """
        {% macro header(this, kwargs) %}{% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} =
                Atlas.TimeMap.inStreamlit({{ this.get_name()|tojson }}, {{ this.opening|tojson }});
        {% endmacro %}
        """,
    )

    def __init__(self, *, center: tuple[float, float], zoom: int, together: str = "") -> None:
        super().__init__(location=list(center), zoom_start=zoom, tiles=None)
        self.opening: dict[str, Any] = {"base": _ROOT, "center": list(center), "zoom": zoom}
        if together:
            self.opening["together"] = together


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What a story shows of the map beyond a window of days.

    Parameters
    ----------
    bounds
        West, south, east and north of what must be in sight, whatever the size of the map.
    notes
        Ids of the marks that the story speaks of, each with its number in the text.
    at_end
        Layers of which only what stands at the window's end is shown.
    tour
        Seconds in which the clock plays once through the window, or None if it is to stand still.
    """

    bounds: tuple[float, float, float, float]
    notes: Mapping[str, str]
    at_end: tuple[str, ...] = ()
    tour: float | None = None


class MapState(folium.FeatureGroup):
    """The state of the page, told to the map's clock.

    It goes the way of a feature group, because st_folium hands those to a living map without making it anew.

    Parameters
    ----------
    turn
        Number of the reader's last move on the page; the map obeys window, selection and view of a new turn only.
    window
        The days shown.
    step
        The unit by which the window moves.
    layers
        Ids of the layers switched on.
    language
        Language of the map's words and names.
    selected
        Id of the selected feature, if any.
    view
        Latitude, longitude and zoom to go to, if the page wants that.
    online
        Online base map, ``osm`` or ``relief``, or None for the offline ground alone.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.feature_group=[];var {{ this.get_name() }}=L.layerGroup();atlas.update({{ this.state }});
        {%- endmacro %}
        """,
    )

    def __init__(
        self,
        *,
        turn: int,
        window: Window,
        step: Step,
        layers: Collection[str],
        language: Language,
        selected: str | None = None,
        view: tuple[float, float, int] | None = None,
        online: str | None = None,
    ) -> None:
        super().__init__()
        self.told: dict[str, Any] = {
            "turn": turn,
            "window": [window.first.isoformat(), window.last.isoformat()],
            "step": step.value if window == Window.around(window.first, step=step) else "custom",
            "layers": sorted(layers),
            "language": language.value,
            "selected": selected,
            "view": view,
            "online": online,
        }

    def telling(self, picture: Picture) -> MapState:
        """Add the picture of a story to what is told."""
        self.told |= {
            "bounds": picture.bounds,
            "notes": dict(picture.notes),
            "atEnd": picture.at_end,
            "tour": picture.tour,
        }
        return self

    def choosing(self, chosen: Mapping[str, Collection[int]] | None) -> MapState:
        """Add of which layers some marks are chosen, by their positions in the layer: the others are drawn faintly."""
        self.told["chosen"] = {layer: _bits(marks) for layer, marks in chosen.items()} if chosen else None
        return self

    def following(self, force: str | None) -> MapState:
        """Add which force the reader chose on the page: the map keeps it in view, until the reader follows another."""
        self.told["follow"] = force
        return self

    @property
    def state(self) -> str:
        """What is told, as a script has it."""
        return _script_json(self.told)


def browser_config() -> dict[str, Any]:
    """Return what every map in the browser shares: layers, words in all languages, first and last day."""
    return {
        "first": _iso(FIRST_DAY),
        "last": _iso(LAST_DAY),
        "opening": _OPENING,
        "shipGlyph": GLYPHS["ship"],
        "layers": [
            {"id": entry.id, "title": dict(entry.titles), "role": _ROLES.get(entry.group, "still")}
            for entry in CATALOG.values()
        ],
        "strings": {language.value: _strings(language) for language in Language},
    }


def _bits(positions: Collection[int]) -> str:
    """Return a number in hexadecimal digits with a bit for each position: the shortest way to name many marks."""
    return f"{sum(1 << position for position in positions):x}"


def _iso(day: date) -> str:
    return day.isoformat()


def _script_json(value: object) -> str:
    """Return JSON that can stand inside a script whatever texts it holds."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def _strings(language: Language) -> dict[str, str]:
    _, n_ = translator(language), plural_translator(language)
    return {
        "title": _("The French intervention in Mexico, 1861–1867"),
        "layers": _("Layers"),
        "choose": _("Choose a mark on the map or a line of the list to read about it here."),
        "sources": _("Sources"),
        "map": _("Map of Mexico"),
        "playbar": _("Play the war"),
        "timeline": _("Time line of the war, with events a month"),
        "window_first": _("First day shown"),
        "window_last": _("Last day shown"),
        "list": _("What happened"),
        "happened": n_("{count} event or action", "{count} events and actions", _MANY),
        "happened_one": n_("{count} event or action", "{count} events and actions", 1),
        "nothing": _("No event or action is recorded in this window on the layers switched on."),
        "marches": _("Marches under way"),
        "changed_hands": _("Towns that changed hands"),
        "none": _("None in this window."),
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("One step back"),
        "forward": _("One step forward"),
        "previous": _("Previous event"),
        "next": _("Next event"),
        "loop": _("Play again from the start at the end"),
        "eventful": _("Slow down at great events, hurry through quiet weeks"),
        "go_to": _("Go to a day"),
        "follow": _("Follow a force"),
        "follow_nobody": _("Follow nobody"),
        "help": _("Keys of the map"),
        "more": _("More controls"),
        "close": _("Close"),
        "play_pause": _("Play or pause"),
        "key_step": _("One step back or forward"),
        "key_event": _("Previous or next event"),
        "key_month": _("One month back or forward"),
        "key_ends": _("First or last day of the atlas"),
        "key_speed": _("Slower or faster"),
        "key_pan": _("Move the map, as the number pad does too"),
        "key_zoom": _("Zoom in or out"),
        "two_fingers": _("Use two fingers to move the map"),
        "no_canvas": _(
            "This browser draws no pictures (canvas), so the map stays empty. Date, play bar and the list of what "
            "happened work all the same."
        ),
        "retry": _("Try again"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "speed": _("Speed"),
        "speed_1": _("1 day a second"),
        "speed_3": _("3 days a second"),
        "speed_7": _("1 week a second"),
        "speed_14": _("2 weeks a second"),
        "speed_30": _("1 month a second"),
        "speed_91": _("3 months a second"),
        "layer_missing": _("The layer “{layer}” could not be fetched. The others are shown."),
        "ground-missing": _("A part of the ground could not be fetched. The marks are shown."),
        "relief-missing": _("The relief could not be fetched. The rest of the ground is shown."),
        "tiles-unreachable": _("The online map can't be reached. The offline ground is shown."),
    }
