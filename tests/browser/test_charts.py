"""Charts that the clock moves over and that move the clock; two maps that move together; finding."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geodata.dates import Step, Window, day_number, nearest_day
from geodata.publish.current import current_atlas
from geodata.series import leaders
from tests.browser.controls import type_day, wait_until_still
from tests.browser.guard import VIEWPORT
from tests.browser.map_view import FRAME, MapView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import FloatRect, Frame, Locator, Page

ADDRESS = "/numbers?lang=fr&date=1863-05-01"

# Where the overlay and the plot of a chart are, in CSS pixels from the left of its container.
GEOMETRY = """name => {
  const node = document.querySelector(`.st-key-timed-${name}`);
  const box = node.getBoundingClientRect();
  const plot = node.querySelector("svg .background").getBoundingClientRect();
  const band = getComputedStyle(node, "::after");
  const style = getComputedStyle(node);
  return {
    left: plot.left - box.left, right: plot.right - box.left,
    band: [parseFloat(band.left), parseFloat(band.left) + parseFloat(band.width)],
    days: [Number(style.getPropertyValue("--from")), Number(style.getPropertyValue("--to"))],
  };
}"""
EMPHASIS = "id => { const layer = atlas.layers.get(id); return layer.marks.map(mark => layer.emphasis(mark.feature)) }"
# The middle of a dot that lies within the plot of the road.
DOT = """() => {
  const node = document.querySelector(".st-key-timed-road");
  const plot = node.querySelector("svg .background").getBoundingClientRect();
  const boxes = [...node.querySelectorAll("g.mark-symbol path")].map(path => path.getBoundingClientRect());
  const middles = boxes.map(box => [box.x + box.width / 2, box.y + box.height / 2]);
  const within = (at, low, high) => at > low + 40 && at < high - 40;
  return middles.find(([x, y]) => within(x, plot.left, plot.right) && within(y, plot.top, plot.bottom));
}"""
WIDTHS = (1440, 768, 360)


def number_of(day: str) -> int:
    return day_number(nearest_day(day)[0])


def chart(page: Page, name: str) -> Locator:
    found = page.locator(f".st-key-timed-{name} .stVegaLiteChart")
    expect(found.locator("svg .background").first).to_be_visible(timeout=30_000)
    found.scroll_into_view_if_needed()
    return found


def at_day(page: Page, name: str, day: str) -> float:
    """Where a day is in a chart, in CSS pixels from the left of its container."""
    shown = page.evaluate(GEOMETRY, name)
    first, last = shown["days"]
    share = (number_of(day) - first) / (last - first)
    return float(shown["left"] + (shown["right"] - shown["left"]) * share)


def box_of(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    assert box
    return box


def click_day(page: Page, name: str, day: str, *, down: float = 20) -> None:
    box = box_of(chart(page, name))
    x = box["x"] + at_day(page, name, day) + 1
    page.mouse.move(x, box["y"] + down)
    page.mouse.click(x, box["y"] + down)


def expect_day(page: Page, day: str) -> None:
    expect(page.get_by_test_id("stDateInput").locator("input").first).to_have_value(day, timeout=15_000)


def brightness(colour: str) -> int:
    """The brightest part, up to 255, of a colour as a browser computes it."""
    return max(int(part) for part in re.findall(r"\d+", colour))


def left_at(page: Page, address: str) -> Page:
    """Open an address unless its page is open already, however it stands."""
    if urlsplit(page.url).path != urlsplit(address).path:
        page.goto(address)
    return page


@pytest.fixture
def numbers(shared_page: Page, app_url: str) -> Iterator[Page]:
    """Give the page of numbers, as it was left."""
    yield left_at(shared_page, app_url + ADDRESS)
    shared_page.set_viewport_size(VIEWPORT)
    shared_page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_clocks_window_lies_on_its_days(numbers: Page, width: int) -> None:
    page = numbers
    page.set_viewport_size({"width": width, "height": 900})
    type_day(page, "1864-06-01")
    expect_day(page, "1864-06-01")
    for name in ("towns", "strengths", "events"):
        chart(page, name)
        band = page.evaluate(GEOMETRY, name)["band"]
        assert band[0] == pytest.approx(at_day(page, name, "1864-06-01"), abs=1.5), name
        assert band[1] == pytest.approx(max(at_day(page, name, "1864-07-01"), band[0] + 2), abs=1.5), name


def test_a_click_in_a_chart_moves_the_clock_again_and_again(numbers: Page) -> None:
    page = numbers
    click_day(page, "towns", "1866-08-10")
    expect_day(page, "1866-08-01")
    page.get_by_role("button", name="▶").click()
    expect_day(page, "1866-09-01")
    page.mouse.move(5, 5)
    click_day(page, "towns", "1866-08-10")
    expect_day(page, "1866-08-01")
    click_day(page, "events", "1862-05-10")
    expect_day(page, "1862-05-01")


def test_neither_the_slider_nor_lamp_light_draws_the_charts_anew(numbers: Page) -> None:
    page = numbers
    type_day(page, "1863-05-01")
    expect_day(page, "1863-05-01")
    plot = chart(page, "towns").locator("svg").element_handle()
    page.get_by_role("button", name="▶").click()
    expect_day(page, "1863-06-01")
    page.wait_for_function(
        "first => getComputedStyle(document.querySelector('.st-key-timed-towns')).getPropertyValue('--clock-first')"
        " === String(first)",
        arg=number_of("1863-06-01"),
    )
    assert plot is not None
    assert plot.evaluate("node => node.isConnected")
    paper = "getComputedStyle(document.querySelector('.st-key-timed-strengths svg .background')).fill"
    by_day = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{paper} !== '{by_day}'")
    assert brightness(by_day) > 200
    assert brightness(page.evaluate(paper)) < 50


@pytest.fixture
def road(shared_page: Page, app_url: str) -> Page:
    """Give the page of the road to the capital, as it was left."""
    return left_at(shared_page, f"{app_url}/troop_movements?lang=es&date=1863-05-01&step=day")


def test_the_road_moves_the_map_and_the_map_the_road(road: Page) -> None:
    page = road
    atlas_map = MapView.of(page)
    click_day(page, "road", "1863-07-20")
    day = number_of("1863-07-20")
    atlas_map.wait_for_window(day, day)
    atlas_map.frame.evaluate("atlas.clock.stepBy(5)")
    atlas_map.wait_for_paint()
    band = page.evaluate(GEOMETRY, "road")["band"]
    assert band[0] == pytest.approx(at_day(page, "road", "1863-07-25"), abs=1.5)


def test_a_dot_of_the_road_selects_its_movement(road: Page) -> None:
    page = road
    chart(page, "road")
    dot = page.evaluate(DOT)
    page.mouse.move(*dot)
    page.mouse.click(*dot)
    expect(page.locator("article.card")).to_be_visible(timeout=15_000)


def test_choosing_a_commander_dims_the_other_movements(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/troop_movements?lang=en&date=1863-05-01&commander=Ignacio+Comonfort")
    atlas_map = MapView.of(page)
    strengths = atlas_map.frame.evaluate(EMPHASIS, "troop_movements")
    assert 0 < strengths.count(1) < len(strengths) / 4


def test_charts_and_leaders_of_the_guerrilla_lead_to_zone_month_and_mark(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/guerrilla_zones?lang=fr&date=1863-05-01")
    atlas_map = MapView.of(page)
    click_day(page, "zones", "1865-03-10", down=30)
    atlas_map.wait_for_days("1865-03-01", "1865-03-31")
    card = page.locator("article.card")
    expect(card).to_be_visible(timeout=15_000)
    click_day(page, "actions", "1866-06-10")
    atlas_map.wait_for_days("1866-06-01", "1866-06-30")
    leader = leaders(current_atlas())[0]
    leave_chart(page)
    choose_row(page, "leaders", 0)
    month = Window.around(leader.first, step=Step.MONTH)
    atlas_map.wait_for_window(day_number(month.first), day_number(month.last))
    expect(card).to_have_attribute("data-feature", re.compile("|".join((*leader.phases, *leader.actions))))


RUN_TO_ITS_END = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  window.ran = new Promise(done => {
    let begun = false;
    new MutationObserver((_, watch) => {
      const { testScriptState: now } = app.dataset;
      begun ||= now === "running";
      if (!begun || now !== "notRunning") return;
      watch.disconnect();
      done(true);
    }).observe(app, { attributeFilter: ["data-test-script-state"] });
  });
}"""


