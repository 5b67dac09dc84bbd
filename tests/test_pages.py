"""Every page, without a browser: what it says, what an address restores, where its controls lead."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from shapely.geometry import shape
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from geodata.catalog import CATALOG
from geodata.date_words import date_in_words
from geodata.dates import FIRST_DAY, LAST_DAY, Step, Window
from geodata.locale import translator
from geodata.publish.current import current_atlas
from geodata.publish.formats import file_name, player_name
from geodata.sources import load_sources
from geodata.story import load_story
from geodata.vocabulary import Language
from pages.parts import card, state, table, text
from pages.parts.views import MAP_PAGES
from tests.open_page import MAIN, PAGES, assert_sound, html_of, open_page, renewed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LANGUAGES = list(Language)
PUEBLA = "puebla-1862-05-05"

MONTHS = {Language.ES: "mayo de 1863", Language.FR: "mai 1863", Language.EN: "May 1863"}


def day_of(app: AppTest) -> date:
    found = renewed(app, "date_input", "date").value
    assert isinstance(found, date)
    return found


def slider_of(app: AppTest, step: Step) -> Any:  # noqa: ANN401 - two kinds of widget
    kind = "slider" if step is Step.DAY else "select_slider"
    return renewed(app, kind, f"slider-{step}-{app.session_state['lang']}")


def step_choice(app: AppTest) -> Any:  # noqa: ANN401 - as above
    return renewed(app, "segmented_control", f"step-choice-{app.session_state['lang']}")


def press(app: AppTest, key: str, times: int = 1) -> None:
    for _time in range(times):
        app.button(key=key).click().run()
        assert_sound(app)


def rows_of(app: AppTest, layer: str) -> int:
    """How many rows the table of a layer has; none if it is not there."""
    key = f"table-{layer.replace('_', '-')}"
    return sum(len(table.value) for table in app.dataframe if table.key == key)


def layers_on(app: AppTest) -> set[str]:
    return {toggle.key for toggle in app.toggle if toggle.key and toggle.value}


@cache
def opened(page: str, language: Language) -> tuple[AppTest, str]:
    """Open a page once for all tests that only look at it; returned with the title of its tab."""
    tabs: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "set_page_config", lambda **settings: tabs.append(settings["page_title"]))
        return open_page(page, lang=language), tabs[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_in_every_language(page: str, language: Language) -> None:
    app, _tab = opened(page, language)
    assert len(app.title) == 1
    assert app.title[0].value
    assert [notice.value for notice in app.warning] == []
    assert app.segmented_control(key="lang").value == language


def test_page_and_tab_are_named_after_the_page_in_every_language() -> None:
    titles: dict[tuple[str, Language], tuple[str, str]] = {}
    for language in LANGUAGES:
        for page in PAGES:
            app, tab = opened(page, language)
            titles[page, language] = (app.title[0].value, tab)
        atlas = translator(language)("The French intervention in Mexico, 1861–1867")
        assert titles["war", language][1] == f"{translator(language)('The war')} – {atlas}"
        assert all(titles[page, language][1].endswith(f" – {atlas}") for page in PAGES)
    for part in (0, 1):
        for page in PAGES:
            assert len({titles[page, language][part] for language in LANGUAGES}) == 3, page
        for language in LANGUAGES:
            assert len({titles[page, language][part] for page in PAGES}) == len(PAGES), language


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("es-MX", Language.ES),
        ("fr-FR", Language.FR),
        ("en-US", Language.EN),
        ("fr", Language.FR),
        ("de-DE", Language.EN),
        (None, Language.EN),
    ],
)
def test_the_browsers_wish_decides_the_first_language(
    monkeypatch: pytest.MonkeyPatch, wish: str | None, language: Language
) -> None:
    monkeypatch.setattr(ContextProxy, "locale", property(lambda _context: wish))
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert app.segmented_control(key="lang").value == language
    assert app.title[0].value == translator(language)("The French intervention in Mexico, 1861–1867")


@pytest.mark.parametrize("page", MAP_PAGES)
def test_a_map_page_opens_with_its_own_layers(page: str) -> None:
    defaults = {entry.id for entry in CATALOG.values() if entry.default_on}
    assert layers_on(opened(page, Language.EN)[0]) == defaults | set(MAP_PAGES[page].focus)


@pytest.mark.parametrize("page", MAP_PAGES)
def test_every_layer_has_a_switch_named_in_the_readers_language(page: str) -> None:
    app, _tab = opened(page, Language.FR)
    assert {toggle.key: toggle.label for toggle in app.toggle} == {
        entry.id: entry.titles["fr"] for entry in CATALOG.values()
    }


def test_changing_the_language_keeps_date_and_layers() -> None:
    app = open_page(date="1862-05-05", step="day", roads="true")
    app.segmented_control(key="lang").set_value(Language.FR).run()
    assert_sound(app)
    assert day_of(app) == date(1862, 5, 5)
    assert "roads" in layers_on(app)
    assert slider_of(app, Step.DAY).value == date(1862, 5, 5)
    assert app.query_params["lang"] in ("fr", ["fr"])


@pytest.mark.parametrize("page", ["veracruz", "about"])
def test_going_to_another_page_and_back_keeps_what_was_chosen(page: str) -> None:
    app = open_page(date="1862-05-05", step="year", roads="true", events="false")
    for name in (page, "war"):
        app.switch_page(f"{name}.py").run()
        assert_sound(app)
    assert day_of(app) == date(1862, 5, 5)
    assert slider_of(app, Step.YEAR).value == date(1862, 1, 1)
    assert "roads" in layers_on(app)
    assert "events" not in layers_on(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_restores_date_and_step(language: Language) -> None:
    app = open_page(lang=language, date="1864-06-12", step="year")
    assert day_of(app) == date(1864, 6, 12)
    assert step_choice(app).value == Step.YEAR
    assert slider_of(app, Step.YEAR).value == date(1864, 1, 1)
    assert [notice.value for notice in app.warning] == []


def test_an_address_restores_layers() -> None:
    app = open_page(ports="true", events="false")
    defaults = {entry.id for entry in CATALOG.values() if entry.default_on}
    assert layers_on(app) == (defaults | {"ports"}) - {"events"}


def test_an_address_restores_mark_and_card() -> None:
    feature = current_atlas().layers["events"].features[40]["properties"]
    app = open_page(mark=feature["id"], date=feature["start_earliest"])
    assert f'data-feature="{feature["id"]}"' in html_of(app)
    assert text.escape(feature["title_en"]) in html_of(app)
    assert [notice.value for notice in app.warning] == []


def test_an_address_with_a_mark_alone_goes_to_its_day() -> None:
    feature = next(
        feature["properties"]
        for feature in current_atlas().layers["events"].features
        if feature["properties"]["start"].startswith("1866")
    )
    assert day_of(open_page(mark=feature["id"])) == date.fromisoformat(feature["start_earliest"])


def test_an_address_with_a_mark_alone_switches_its_layer_on_and_shows_its_place() -> None:
    app = open_page(mark="ver-wall")
    assert "veracruz" in layers_on(app)
    assert 'data-feature="ver-wall"' in html_of(app)
    feature = current_atlas().feature("ver-wall")
    assert feature
    west, south, east, north = shape(feature["geometry"]).bounds
    latitude, longitude, zoom = app.session_state["view-asked"]
    assert west <= longitude <= east
    assert south <= latitude <= north
    assert zoom == MAP_PAGES["veracruz"].zoom


@pytest.mark.parametrize("mark", ["spain-fleet-havana-veracruz-1861", "place-camaron"])
def test_a_long_way_is_shown_whole_and_a_place_near(mark: str) -> None:
    feature = current_atlas().feature(mark)
    assert feature
    west, _south, east, _north = shape(feature["geometry"]).bounds
    _latitude, _longitude, zoom = open_page(mark=mark).session_state["view-asked"]
    assert 11 >= zoom >= 3
    assert 1000 * 360 / (256 * 2**zoom) >= east - west


def test_an_address_may_say_otherwise_than_its_mark() -> None:
    app = open_page(mark="ver-wall", veracruz="false", view="25.7,-100.3,9", date="1866-05-01")
    assert "veracruz" not in layers_on(app)
    assert app.session_state["view-asked"] == (25.7, -100.3, 9)
    assert day_of(app) == date(1866, 5, 1)


def test_an_address_restores_a_window_of_the_readers_own() -> None:
    app = open_page(date="1863-05-03", until="1863-05-20")
    expected = current_atlas().counts(Window(date(1863, 5, 3), date(1863, 5, 20)), layers=layers_on(app))
    assert f"{sum(expected.values())} marks" in html_of(app)
    assert "first=1863-05-03&amp;last=1863-05-20" in html_of(app)
    assert "3–20 May 1863" in html_of(app)


def test_an_address_restores_the_view() -> None:
    app = open_page(view="19.2,-96.1,12")
    assert app.session_state["view-asked"] == (19.2, -96.1, 12)


@pytest.mark.parametrize(
    ("parameter", "value", "instead"),
    [
        ("date", "1863-02-30", date(1863, 2, 28)),
        ("date", "1863-13-01", date(1863, 12, 1)),
        ("date", "1900-01-01", LAST_DAY),
        ("date", "1789-07-14", FIRST_DAY),
        ("date", "5 May 1862", FIRST_DAY),
        ("date", "", FIRST_DAY),
        ("date", "<script>alert(1)</script>", FIRST_DAY),
    ],
)
def test_a_wrong_date_gets_one_notice_and_the_nearest_day(parameter: str, value: str, instead: date) -> None:
    app = open_page(**{parameter: value})
    assert day_of(app) == instead
    assert len(app.warning) == 1
    assert date_in_words(instead.isoformat(), language=Language.EN) in app.warning[0].value
    assert value[:60] in app.warning[0].value


@pytest.mark.parametrize(
    ("parameter", "value", "instead"),
    [
        ("step", "week", "Month"),
        ("step", "", "Month"),
        ("mark", "no-such-mark", "No card is open"),
        ("view", "here", ""),
        ("view", "19,-96", ""),
        ("view", "nan,nan,5", ""),
        ("view", "99,-96,5", ""),
        ("view", "19,-96,50", ""),
        ("until", "1860-01-01", ""),
        ("until", "soon", ""),
        ("roads", "perhaps", "Roads"),
        ("events", "", "Events"),
        ("lang", "de", "English"),
    ],
)
def test_any_other_wrong_value_gets_one_notice_and_what_is_right(parameter: str, value: str, instead: str) -> None:
    app = open_page(**{parameter: value})
    assert len(app.warning) == 1
    assert value[:60] in app.warning[0].value
    assert instead in app.warning[0].value
    defaults = {entry.id for entry in CATALOG.values() if entry.default_on}
    assert layers_on(app) == defaults


def test_the_signs_of_the_map_are_explained_until_a_card_takes_their_place() -> None:
    assert "legend signs" in html_of(open_page())
    assert "legend signs" not in html_of(open_page(mark="battle-of-puebla-1862"))


def test_a_notice_goes_with_the_next_move() -> None:
    app = open_page(step="week")
    app.toggle(key="roads").set_value(True).run()
    assert [notice.value for notice in app.warning] == []


def test_several_wrong_values_get_a_notice_each() -> None:
    app = open_page(step="week", date="1900-01-01", mark="none", view="x", roads="y")
    assert len(app.warning) == 5


@pytest.mark.parametrize(
    ("step", "day", "after"),
    [
        ("year", "1863-05-17", date(1864, 1, 1)),
        ("month", "1863-05-17", date(1863, 6, 1)),
        ("month", "1863-12-31", date(1864, 1, 1)),
        ("day", "1864-02-28", date(1864, 2, 29)),
    ],
)
def test_a_step_forward_and_back(step: str, day: str, after: date) -> None:
    app = open_page(step=step, date=day)
    press(app, "forward")
    assert day_of(app) == after
    press(app, "back")
    assert Window.around(day_of(app), step=Step(step)) == Window.around(date.fromisoformat(day), step=Step(step))


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize(("key", "end"), [("back", FIRST_DAY), ("forward", LAST_DAY)])
def test_no_step_leaves_the_atlas(step: Step, key: str, end: date) -> None:
    app = open_page(step=step, date=end.isoformat())
    press(app, key, times=2)
    assert Window.around(day_of(app), step=step) == Window.around(end, step=step)
    assert slider_of(app, step).value == Window.around(end, step=step).first


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", list(Step))
def test_the_slider_moves_the_date_and_shows_it(step: Step, language: Language) -> None:
    app = open_page(step=step, date="1863-05-17", lang=language)
    there = {Step.YEAR: date(1866, 1, 1), Step.MONTH: date(1866, 3, 1), Step.DAY: date(1866, 3, 9)}[step]
    slider_of(app, step).set_value(there).run()
    assert_sound(app)
    assert day_of(app) == there
    assert slider_of(app, step).value == there


def test_typing_a_day_moves_the_slider() -> None:
    app = open_page(step="month")
    renewed(app, "date_input", "date").set_value(date(1865, 10, 3)).run()
    assert_sound(app)
    assert slider_of(app, Step.MONTH).value == date(1865, 10, 1)


def test_choosing_a_step_keeps_the_day() -> None:
    app = open_page(step="month", date="1863-05-17")
    for step in (Step.DAY, Step.YEAR, Step.MONTH):
        step_choice(app).set_value(step).run()
        assert_sound(app)
        assert day_of(app) == date(1863, 5, 17)
        assert slider_of(app, step).value == Window.around(date(1863, 5, 17), step=step).first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_download_of_the_map_says_how_much_of_when(language: Language) -> None:
    app = open_page(lang=language, date="1863-05-17")
    total = sum(
        current_atlas().counts(Window.around(date(1863, 5, 17), step=Step.MONTH), layers=layers_on(app)).values()
    )
    link = re.search(r'<a href="([^"]+)" download="([^"]+)" data-subject="map">([^<]+)<', html_of(app))
    assert link
    assert link[2] == f"atlas-{ {'es': 'mapa', 'fr': 'carte', 'en': 'map'}[language] }-1863-05.geojson"
    assert f"lang={language}" in link[1]
    assert MONTHS[language] in link[3]
    assert str(total) in re.sub(r"\D", "", link[3].replace("1863", ""))


def test_with_every_layer_off_there_is_nothing_to_download() -> None:
    off = {entry.id: "false" for entry in CATALOG.values() if entry.default_on}
    app = open_page(**off)
    assert layers_on(app) == set()
    assert re.search(r"\b0 marks", html_of(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_downloads_hands_out_every_layer(language: Language) -> None:
    shown = html_of(opened("downloads", language)[0])
    links = dict(re.findall(rf'href="atlas/layers/(\w+)\.geojson\?lang={language}" download="([^"]+)"', shown))
    assert links == {layer: file_name(layer, language=language) for layer in CATALOG}
    assert f'href="atlas/player.html?lang={language}" download="{player_name(language=language)}"' in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [*MAP_PAGES, "story", "numbers"])
def test_a_page_hands_out_layers_and_what_its_maps_show(page: str, language: Language) -> None:
    shown = html_of(opened(page, language)[0])
    assert re.search(r"atlas/layers/\w+\.geojson", shown)
    maps = {"numbers": 0, "compare": 2}.get(page, 1)
    assert shown.count("atlas/extract.geojson?") == maps


def test_compare_hands_out_both_days_and_the_story_its_chapter() -> None:
    compared = html_of(open_page("compare", date="1863-05-17", to="1864-06-12"))
    for day in ("1863-05-17", "1864-06-12"):
        count = sum(current_atlas().counts(Window(*[date.fromisoformat(day)] * 2), layers=_defaults()).values())
        assert f"extract.geojson?first={day}&amp;last={day}&amp;" in compared
        assert f"{count} marks" in compared
    chapter = load_story()[2]
    told = html_of(open_page("story", chapter=chapter.id))
    west, south, east, north = (f"{edge:g}" for edge in chapter.box)
    assert f"first={chapter.window.first}&amp;last={chapter.window.last}" in told
    assert f"layers={','.join(chapter.layers)}&amp;lang=en&amp;bbox={west},{south},{east},{north}" in told
    assert all(f"atlas/layers/{layer}.geojson" in told for layer in chapter.layers)


def _defaults() -> list[str]:
    return [entry.id for entry in CATALOG.values() if entry.default_on]


@pytest.mark.parametrize("layer", ["troop_movements", "guerrilla_zones"])
def test_a_table_can_be_filtered_by_words_and_sides(layer: str) -> None:
    app = open_page(layer)
    whole = rows_of(app, layer)
    app.text_input(key=f"words-{layer}").set_value("puebla").run()
    assert_sound(app)
    some = rows_of(app, layer)
    assert 0 < some < whole
    app.multiselect(key=f"sides-{layer}").set_value(["republic"]).run()
    assert_sound(app)
    assert rows_of(app, layer) <= some


def test_filters_heed_neither_case_nor_accents() -> None:
    counts = []
    app = open_page("troop_movements")
    for words in ("Querétaro", "queretaro", "QUERETARO"):
        app.text_input(key="words-troop_movements").set_value(words).run()
        counts.append(rows_of(app, "troop_movements"))
    assert counts[0] == counts[1] == counts[2] > 0


def test_a_filter_that_leaves_nothing_says_so() -> None:
    app = open_page("troop_movements")
    app.text_input(key="words-troop_movements").set_value("no such words").run()
    assert_sound(app)
    assert rows_of(app, "troop_movements") == 0
    assert "No row fits these filters." in [notice.value for notice in app.info]


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stand in for Streamlit's session, where only what the parts write is of interest."""
    kept: dict[str, Any] = {"step": Step.MONTH, "day": date(1863, 5, 1), "turn": 4}
    monkeypatch.setattr(st, "session_state", kept)
    monkeypatch.setattr(st, "query_params", {})
    return kept


