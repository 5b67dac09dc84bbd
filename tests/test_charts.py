"""Charts, comparison and finding on the pages, without a browser."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from coloraide import Color

from geodata.dates import FIRST_DAY, LAST_DAY, Step, Window, day_number
from geodata.mapping.style import HOLDER_COLOURS, LAMP_COLOURS, SIDE_COLOURS
from geodata.mapping.timemap import MapState
from geodata.publish.current import FOLDER_VARIABLE, current_atlas
from geodata.vocabulary import Language
from pages.parts import movements
from pages.parts.charts import TimeAxis, colours, two_lines
from pages.parts.text import markdown
from pages.parts.tones import PAPER, colour_of, shade
from tests.open_page import assert_sound, open_page, renewed

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LANGUAGES = list(Language)
CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"


def day_of(app: AppTest) -> date:
    found = renewed(app, "date_input", "date").value
    assert isinstance(found, date)
    return found


def tables_of(app: AppTest) -> dict[str, Any]:
    return {table.key: table.value for table in app.dataframe if table.key}


def texts_of(app: AppTest) -> str:
    shown = [*app.markdown, *app.caption, *app.info, *app.subheader]
    return "\n".join([*(each.value for each in shown), *(each.proto.body for each in app.get("html"))])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "charts"), [("numbers", 3), ("troop_movements", 1), ("guerrilla_zones", 2)])
def test_charts_are_told_in_words_and_reach_no_other_host(page: str, charts: int, language: Language) -> None:
    app = open_page(page, lang=language, date="1863-05-01")
    shown = app.get("vega_lite_chart")
    assert len(shown) == charts
    for chart in shown:
        assert json.loads(chart.proto.spec)["usermeta"]["embedOptions"]["actions"] is False
        assert "http" not in chart.proto.spec.replace("https://vega.github.io/schema/", "")
    assert [notice.value for notice in app.warning] == []


def test_the_clock_is_laid_over_the_charts() -> None:
    first, last = day_number(date(1864, 6, 1)), day_number(date(1864, 7, 1))
    app = open_page("numbers", date="1864-06-12")
    assert f"--clock-first:{first};--clock-last:{last}" in texts_of(app)
    app.button(key="forward").click().run()
    assert f"--clock-first:{last}" in texts_of(app)


def test_the_towns_are_told_in_words() -> None:
    texts = texts_of(open_page("numbers", date="1865-12-15", step="day"))
    assert "Towns held on 15 December 1865: Empire " in texts


def test_without_a_table_of_strengths_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.figures.load_strengths", list)
    assert "no table of troop strengths" in texts_of(open_page("numbers"))


def test_an_axis_is_labelled_by_years_months_or_days() -> None:
    def labels(window: Window) -> list[str]:
        encoding: Any = TimeAxis(window).x().to_dict()
        expression = encoding["axis"]["labelExpr"]
        return list(json.loads(expression.removeprefix("(").removesuffix(")[datum.value]")).values())

    assert labels(Window(FIRST_DAY, LAST_DAY)) == [str(year) for year in range(1861, 1868)]
    assert labels(Window.around(date(1863, 5, 1), step=Step.YEAR))[:3] == ["1863", "Feb", "Mar"]
    assert labels(Window.around(date(1863, 5, 1), step=Step.MONTH))[0] == "1 May"


def test_a_long_name_beside_a_chart_is_not_cut_but_broken() -> None:
    zone = "Altas Montañas: Xalapa, Huatusco y Córdoba"
    written = two_lines(["Sierra Gorda", zone])["labelExpr"]
    written = json.loads(written.removeprefix("(").removesuffix(")[datum.value]"))
    assert written == {"Sierra Gorda": "Sierra Gorda", zone: ["Altas Montañas: Xalapa,", "Huatusco y Córdoba"]}


@pytest.mark.parametrize(("page", "key", "left"), [("numbers", "strengths", 62), ("guerrilla_zones", "zones", 160)])
def test_letters_of_a_chart_and_their_room_grow_with_the_readers_text(
    page: str, key: str, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("charts", "heatmap"):
        monkeypatch.setattr(f"pages.parts.{module}.text_size", lambda: 1.4)
    app = open_page(page)
    specs = [chart.proto.spec for chart in app.get("vega_lite_chart")]
    margin = 20 + round((left - 20) * 1.4)
    assert any(f'"minExtent": {margin}' in spec for spec in specs)
    assert f".st-key-timed-{key}{{" in texts_of(app)
    assert f"--left:{margin + 5}px" in texts_of(app)
    assert all(json.loads(spec)["config"]["axis"]["labelFontSize"] == pytest.approx(16.8) for spec in specs)


def test_sides_and_holders_have_the_maps_colours() -> None:
    scale = colours(["republic", "local", "no-such-side"]).to_dict()
    pairs = [(SIDE_COLOURS["republic"], "republic"), (HOLDER_COLOURS["local"], "local"), ("#6b6259", "none")]
    assert scale["range"] == [f"light-dark({day}, {LAMP_COLOURS[holder]})" for day, holder in pairs]


def test_the_letters_of_a_chart_stand_off_the_page_in_either_light() -> None:
    spec = json.loads(open_page("numbers").get("vega_lite_chart")[0].proto.spec)
    letters = re.findall("#[0-9a-f]{6}", spec["config"]["axis"]["labelColor"])
    theme = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    for light, colour in zip(("light", "dark"), letters, strict=True):
        assert Color(colour).contrast(theme[light]["backgroundColor"]) >= 4.5, "WCAG 2.1, 1.4.3"


def test_a_shade_is_laid_over_the_paper_of_each_light() -> None:
    assert shade("france", 1) == colour_of("france")
    assert shade("france", 0) == PAPER


def test_a_choice_of_movements_narrows_tables_and_dims_the_map() -> None:
    app = open_page("troop_movements", date="1863-05-01")
    whole = len(tables_of(app)["table-troop-movements"])
    app.selectbox(key="by-commander").set_value("Armand de Castagny").run()
    assert_sound(app)
    some = tables_of(app)["table-troop-movements"]
    assert 0 < len(some) < whole
    assert some["Commanders"].str.contains("Castagny").all()
    assert app.query_params["commander"] in ("Armand de Castagny", ["Armand de Castagny"])
    assert day_of(app) != date(1863, 5, 1)
    assert "stops" in tables_of(app)


def told_of_the_map(app: AppTest) -> str:
    """Return the script by which the page's state is told to its map."""
    (frame,) = app.get("component_instance")
    script: str = json.loads(frame.proto.json_args)["feature_group"]
    return script