def leave_chart(page: Page) -> None:
    """Take the pointer from a chart in which something was chosen; that ends the choice, of which the server hears."""
    wait_until_still(page)
    page.evaluate(RUN_TO_ITS_END)
    page.mouse.move(5, 5)
    page.evaluate("window.ran")


def choose_row(page: Page, table: str, row: int) -> None:
    """Tick a row of a table, which is a picture: its box is at the left, below the headings."""
    wait_until_still(page)
    grid = page.locator(f".st-key-{table} .dvn-scroller")
    grid.scroll_into_view_if_needed()
    grid.click(position={"x": 16, "y": 35 * (row + 1) + 17})


def frames_of(page: Page) -> list[Frame]:
    expect(page.locator(FRAME)).to_have_count(2, timeout=30_000)
    frames = [element.content_frame() for element in page.locator(FRAME).element_handles()]
    found = [frame for frame in frames if frame]
    for frame in found:
        frame.wait_for_function("window.atlas && window.atlas.ready", timeout=30_000)
    return found


@pytest.fixture
def compared(shared_page: Page, app_url: str) -> Page:
    """Give the page of two maps, as it was left."""
    return left_at(shared_page, f"{app_url}/compare?lang=fr&date=1863-05-01&to=1864-08-20")


def test_two_maps_show_two_days_and_move_together(compared: Page) -> None:
    page = compared
    first, second = frames_of(page)
    assert [frame.evaluate("atlas.clock.window[0]") for frame in (first, second)] == [
        number_of("1863-05-01"),
        number_of("1864-08-20"),
    ]
    first.evaluate("void atlas.map.setView([19.04, -98.2], 9, { animate: false })")
    second.wait_for_function("atlas.map.getZoom() === 9 && Math.abs(atlas.map.getCenter().lat - 19.04) < 0.05")
    second.evaluate("void atlas.map.setView([25.7, -100.3], 7, { animate: false })")
    first.wait_for_function("atlas.map.getZoom() === 7 && Math.abs(atlas.map.getCenter().lng + 100.3) < 0.05")
    second.locator(".atlas-list button").first.click()
    expect(page.locator(".st-key-compared [data-testid=stColumn]").nth(1).locator("article.card")).to_be_visible()


