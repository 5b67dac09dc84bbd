"""Where the reader is: the day, the step, the layers, the selected mark and the view; kept in the address.

Streamlit binds the layer switches to the address, and fields for the day and the view that nobody sees (see
`address.py`). Language, step and mark are written by hand: Streamlit would bind a choice's translated label, and a link
must mean the same in every language.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geodata.catalog import CATALOG
from geodata.dates import FIRST_DAY, LAST_DAY, Step, Window, nearest_day
from pages.parts.words import LANGUAGE_NAMES, _, date_in_words, language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = [
    "OPENING_DAY",
    "be_on",
    "day",
    "enter",
    "go_to",
    "hear",
    "keep_view",
    "layers_on",
    "led_by_address",
    "left_charts",
    "move_by",
    "moved",
    "news",
    "not_there",
    "notices",
    "online_ground",
    "restore",
    "select",
    "selected",
    "show",
    "show_layer",
    "step",
    "step_by",
    "take_turn",
    "tell_address",
    "turn",
    "view",
    "view_shown",
    "widget_showing",
    "window",
]

OPENING_DAY: Final = date(1863, 5, 1)
OPENING_STEP: Final = Step.MONTH

_NOTICED: Final = 60
_VIEW_LIMITS: Final = ((-60.0, 75.0), (-180.0, 180.0), (3, 17))


def day() -> date:
    """Return the first day of the reader's window, or the day typed in."""
    found: date = st.session_state["day"]
    return found


def be_on(there: date) -> None:
    """Take a day for the reader's. It is kept apart from the widgets that show it, see `widget_showing`."""
    st.session_state["day"] = min(max(there, FIRST_DAY), LAST_DAY)


def step() -> Step:
    """Return the unit by which the window moves."""
    return Step(st.session_state["step"])


def window() -> Window:
    """Return the days shown: the day, month or year of the date, or the days dragged out on the map's time line."""
    last: date | None = st.session_state.get("until")
    return Window(day(), last) if last else Window.around(day(), step=step())


def selected() -> str | None:
    """Return the id of the selected feature."""
    mark: str | None = st.session_state.get("mark")
    return mark


def view() -> tuple[float, float, int] | None:
    """Return the view asked for by a link or a table row: latitude, longitude, zoom."""
    asked: tuple[float, float, int] | None = st.session_state.get("view-asked")
    return asked


def view_shown() -> str:
    """Return the view that the reader has now, as the address says it; empty for the page's own."""
    shown: str = st.session_state.get("view-shown", "")
    return shown


def turn() -> int:
    """Return the number of the reader's last move on the page."""
    count: int = st.session_state.setdefault("turn", 0)
    return count


def take_turn() -> None:
    """Note that the page moved and the map must follow."""
    st.session_state["turn"] = turn() + 1


def layers_on() -> list[str]:
    """Return the ids of the layers switched on."""
    return [layer for layer in CATALOG if _is_on(layer)]


def _is_on(layer: str) -> bool:
    """Whether a layer is on; until its switch is drawn, as the address says, and else as layers are at first."""
    if layer in st.session_state:
        return bool(st.session_state[layer])
    return st.query_params.get(layer, str(CATALOG[layer].default_on).lower()) == "true"


def online_ground() -> str | None:
    """Return the online base map that the reader chose, if any."""
    return st.session_state.get("online") or None


def moved() -> None:
    """Note that the reader moved something on the page, which the map must follow."""
    take_turn()
    if st.query_params.get("step", OPENING_STEP) != step():
        st.query_params["step"] = step().value
    _until(None)


def step_by(unit: Step) -> None:
    """Choose the unit by which the window moves."""
    st.session_state["step"] = unit
    moved()


def go_to(there: date, *, mark: str | None = None, at: tuple[float, float, int] | None = None) -> None:
    """Go to a day, and if given to a mark and a view."""
    be_on(there)
    if mark:
        select(mark)
    if at:
        st.session_state["view-asked"] = at
    moved()


def show(mark: str, *, at: tuple[float, float, int] | None = None) -> None:
    """Select a mark, and if given go to a view; the days stay."""
    select(mark)
    if at:
        st.session_state["view-asked"] = at
    take_turn()


def move_by(count: int) -> None:
    """Move the window by a number of steps."""
    go_to(Window.around(day(), step=step()).shifted(count, step=step()).first)


def select(mark: str | None) -> None:
    """Select a feature, or none."""
    st.session_state["mark"] = mark
    if mark:
        st.query_params["mark"] = mark
    elif "mark" in st.query_params:
        del st.query_params["mark"]