def test_a_force_that_marched_with_another_is_chosen_with_their_march_and_followed() -> None:
    app = open_page("troop_movements", date="1863-06-08")
    assert '"follow":null' in told_of_the_map(app)
    app.selectbox(key="by-force").set_value("second-division").run()
    assert_sound(app)
    titles = list(tables_of(app)["table-troop-movements"]["Title"])
    march = current_atlas().feature("france-forey-puebla-mexico-1863")
    assert march
    assert march["properties"]["title_en"] in titles
    assert '"follow":"second-division"' in told_of_the_map(app)
    assert '"view":[' in told_of_the_map(app), "the map goes there"
    assert day_of(app) == date(1863, 6, 8), "it was on the march then"


def test_a_link_with_a_force_has_the_map_follow_it() -> None:
    assert '"follow":"second-division"' in told_of_the_map(open_page("troop_movements", force="second-division"))


def test_a_choice_offers_only_what_is_left() -> None:
    app = open_page("troop_movements", side="belgium")
    assert app.selectbox(key="by-side").value == "belgium"
    assert "Porfirio Díaz" not in app.selectbox(key="by-commander").options
    assert app.selectbox(key="by-commander").options


def test_a_link_with_an_unknown_commander_says_so() -> None:
    app = open_page("troop_movements", commander="Napoleon Bonaparte")
    assert any("Napoleon Bonaparte" in notice.value for notice in app.warning)
    assert app.selectbox(key="by-commander").value is None


def test_the_positions_of_a_choice_are_those_of_the_layer() -> None:
    features = current_atlas().layers["troop_movements"].features
    choice = movements.Choice((features[3],), active=True)
    assert choice.positions() == {"troop_movements": [3], "seat_of_government": []}
    assert movements.Choice(tuple(features), active=False).positions() == {}


