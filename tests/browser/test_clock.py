"""The clock in the browser: playing, and the page that follows; keys, time line, and a force kept in view."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from coloraide import Color
from playwright.sync_api import expect

from geodata.dates import FIRST_DAY, LAST_DAY, day_number
from tests.browser.conftest import visit
from tests.browser.controls import card, choose, date_input, map_download, slider, step_button, switch
from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.guard import Guard

ADDRESS = MAY = "/?lang=en&step=month&date=1863-05-17"

# What goes to the server and what comes back is each this much late: a report and its answer take over a second.
LATE = """
  const Native = WebSocket;
  const late = action => setTimeout(action, 600);
  window.WebSocket = class extends Native {
    send(data) { late(() => super.send(data)); }
    addEventListener(type, listener, ...rest) {
      const hear = type === "message" ? event => late(() => listener.call(this, event)) : listener;
      super.addEventListener(type, hear, ...rest);
    }
    set onmessage(listener) { super.onmessage = event => late(() => listener.call(this, event)); }
  };
"""

RECORD = "window.instants = []; atlas.clock.onChange(clock => instants.push(clock.instant)); null"


@pytest.fixture
def moving_page(page: Page) -> Page:
    """Return a page of a reader who does not mind motion."""
    page.emulate_media(reduced_motion="no-preference")
    return page


def at_rest_in(found: MapView, month: date) -> MapView:
    """Bring a map back to rest in a month, with its bar as it stood at first."""
    found.ask(
        """day => {
          const { clock, bar } = atlas;
          clock.pause();
          atlas.follow("");
          atlas.offerForces();
          if (clock.loop) bar.toggle("loop");
          clock.daysPerSecond = 14;
          clock.setWindow(Atlas.Time.windowAround(day, "month"), "month", "seek");
        }""",
        day_number(month),
    )
    page_shows(found)
    return found


@pytest.fixture
def calm_map(shared_page: Page) -> MapView:
    """Give the map of a reader who minds motion, back at rest in May 1863."""
    return at_rest_in(MapView.of(shared_page), date(1863, 5, 1))


@pytest.fixture(scope="module")
def played_page(known_context: BrowserContext, known_guard: Guard, app_url: str) -> Iterator[Page]:
    """Yield a page of a reader who does not mind motion, which tests use one after the other."""
    with visit(known_context, known_guard, app_url + MAY, minds_motion=False) as page:
        yield page


@pytest.fixture
def moving_map(played_page: Page) -> MapView:
    """Give that reader's map, back at rest in May 1863."""
    played_page.bring_to_front()
    return at_rest_in(MapView.of(played_page), date(1863, 5, 1))


def play(atlas_map: MapView) -> None:
    atlas_map.inside.locator(".atlas-play").click()


def choose_speed(atlas_map: MapView, days: int) -> None:
    atlas_map.inside.locator(".atlas-bar select").first.select_option(str(days))


def instants(atlas_map: MapView) -> list[float]:
    found: list[float] = atlas_map.ask("instants")
    return found


def wait_for_days_played(atlas_map: MapView, days: int) -> None:
    start = atlas_map.ask("atlas.clock.instant")
    atlas_map.wait_for("([start, days]) => atlas.clock.instant >= start + days", [start, days])


def page_shows(atlas_map: MapView) -> None:
    """Wait until the page around has the first day that the map shows."""
    first = atlas_map.ask("new Date(atlas.clock.window[0] * 864e5).toISOString().slice(0, 10)")
    expect(map_download(atlas_map.page)).to_have_attribute("href", re.compile(f"first={first}"))


def test_play_moves_the_date_and_the_page_follows(moving_map: MapView) -> None:
    atlas_map, moving_page = moving_map, moving_map.page
    atlas_map.remember()
    choose_speed(atlas_map, 30)
    atlas_map.ask(RECORD)
    label = slider(moving_page).get_attribute("aria-valuetext")
    play(atlas_map)
    expect(atlas_map.inside.locator(".atlas-play")).to_have_attribute("aria-label", "Pause")
    wait_for_days_played(atlas_map, 35)
    expect(slider(moving_page)).not_to_have_attribute("aria-valuetext", str(label))
    assert atlas_map.ask("atlas.clock.playing")
    play(atlas_map)
    expect(atlas_map.inside.locator(".atlas-play")).to_have_attribute("aria-label", "Play")
    page_shows(atlas_map)
    played = instants(atlas_map)[:-1]
    assert played == sorted(played)
    assert len(played) > 10
    assert any(instant != int(instant) for instant in played), "forces glide between days"
    first, last = atlas_map.window
    assert atlas_map.ask("Atlas.Time.windowAround(atlas.clock.instant, 'month')") == [first, last]
    assert atlas_map.is_the_same