def news(key: str) -> Mapping[str, Any] | None:
    """Return what a map reports of itself, or None if that comes late, or twice.

    Parameters
    ----------
    key
        The map's, under which its reports arrive.
    """
    report: Mapping[str, Any] = st.session_state.get(key) or {}
    frame, sequence = report.get("frame"), report.get("sequence", 0)
    last_frame, last_sequence = st.session_state.get(f"heard-{key}", (None, 0))
    if not sequence or (frame == last_frame and sequence <= last_sequence):
        return None
    st.session_state[f"heard-{key}"] = (frame, sequence)
    return report


def hear(key: str) -> None:
    """Take in where the map says that the reader is."""
    report = news(key)
    if report is None:
        return
    st.session_state["bbox"] = tuple(report["bbox"])
    if report["view"]:
        st.session_state["view-shown"] = ",".join(str(part) for part in report["view"])
    if report["turn"] == turn():
        st.session_state.pop("view-asked", None)  # it was obeyed: the map is where the reader has it now
        _take_window(*(date.fromisoformat(text) for text in report["window"]), custom=report["custom"])
        select(report["selected"])


def _take_window(first: date, last: date, *, custom: bool) -> None:
    if custom:
        be_on(first)
        _until(last)
    else:
        _until(None)
        if not Window.around(day(), step=step()).contains(last):
            be_on(last)


def _until(last: date | None) -> None:
    st.session_state["until"] = last
    if last:
        st.query_params["until"] = last.isoformat()
    elif "until" in st.query_params:
        del st.query_params["until"]


def keep_view() -> None:
    """Note that the view asked for is to hold on the page to which the reader is led."""
    st.session_state["view-kept"] = True


def widget_showing(name: str, value: Any, obey: Callable[[Any], None]) -> tuple[str, Callable[[], None]]:  # noqa: ANN401 - any
    """Return the key of a widget that shows a value, and what is to be called when it changes.

    A message from the browser carries the values of all widgets. One that leaves before the browser has heard of a
    value set here would take it back, as if the reader had. So the key is that of a new widget if the one that is there
    shows another value, and what a message only repeats is passed over. Whoever draws the widget gives it the value as
    its own default as well: that is what a browser sends which has not yet heard of the value set.

    Parameters
    ----------
    name
        The widget's name, without the number of its renewals.
    value
        What it is to show, of the type that the widget has.
    obey
        Takes what the reader chooses.
    """
    count: int = st.session_state.setdefault(f"renewed-{name}", 0)
    key = f"{name}-{count}"
    shown = st.session_state[f"shown-{name}"] = {key: st.session_state.get(key, value)}
    if shown[key] != value:
        st.session_state[f"renewed-{name}"] = count + 1
        key = f"{name}-{count + 1}"
        shown[key] = value
    if key not in st.session_state:
        st.session_state[key] = value
    return key, partial(_heed, name, key, obey)


def _heed(name: str, key: str, obey: Callable[[Any], None]) -> None:
    """Obey what the reader chose in a widget, unless a message repeats what it showed, or it is long gone."""
    value, shown = st.session_state.get(key), st.session_state[f"shown-{name}"]
    if shown.get(key, value) != value:
        shown[key] = value
        obey(value)


def tell_address(parameter: str, value: str) -> None:
    """Let the address say where the reader is, at every run: one that was cut short may have lost its word on that."""
    if st.query_params.get(parameter) != value:
        st.query_params[parameter] = value


def show_layer(layer: str) -> None:
    """Switch a layer on."""
    st.session_state[layer] = True


def left_charts() -> bool:
    """Tell whether the window has left the days of the page's charts (``charted``), so that they must be drawn anew."""
    charted: Window | None = st.session_state.get("charted")
    return charted is not None and (window().last < charted.first or window().first > charted.last)


def enter(page: str, *, focus: Collection[str]) -> None:
    """Come to a page: its own layers go on, unless the address says otherwise, and the map takes its own view."""
    before = st.session_state.get("page")
    if before == page:
        return
    st.session_state["page"] = page
    st.session_state["arrived"] = True
    for key in st.session_state.keys() & CATALOG.keys():
        st.session_state[key] = st.session_state[key]  # what is set by hand reaches the page's own widgets surely
    for layer in focus:
        if before is not None or layer not in st.query_params:
            st.session_state[layer] = True
    if before is not None:
        if not st.session_state.pop("view-kept", False):
            st.session_state.pop("view-asked", None)
        st.session_state.pop("view-shown", None)
        st.session_state.pop("bbox", None)
        _into_address()
    take_turn()