def test_chosen_marks_are_told_as_bits() -> None:
    state = MapState(
        turn=1, window=Window(FIRST_DAY, FIRST_DAY), step=Step.DAY, layers=["events"], language=Language.EN
    )
    assert '"chosen":{"troop_movements":"21"}' in state.choosing({"troop_movements": [0, 5]}).state
    assert '"chosen":null' in state.choosing({}).state


def test_a_year_without_movements_on_the_road_says_so() -> None:
    assert "went along this road in 1862" in texts_of(open_page("troop_movements", date="1862-02-01", side="belgium"))


def test_the_road_is_labelled_from_end_to_end() -> None:
    (chart,) = open_page("troop_movements", date="1863-03-01", lang="fr").get("vega_lite_chart")
    assert all(town in chart.proto.spec for town in ("Veracruz", "Puebla", "Mexico"))
    assert '\\"0.0\\"' not in chart.proto.spec


@pytest.mark.parametrize("page", ["numbers", "troop_movements", "guerrilla_zones", "compare"])
def test_pages_stand_without_any_layer(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    app = open_page(page)
    assert len(app.title) == 1
    assert len(app.info) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_days_are_compared(language: Language) -> None:
    app = open_page("compare", date="1863-05-01", to="1864-08-20", lang=language)
    tables = tables_of(app)
    assert {"changed-towns", "changed-came", "changed-went", "changed-zones"} <= set(tables)
    assert "atlas/difference.geojson?from=1863-05-01&amp;to=1864-08-20" in texts_of(app)
    assert "Monterrey" in texts_of(app)


def test_the_same_day_twice_has_no_difference() -> None:
    assert "Nothing that the atlas records changed" in texts_of(
        open_page("compare", date="1863-05-01", to="1863-05-01")
    )


@pytest.mark.parametrize(
    ("asked", "shown"), [("1864-02-31", date(1864, 2, 29)), ("1900-01-01", LAST_DAY), ("soon", FIRST_DAY)]
)
def test_a_second_day_that_is_none_gets_a_notice_and_the_nearest(asked: str, shown: date) -> None:
    app = open_page("compare", date="1863-05-01", to=asked)
    assert renewed(app, "date_input", "to").value == shown
    (notice,) = [notice.value for notice in app.warning]
    assert asked in notice
    assert str(shown.year) in notice


def test_days_can_be_swapped() -> None:
    app = open_page("compare", date="1863-05-01", to="1864-08-20")
    app.button(key="swap").click().run()
    assert_sound(app)
    assert (renewed(app, "date_input", "date").value, renewed(app, "date_input", "to").value) == (
        date(1864, 8, 20),
        date(1863, 5, 1),
    )


def find(app: AppTest, text: str) -> list[str]:
    app.text_input(key="find").set_value(text).run()
    assert_sound(app)
    return [button.label for button in app.button if str(button.key).startswith("go-")]


def test_finding_goes_to_place_and_date() -> None:
    app = open_page("troop_movements", date="1861-05-01")
    first, *_ = find(app, "batalla de puebla")
    assert first.startswith("**Battle of Puebla**")
    app.button(key="go-0").click().run()
    assert_sound(app)
    assert app.session_state["mark"] == "battle-of-puebla-1862"
    assert day_of(app) == date(1862, 5, 5)


def test_a_place_is_found_by_its_modern_name_and_shown() -> None:
    app = open_page("war", date="1865-09-01")
    first, *_ = find(app, "ciudad juarez")
    assert first.startswith("**Paso del Norte**")
    app.button(key="go-0").click().run()
    assert_sound(app)
    assert day_of(app) == date(1865, 9, 1)
    assert app.toggle(key="places").value


def test_nothing_found_is_said_and_an_empty_field_shows_nothing() -> None:
    app = open_page("war")
    assert find(app, "zzzz") == []
    assert any("Nothing is called that" in caption.value for caption in app.caption)
    assert find(app, "  ") == []


def test_a_result_shows_no_more_than_eight_and_says_how_many_are_left() -> None:
    app = open_page("war")
    assert len(find(app, "puebla")) == 8
    assert any("more: add a word" in caption.value for caption in app.caption)


def test_texts_from_data_stay_text_on_a_button() -> None:
    assert markdown("**a** [b](c) :red[d] <e>") == r"\*\*a\*\* \[b\]\(c\) \:red\[d\] \<e\>"