def test_no_control_makes_the_map_anew_while_it_plays(moving_page: Page, app_url: str) -> None:
    moving_page.goto(app_url + MAY)
    atlas_map = MapView.of(moving_page)
    atlas_map.remember()
    play(atlas_map)
    switch(moving_page, "roads")
    atlas_map.wait_for("atlas.shown().roads > 0")  # while it plays it never comes to rest
    choose(moving_page, "lang", "Français")
    expect(atlas_map.inside.locator(".atlas-play")).to_have_attribute("aria-label", "Pause")
    atlas_map.wait_for("document.documentElement.lang === 'fr'")
    assert atlas_map.ask("atlas.clock.playing")
    assert atlas_map.is_the_same


def test_the_caption_names_what_happens_and_opens_its_card(moving_page: Page, app_url: str) -> None:
    moving_page.goto(f"{app_url}/?lang=en&step=day&date=1862-05-04")
    atlas_map = MapView.of(moving_page)
    choose_speed(atlas_map, 1)
    play(atlas_map)
    caption = atlas_map.inside.locator(".atlas-caption")
    expect(caption).to_contain_text("Puebla")
    atlas_map.ask("atlas.clock.daysPerSecond = 0.01; null")
    mark = atlas_map.ask("atlas.caption.feature.id")
    caption.click()
    expect(card(moving_page, mark)).to_be_visible()


def test_late_messages_never_move_the_date_back(new_page: Page, app_url: str) -> None:
    page = new_page
    page.emulate_media(reduced_motion="no-preference")
    page.add_init_script(LATE)
    page.goto(app_url + MAY)
    atlas_map = MapView.of(page)
    choose_speed(atlas_map, 30)
    atlas_map.ask(RECORD)
    atlas_map.ask("atlas.exchange.playingMs = 1000; null")  # sooner than the answers come
    play(atlas_map)
    turn = atlas_map.ask("atlas.exchange.turn")
    atlas_map.wait_for("turn => atlas.exchange.sequence >= 9 || atlas.exchange.turn !== turn", turn)
    assert atlas_map.ask("atlas.exchange.turn") == turn, "nobody moved anything on the page"
    played = instants(atlas_map)
    assert played == sorted(played)
    assert atlas_map.ask("atlas.clock.playing")
    play(atlas_map)
    settled = atlas_map.window
    page_shows(atlas_map)
    assert atlas_map.window == settled

    atlas_map.ask("instants.length = 0; null")
    step_button(page, "back").click()
    atlas_map.wait_for_other_window(settled)
    moved = atlas_map.window
    assert moved[1] == settled[0] - 1
    page_shows(atlas_map)
    assert atlas_map.window == moved
    assert set(instants(atlas_map)) <= {settled[1], moved[1]}


def test_the_slider_leads_the_map_before_the_server_answers(new_page: Page, app_url: str) -> None:
    page = new_page
    page.add_init_script(LATE)
    page.goto(app_url + MAY)
    atlas_map = MapView.of(page)
    atlas_map.ask(
        "window.told = []; const obey = atlas.exchange.obey.bind(atlas.exchange);"
        "atlas.exchange.obey = state => { told.push(state.turn); obey(state) }; null"
    )
    atlas_map.ask(RECORD)
    slider(page).focus()
    for _time in range(3):
        page.keyboard.press("ArrowRight")
    atlas_map.wait_for_days("1863-08-01", "1863-08-31")
    assert atlas_map.ask("told.length") == 0, "the server has not answered yet"
    expect(date_input(page)).to_have_value("1863-08-01")
    atlas_map.wait_for("atlas.lead.window === null")
    past = instants(atlas_map)
    assert past == sorted(past), "no late answer moved the map back"
    assert atlas_map.ask("Atlas.Time.toISO(atlas.clock.window[0])") == "1863-08-01"