def test_a_maps_own_clock_moves_its_day_and_the_list(compared: Page) -> None:
    page = compared
    _first, second = frames_of(page)
    second.evaluate("atlas.clock.goTo(atlas.clock.window[0] + 12); atlas.exchange.report()")
    expect(page.get_by_role("heading", name="1er septembre 1864")).to_be_visible(timeout=15_000)
    link = page.locator("a[data-subject=difference]")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "atlas-difference-1863-05-01-au-1864-09-01.geojson"
    rows = [each["properties"] for each in json.loads(download.value.path().read_text(encoding="utf-8"))["features"]]
    seats, *told = (int(re.sub(r"\D", "", text.rpartition("·")[2])) for text in page.locator("h5").all_inner_texts())
    towns, zones = (
        {row[subject] for row in rows if row["layer"] == layer and row["change"] in {"before", "after"}}
        for layer, subject in (("town_control", "place"), ("guerrilla_zones", "zone"))
    )
    came, went = (sum(row["change"] == change for row in rows) for change in ("came", "went"))
    assert told == [len(towns), came, went, len(zones)]
    assert seats
    assert min(told) > 0


@pytest.mark.parametrize(
    ("lang", "label", "words"),
    [("en", "Find", "siege of puebla"), ("fr", "Chercher", "siège de Puebla"), ("es", "Buscar", "SITIO DE PUEBLA")],
)
def test_finding_leads_to_the_day(page: Page, app_url: str, lang: str, label: str, words: str) -> None:
    page.goto(f"{app_url}/?lang={lang}&date=1866-05-01")
    atlas_map = MapView.of(page)
    field = page.get_by_label(label, exact=True)
    field.fill(words)
    field.press("Enter")
    page.locator(".st-key-found-0 button").click()
    atlas_map.wait_for_window(number_of("1863-03-01"), number_of("1863-03-31"))
    expect(page.locator("article.card")).to_be_visible(timeout=15_000)


def test_finding_from_a_page_without_a_map_goes_to_the_map(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/about?lang=en")
    field = page.get_by_label("Find", exact=True)
    field.fill("camaron")
    field.press("Enter")
    page.locator(".st-key-found-0 button").click()
    atlas_map = MapView.of(page)
    assert atlas_map.frame.evaluate("atlas.selected") == "place-camaron"
    atlas_map.frame.wait_for_function("atlas.map.getZoom() > 8")