def choose(session: dict[str, Any], row: int) -> Mapping[str, Any]:
    rows = current_atlas().layers["troop_movements"].features
    session["table"] = SimpleNamespace(selection=SimpleNamespace(rows=[row]))
    table._follow("table", rows)  # noqa: SLF001 - what Streamlit calls when a row is chosen
    return rows[row]


@pytest.mark.parametrize("row", [0, 20, 100])
def test_a_row_leads_to_its_date_mark_and_place(session: dict[str, Any], row: int) -> None:
    feature = choose(session, row)
    properties = feature["properties"]
    assert session["mark"] == properties["id"]
    assert session["turn"] == 5
    assert session["day"] <= date.fromisoformat(properties["end_latest"])
    assert session["day"] >= date.fromisoformat(properties["start_earliest"])
    latitude, longitude, zoom = session["view-asked"]
    longitudes, latitudes = zip(*feature["geometry"]["coordinates"], strict=True)
    assert min(latitudes) <= latitude <= max(latitudes)
    assert min(longitudes) <= longitude <= max(longitudes)
    assert 3 <= zoom <= 11


def test_a_row_that_the_filter_took_away_leads_nowhere(session: dict[str, Any]) -> None:
    before = dict(session)
    session["table"] = SimpleNamespace(selection=SimpleNamespace(rows=[10**6]))
    table._follow("table", current_atlas().layers["troop_movements"].features)  # noqa: SLF001 - as above
    assert {key: value for key, value in session.items() if key != "table"} == before