def test_readers_who_mind_motion_see_whole_days_and_no_pulse(page: Page, app_url: str) -> None:
    page.goto(app_url + MAY)
    calm_map = MapView.of(page)
    calm_map.ask(RECORD)
    calm_map.ask(
        """window.looks = new Set();
        for (const layer of atlas.layers.values())
          for (const mark of layer.marks) {
            const draw = mark.draw.bind(mark);
            mark.draw = (look, ...rest) => { looks.add(`${look.strength} ${look.scale}`); draw(look, ...rest); };
          }
        null""",
    )
    play(calm_map)
    wait_for_days_played(calm_map, 15)
    play(calm_map)
    assert all(instant == int(instant) for instant in instants(calm_map))
    assert calm_map.ask("[...looks]") == ["1 1"]


def keys(atlas_map: MapView, *pressed: str) -> None:
    for key in pressed:
        atlas_map.page.keyboard.press(key)


@pytest.fixture
def keyed_map(calm_map: MapView) -> MapView:
    """Give the map with the focus in it."""
    calm_map.inside.locator(".leaflet-container").focus()
    return calm_map


def test_arrows_step_and_page_keys_turn_months(keyed_map: MapView) -> None:
    centre = keyed_map.ask("atlas.map.getCenter().toString()")
    for key, first, last in (
        ("ArrowRight", "1863-06-01", "1863-06-30"),
        ("ArrowLeft", "1863-05-01", "1863-05-31"),
        ("PageUp", "1863-04-01", "1863-04-30"),
        ("PageDown", "1863-05-01", "1863-05-31"),
    ):
        keys(keyed_map, key)
        keyed_map.wait_for_days(first, last)
        page_shows(keyed_map)
    assert keyed_map.ask("atlas.map.getCenter().toString()") == centre, "the arrows are the clock's"


def test_a_quick_row_of_keys_ends_where_it_should(keyed_map: MapView) -> None:
    turn = keyed_map.ask("atlas.exchange.turn")
    keys(keyed_map, *["ArrowRight"] * 9)
    keyed_map.wait_for_days("1864-02-01", "1864-02-29")
    page_shows(keyed_map)
    keyed_map.wait_for_days("1864-02-01", "1864-02-29")
    assert keyed_map.ask("atlas.exchange.turn") == turn, "nobody moved anything on the page"


def test_home_and_end_go_to_the_ends(keyed_map: MapView) -> None:
    keys(keyed_map, "End")
    keyed_map.wait_for_days("1867-12-01", LAST_DAY.isoformat())
    expect(date_input(keyed_map.page)).to_have_value(re.compile("1867-12"))
    keys(keyed_map, "ArrowRight")
    keyed_map.wait_for_days("1867-12-01", LAST_DAY.isoformat())
    keys(keyed_map, "Home")
    keyed_map.wait_for_days(FIRST_DAY.isoformat(), "1861-01-31")