def led_by_address() -> bool:
    """Tell, once, whether the address says what to show: the reader just came to the page, or went back or forward."""
    run = get_script_run_ctx()
    return st.session_state.pop("arrived", False) or (run is not None and run.is_history_navigation)


def _into_address() -> None:
    """Write what is written by hand again: Streamlit empties the address when the page changes."""
    st.query_params["lang"] = language().value
    if step() is not OPENING_STEP:
        st.query_params["step"] = step().value
    _until(st.session_state.get("until"))
    select(selected())


def restore(
    *,
    find: Callable[[str], Mapping[str, Any] | None],
    view_of: Callable[[Mapping[str, Any]], tuple[float, float, int]],
) -> None:
    """Take a first visit's state from its address; what is wrong there gets a notice and the nearest right value.

    Parameters
    ----------
    find
        Returns the feature of an id, or None if there is none.
    view_of
        Returns the view that shows a feature.
    """
    if "restored" in st.session_state:
        return
    st.session_state["restored"] = True
    st.session_state["notices"] = []
    _restore_language()
    _restore_date()
    _restore_until()
    _restore_step()
    _restore_layers()
    feature = _restore_mark(find)
    if feature:
        _show_mark(feature, view_of)
    _restore_view()


def notices() -> list[str]:
    """Return what was wrong in the address, to be shown once."""
    texts: list[str] = st.session_state.get("notices", [])
    st.session_state["notices"] = []
    return texts


def not_there(what: str, found: str, *, instead: str) -> str:
    """Return in words that a link asks for what is not in the atlas, and what is shown instead."""
    text = _("The link asks for “{found}” ({what}), which the atlas does not have. It shows: {instead}.")
    return text.format(what=what, found=found[:_NOTICED], instead=instead)


def _notice(what: str, found: str, instead: str) -> None:
    st.session_state["notices"].append(not_there(what, found, instead=instead))


def _restore_language() -> None:
    text = st.query_params.get("lang")
    if text is not None and text != language():
        _notice(_("Language"), text, LANGUAGE_NAMES[language()])


def _restore_date() -> None:
    text = st.query_params.get("date")
    be_on(OPENING_DAY)
    if text is None:
        return
    nearest, right = nearest_day(text)
    be_on(nearest)
    if not right:
        _notice(_("Date"), text, date_in_words(nearest.isoformat()))


def _restore_until() -> None:
    text = st.query_params.get("until")
    if text is None:
        return
    nearest, right = nearest_day(text)
    if right and nearest >= day():
        st.session_state["until"] = nearest
    else:
        _notice(_("Last day shown"), text, date_in_words(day().isoformat()))


def _restore_step() -> None:
    text = st.query_params.get("step", OPENING_STEP.value)
    known = text in set(Step)
    st.session_state["step"] = Step(text) if known else OPENING_STEP
    if not known:
        _notice(_("Step"), text, _("Month"))


def _restore_layers() -> None:
    for layer in CATALOG:
        text = st.query_params.get(layer)
        if text is not None and text not in {"true", "false"}:
            _notice(CATALOG[layer].titles[language()], text, _("the layer as it is at first"))


def _restore_mark(find: Callable[[str], Mapping[str, Any] | None]) -> Mapping[str, Any] | None:
    mark = st.query_params.get("mark")
    feature = find(mark) if mark is not None else None
    if feature:
        st.session_state["mark"] = mark
    elif mark is not None:
        text = _("The link asks for the mark “{found}”, which the atlas does not have. No card is open.")
        st.session_state["notices"].append(text.format(found=mark[:_NOTICED]))
        del st.query_params["mark"]
    return feature


def _show_mark(feature: Mapping[str, Any], view_of: Callable[[Mapping[str, Any]], tuple[float, float, int]]) -> None:
    """Show the address's mark: its day, its layer and its place, but for what the address says otherwise."""
    start, layer = feature["properties"]["start_earliest"], feature["properties"]["layer"]
    if "date" not in st.query_params and start:
        be_on(date.fromisoformat(start))
    if layer not in st.query_params:
        show_layer(layer)
    if "view" not in st.query_params:
        st.session_state["view-asked"] = view_of(feature)


def _restore_view() -> None:
    text = st.query_params.get("view")
    if text is None:
        return
    try:
        latitude, longitude, zoom = (float(part) for part in text.split(","))
    except ValueError:
        _notice(_("View"), text, _("the page's own view"))
        return
    asked = (latitude, longitude, round(zoom))
    if all(low <= part <= high for part, (low, high) in zip(asked, _VIEW_LIMITS, strict=True)):
        st.session_state["view-asked"] = asked
        st.session_state["view-shown"] = text
    else:
        _notice(_("View"), text, _("the page's own view"))