@pytest.mark.parametrize(
    ("bbox", "zoom"),
    [((-99.1, 19.4, -99.1, 19.4), 11), ((-105.0, 18.0, -97.0, 22.0), 6), ((-100.0, 10.0, 5.0, 50.0), 3)],
)
def test_a_view_holds_its_box(bbox: tuple[float, float, float, float], zoom: int) -> None:
    assert table.view_of(bbox)[2] == zoom


def report(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the map may say
    return {
        "frame": 1.0,
        "sequence": 1,
        "turn": 4,
        "window": ["1864-02-01", "1864-02-29"],
        "custom": False,
        "playing": True,
        "selected": None,
        "view": [20.0, -99.0, 6],
        "bbox": [-110.0, 15.0, -90.0, 25.0],
        **changes,
    }


def hear(session: dict[str, Any], *reports: dict[str, Any]) -> None:
    for said in reports:
        session["map"] = said
        state.hear("map")


def test_what_the_map_reports_moves_the_page(session: dict[str, Any]) -> None:
    hear(session, report(selected=PUEBLA))
    assert state.window() == Window(date(1864, 2, 1), date(1864, 2, 29))
    assert state.selected() == PUEBLA
    assert session["bbox"] == (-110.0, 15.0, -90.0, 25.0)


def test_a_late_report_never_moves_the_date_back(session: dict[str, Any]) -> None:
    hear(
        session,
        report(sequence=8, window=["1864-03-01", "1864-03-31"]),
        report(sequence=7, window=["1864-01-01", "1864-01-31"]),
        report(sequence=8, window=["1864-01-01", "1864-01-31"]),
    )
    assert state.window().first == date(1864, 3, 1)


def test_a_report_from_before_the_readers_own_move_changes_nothing_but_the_view(session: dict[str, Any]) -> None:
    hear(session, report(turn=3))
    assert state.window().first == date(1863, 5, 1)
    assert session["bbox"] == (-110.0, 15.0, -90.0, 25.0)


def test_a_frame_made_anew_is_heard_from_its_first_word(session: dict[str, Any]) -> None:
    hear(session, report(sequence=40), report(frame=2.0, sequence=1, window=["1865-02-01", "1865-02-28"]))
    assert state.window().first == date(1865, 2, 1)


def test_what_a_late_message_says_of_a_value_that_the_page_has_set_anew_moves_nothing(session: dict[str, Any]) -> None:
    obeyed: list[date] = []

    def showing(day: date) -> tuple[str, Callable[[], None]]:
        return state.widget_showing("date", day, obeyed.append)

    first, say_first = showing(date(1863, 5, 17))
    assert showing(date(1863, 5, 17))[0] == first
    second, say_second = showing(date(1863, 6, 1))
    assert second != first
    assert session[second] == date(1863, 6, 1)
    say_first()
    assert obeyed == [], "the message left before the browser had heard of June"
    session[first] = date(1863, 4, 3)
    say_first()
    assert obeyed == [date(1863, 4, 3)], "typed before the browser had heard of June"
    session[second] = date(1863, 7, 1)
    say_second()
    assert obeyed[1:] == [date(1863, 7, 1)]
    assert showing(date(1863, 7, 1))[0] == second
    third, _say_third = showing(date(1863, 8, 1))
    say_first()
    assert obeyed[2:] == []
    assert showing(date(1863, 8, 1))[0] == third


@pytest.mark.parametrize("said", [None, {}, {"sequence": 0}])
def test_a_frame_that_says_nothing_changes_nothing(session: dict[str, Any], said: dict[str, Any] | None) -> None:
    before = dict(session)
    session["map"] = said
    state.hear("map")
    assert {key: value for key, value in session.items() if key != "map"} == before


def test_a_window_dragged_out_is_kept_until_the_next_step(session: dict[str, Any]) -> None:
    hear(session, report(custom=True, window=["1863-05-03", "1863-06-20"]))
    assert state.window() == Window(date(1863, 5, 3), date(1863, 6, 20))
    state.move_by(1)
    assert state.window() == Window.around(date(1863, 6, 1), step=Step.MONTH)


class Elements(HTMLParser):
    """Every element, attribute and text of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


HOSTILE = '<img src=x onerror=alert(1)>"\' onclick="alert(1)" </article><script>alert(1)</script>&amp;'


def hostile(value: Any, *, key: str = "") -> Any:  # noqa: ANN401 - properties nested to any depth
    kept = {"start", "end", "certainty", "evidence", "side", "victor", "kind", "layer", "status", "holder", "road"}
    if isinstance(value, dict):
        return {name: hostile(part, key=name) for name, part in value.items()}
    if isinstance(value, list):
        return [hostile(part) for part in value] or ([HOSTILE] if key in {"commanders", "leaders"} else [])
    return value if key in kept or key.endswith(("est", "km")) or not isinstance(value, str | None) else HOSTILE


@pytest.mark.parametrize("layer", ["events", "town_control", "troop_movements", "guerrilla_zones", "veracruz", "roads"])
def test_no_text_of_the_data_becomes_markup(layer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = next(iter(load_sources().values()))
    evil = replace(source, url=f'https://example.org/"{HOSTILE}')
    monkeypatch.setattr("pages.parts.card.load_sources", lambda: {HOSTILE: evil, source.id: evil})
    for feature in current_atlas().layers[layer].features[:40]:
        properties = hostile(feature["properties"])
        properties.update(id=HOSTILE, sources=[{"id": source.id, "locator": HOSTILE}])
        properties["disputed"] = [{"property": HOSTILE, "value": HOSTILE, "source": source.id}]
        found = Elements(card.card_html(properties))
        assert not {"img", "script"} & set(found.tags)
        assert found.tags.count("article") == 1
        assert not [name for name, _value in found.attributes if name.startswith("on")]
        assert HOSTILE in found.texts


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "", "JAVASCRIPT:alert(1)"])
def test_an_address_that_is_none_of_the_web_is_no_link(url: str) -> None:
    assert text.link(url, "a source") == "a source"


def test_the_card_of_a_road_says_its_kind_and_its_places() -> None:
    feature = current_atlas().feature("nat-road-durango-mazatlan")
    assert feature is not None
    found = Elements(card.card_html(feature["properties"]))
    assert "Mule road, road supposed" in found.texts
    assert any(words.startswith("Durango – El Salto") for words in found.texts)


@pytest.mark.parametrize("layer", ["events", "town_control", "troop_movements"])
def test_where_accounts_differ_each_is_told_with_its_source(layer: str) -> None:
    sources = load_sources()
    disputed = [feature["properties"] for feature in current_atlas().layers[layer].features]
    for properties in (each for each in disputed if each["disputed"]):
        told = card.card_html(properties).split("Accounts differ")[1]
        items = [Elements(item).texts for item in told.split("</ul>")[0].split("<li>")[1:]]
        assert len(items) == len(properties["disputed"])
        for (what, value, *cited), account in zip(items, properties["disputed"], strict=True):
            assert what.endswith(": ")
            assert value == card._said(account)  # noqa: SLF001 - a side by its name, a number as it stands
            keys = [key for key in account["source"].split("; ") if key in sources]
            words = "".join(cited)
            assert all(sources[key].citation in words for key in keys)
            assert keys or "from memory" in words
            assert account["locator"] in words


def test_the_numbers_of_each_account_stand_side_by_side() -> None:
    feature = current_atlas().feature("combat-of-el-fortin-1862")
    assert feature
    found = " ".join(Elements(card.card_html(feature["properties"])).texts)
    accounts = [one for one in feature["properties"]["disputed"] if one["property"] == "losses_b"]
    assert len({one["source"] for one in accounts}) > 1
    assert found.count("Losses of the second side") == len(accounts)
    assert all(one["value"] in found for one in accounts)


@pytest.mark.parametrize("layer", CATALOG)
def test_every_mark_has_a_card(layer: str) -> None:
    for feature in current_atlas().layers[layer].features:
        properties = feature["properties"]
        found = Elements(card.card_html(properties))
        assert ("data-feature", properties["id"]) in found.attributes
        assert properties["title_en"] in found.texts
        assert "h3" in found.tags
        assert "sources" in [value for name, value in found.attributes if name == "class"]