def test_shift_and_arrows_go_from_event_to_event(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?lang=en&step=day&date=1862-05-06")
    atlas_map = MapView.of(page)
    atlas_map.inside.locator(".leaflet-container").focus()
    keys(atlas_map, "Shift+ArrowLeft")
    atlas_map.wait_for_days("1862-05-05", "1862-05-05")
    keys(atlas_map, "Shift+ArrowRight")
    atlas_map.wait_for_other_window((day_number(LAST_DAY), day_number(LAST_DAY)))
    assert atlas_map.window[0] > day_number(FIRST_DAY)
    assert atlas_map.ask("[...atlas.features('happening')].some(({ span }) => span[0] === atlas.clock.window[0])")


def test_space_plays_and_pauses(keyed_map: MapView) -> None:
    keys(keyed_map, "Space")
    keyed_map.wait_for("atlas.clock.playing")
    keys(keyed_map, "Space")
    keyed_map.wait_for("!atlas.clock.playing")


def test_brackets_change_the_speed_in_words(keyed_map: MapView) -> None:
    speed = keyed_map.inside.locator(".atlas-bar select").first
    before = speed.evaluate("select => select.selectedOptions[0].text")
    keys(keyed_map, "]")
    faster = speed.evaluate("select => select.selectedOptions[0].text")
    keys(keyed_map, "[", "[")
    slower = speed.evaluate("select => select.selectedOptions[0].text")
    assert (before, faster, slower) == ("2 weeks a second", "1 month a second", "1 week a second")


def test_a_question_mark_lists_the_keys(keyed_map: MapView) -> None:
    keys(keyed_map, "?")
    help_ = keyed_map.inside.get_by_role("dialog")
    expect(help_).to_be_visible()
    for key in ("Space", "Home", "End", "Page Up", "Page Down", "[", "]", "W", "A", "S", "D", "+", "−", "?"):
        expect(help_.locator("kbd").filter(has_text=re.compile(f"^{re.escape(key)}$"))).to_have_count(1)
    window = keyed_map.window
    keys(keyed_map, "ArrowRight")
    keys(keyed_map, "Escape")
    expect(help_).to_be_hidden()
    assert keyed_map.window == window


def test_keys_move_and_zoom_the_map(keyed_map: MapView) -> None:
    window = keyed_map.window
    for key, axis, sign in (("d", "lng", 1), ("a", "lng", -1), ("w", "lat", 1), ("Numpad2", "lat", -1)):
        before = keyed_map.ask(f"atlas.map.getCenter().{axis}")
        keys(keyed_map, key)
        keyed_map.wait_for(f"before => ({sign}) * (atlas.map.getCenter().{axis} - before) > 1", before)
    zoom = keyed_map.ask("atlas.map.getZoom()")
    keys(keyed_map, "+")
    keyed_map.wait_for("zoom => atlas.map.getZoom() === zoom + 1", zoom)
    keys(keyed_map, "-")
    keyed_map.wait_for("zoom => atlas.map.getZoom() === zoom", zoom)
    assert keyed_map.window == window


def test_the_date_is_said_where_the_clock_rests_and_never_on_the_way(calm_map: MapView) -> None:
    said = calm_map.inside.get_by_role("status")
    expect(said).to_have_text("May 1863")
    expect(said).to_have_attribute("aria-live", "polite")
    said.evaluate(
        "node => { window.heard = []; new MutationObserver(() => heard.push([node.textContent, atlas.clock.playing]))"
        ".observe(node, { childList: true, characterData: true, subtree: true }) }"
    )
    play(calm_map)
    wait_for_days_played(calm_map, 15)
    play(calm_map)
    rested = calm_map.inside.locator(".atlas-date").inner_text()
    calm_map.wait_for("heard.length > 0")
    assert calm_map.ask("heard") == [[rested, False]]


def test_keys_outside_the_map_leave_it_alone(calm_map: MapView) -> None:
    window = calm_map.window
    calm_map.page.get_by_role("heading", level=1).click()
    keys(calm_map, "End", "PageDown", "Space")
    calm_map.wait_for_paint()
    assert calm_map.window == window
    assert not calm_map.ask("atlas.clock.playing")


def test_every_control_of_the_bar_has_a_name(calm_map: MapView) -> None:
    unnamed = calm_map.ask(
        """[...document.querySelectorAll(".atlas-bar :is(button, select, input, [role=slider])")]
          .filter(node => !(node.getAttribute("aria-label") || node.textContent).trim()).map(node => node.className)""",
    )
    assert unnamed == []


def test_the_play_button_can_be_read_under_the_pointer(calm_map: MapView) -> None:
    button = calm_map.inside.locator(".atlas-play")
    button.hover()
    ground, sign = button.evaluate("node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]")
    assert Color(ground).contrast(sign) >= 4.5


def at(atlas_map: MapView, day: int, *, aside: int = 0) -> tuple[float, float]:
    """Where on the page the time line has a day, or so many pixels beside it."""
    box: Any = atlas_map.inside.locator(".atlas-timeline canvas").bounding_box()
    return box["x"] + atlas_map.ask("day => atlas.bar.timeline.x(day)", day) + aside, box["y"] + 10


def drag(atlas_map: MapView, start: int, end: int, *, aside: int) -> None:
    mouse = atlas_map.page.mouse
    mouse.move(*at(atlas_map, start, aside=aside))
    mouse.down()
    mouse.move(*at(atlas_map, (start + end) // 2, aside=aside))
    mouse.move(*at(atlas_map, end, aside=aside))
    mouse.up()


def drag_both_ends(atlas_map: MapView) -> list[str]:
    """Drag the window's end by its handle, then its start; returns the days shown then."""
    expect(slider(atlas_map.page)).to_be_visible()  # the page's controls above the map are in their places
    first, last = atlas_map.window
    drag(atlas_map, last + 1, last + 121, aside=6)
    atlas_map.wait_for("last => atlas.clock.window[1] > last + 110", last)
    assert atlas_map.window[0] == first
    assert (until := atlas_map.window[1]) == pytest.approx(last + 120, abs=3)
    drag(atlas_map, first, first - 60, aside=-6)
    atlas_map.wait_for("first => atlas.clock.window[0] < first - 50", first)
    assert atlas_map.window[0] == pytest.approx(first - 60, abs=3)
    assert atlas_map.window[1] == until
    days: list[str] = atlas_map.ask("atlas.clock.window.map(Atlas.Time.toISO)")
    return days


def test_both_ends_of_a_month_or_a_day_can_be_dragged(page: Page, app_url: str) -> None:
    page.goto(app_url + MAY)
    atlas_map = MapView.of(page)
    atlas_map.remember()
    days = drag_both_ends(atlas_map)
    expect(page).to_have_url(re.compile(f"until={days[1]}"))
    expect(page).to_have_url(re.compile(f"date={days[0]}"))
    expect(map_download(page)).to_have_attribute("href", re.compile(f"first={days[0]}&last={days[1]}"))
    expect(map_download(page)).to_have_attribute("download", f"atlas-map-{days[0]}-to-{days[1]}.geojson")
    expect(map_download(page)).to_contain_text("1863")
    expect(atlas_map.inside.locator(".atlas-date")).to_contain_text("–")
    choose(page, "step-choice", "Day")
    atlas_map.wait_for_days(days[0], days[0])
    page_shows(atlas_map)
    drag_both_ends(atlas_map)
    assert atlas_map.is_the_same


def test_the_ends_of_the_window_are_sliders(calm_map: MapView) -> None:
    start = calm_map.inside.get_by_role("slider", name="First day shown")
    end = calm_map.inside.get_by_role("slider", name="Last day shown")
    expect(end).to_have_attribute("aria-valuetext", "31 May 1863")
    end.focus()
    keys(calm_map, "ArrowRight", "ArrowRight")
    calm_map.wait_for_days("1863-05-01", "1863-06-02")
    expect(end).to_have_attribute("aria-valuetext", "2 June 1863")
    start.focus()
    keys(calm_map, "Home")
    calm_map.wait_for_days(FIRST_DAY.isoformat(), "1863-06-02")
    expect(start).to_have_attribute("aria-valuetext", "1 January 1861")
    page_shows(calm_map)


def test_a_link_restores_a_window_of_the_readers_own(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?lang=en&date=1863-03-16&until=1863-05-17")
    atlas_map = MapView.of(page)
    atlas_map.wait_for_days("1863-03-16", "1863-05-17")
    step_button(page, "forward").click()
    atlas_map.wait_for_days("1863-04-01", "1863-04-30")
    expect(page).not_to_have_url(re.compile("until="))


def test_a_press_on_the_time_line_goes_there(calm_map: MapView) -> None:
    there = day_number(LAST_DAY) - 300
    calm_map.page.mouse.click(*at(calm_map, there))
    calm_map.wait_for("day => Math.abs(atlas.clock.window[0] - day) < 40", there)
    page_shows(calm_map)


def test_a_date_typed_in_the_bar_goes_there(calm_map: MapView) -> None:
    field = calm_map.inside.locator(".atlas-bar input[type=date]")
    field.fill("1865-10-03")
    field.press("Enter")
    calm_map.wait_for_days("1865-10-01", "1865-10-31")
    page_shows(calm_map)


def test_a_force_is_kept_in_view(moving_map: MapView) -> None:
    atlas_map = moving_map
    atlas_map.ask("atlas.map.setView([19.4, -99.1], 7, { animate: false }); null")
    follow = atlas_map.inside.locator(".atlas-follow")
    government = atlas_map.ask(
        "[...atlas.layers.get('seat_of_government').marks].map(mark => mark.feature.forces[0]).find(Boolean)"
    )
    follow.select_option(government)
    choose_speed(atlas_map, 91)
    atlas_map.ask(
        """window.outside = 0; window.seen = 0;
        const marks = atlas.layers.get("seat_of_government").marks;
        atlas.clock.onChange(({ instant }) => {
          const begun = marks.filter(({ feature }) => feature.days[0][0] <= instant);
          const latest = begun.sort((a, b) => a.feature.days[0][0] - b.feature.days[0][0]).at(-1);
          if (!latest?.head) return;
          seen += 1;
          if (!atlas.map.getBounds().contains(latest.head.getLatLng())) outside += 1;
        }); null""",
    )
    play(atlas_map)
    wait_for_days_played(atlas_map, 400)
    play(atlas_map)
    seen, outside = atlas_map.ask("[seen, outside]")
    assert seen > 20
    assert outside <= seen * 0.05
    assert atlas_map.ask("atlas.map.getCenter().lat") > 24, "the government went north"


def test_a_force_chosen_on_the_page_is_followed_until_the_reader_follows_another(
    moving_page: Page, app_url: str
) -> None:
    moving_page.goto(
        f"{app_url}/troop_movements?lang=en&step=day&date=1863-11-05&force=second-division&view=19.4,-99.1,8"
    )
    atlas_map = MapView.of(moving_page)
    follow = atlas_map.inside.locator(".atlas-follow")
    expect(follow).to_have_value("second-division")
    expect(moving_page.get_by_role("combobox", name="Force")).to_have_value(re.compile("Douay"))
    choose_speed(atlas_map, 30)
    atlas_map.inside.locator(".atlas-eventful").click()
    atlas_map.ask(
        """window.outside = 0; window.seen = 0;
        atlas.clock.onChange(({ instant }) => {
          const [lon, lat] = atlas.forces.whereabouts("second-division", instant);
          seen += 1;
          if (!atlas.map.getBounds().contains([lat, lon])) outside += 1;
        }); null""",
    )
    play(atlas_map)
    wait_for_days_played(atlas_map, 80)
    play(atlas_map)
    seen, outside = atlas_map.ask("[seen, outside]")
    assert outside <= seen * 0.1
    assert atlas_map.ask("atlas.map.getCenter().lng") < -100, "the division went to the west"
    page_shows(atlas_map)
    settled = atlas_map.window
    follow.select_option("court-of-maximilian")
    step_button(moving_page, "forward").click()
    atlas_map.wait_for_other_window(settled)
    expect(follow).to_have_value("court-of-maximilian")


def test_playing_tells_the_page_at_most_once_a_second(moving_map: MapView) -> None:
    atlas_map = moving_map
    sent: list[float] = []
    wire = atlas_map.page.context.new_cdp_session(atlas_map.page)
    wire.on("Network.webSocketFrameSent", lambda _frame: sent.append(time.monotonic()))
    wire.send("Network.enable")
    choose_speed(atlas_map, 7)
    play(atlas_map)
    atlas_map.wait_for("atlas.exchange.timer")
    begun, sequence = len(sent), atlas_map.ask("atlas.exchange.sequence")
    start = atlas_map.ask("performance.now()")
    atlas_map.wait_for("start => performance.now() - start >= 9000", start)
    frames, reports = len(sent) - begun, atlas_map.ask("atlas.exchange.sequence") - sequence
    seconds = atlas_map.ask("start => performance.now() - start", start) / 1000
    assert atlas_map.ask("atlas.clock.playing")
    assert 2 <= reports <= seconds + 1
    assert frames <= seconds + 1


def test_the_loop_starts_over(moving_map: MapView) -> None:
    atlas_map = at_rest_in(moving_map, date(1867, 11, 1))
    atlas_map.inside.locator(".atlas-loop").click()
    choose_speed(atlas_map, 30)
    play(atlas_map)
    atlas_map.wait_for("day => atlas.clock.playing && atlas.clock.instant < day", day_number(FIRST_DAY) + 200)
    play(atlas_map)
    page_shows(atlas_map)
