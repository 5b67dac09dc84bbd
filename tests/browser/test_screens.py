"""On a telephone, in large text, and in the dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import ImageStat
from playwright.sync_api import expect

from tests.browser.guard import Guard, guarded_context
from tests.browser.map_view import FRAME, MapView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, CDPSession, Page

WIDTH, HEIGHT = 360, 740
MAY = "/?lang=en&step=month&date=1863-05-17"

SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
HELD_BY_THE_PAGE = """[...document.querySelectorAll('[data-testid=stMain], [data-testid=stMainBlockContainer]')]
  .every(node => node.scrollWidth <= node.clientWidth + 1)"""
SHARE_OF_THE_MAP = "document.querySelector('.atlas-stage').clientHeight / innerHeight"

LARGEST_TOWN = """Math.max(...[...document.querySelectorAll(".atlas-ground-name:is(.town, .capital)")]
  .map(name => parseFloat(getComputedStyle(name).fontSize)))"""

CUT_NAMES = """() => {
  const { left, right, top, bottom } = document.querySelector(".atlas-stage").getBoundingClientRect();
  const ends = name => [name, name.getBoundingClientRect()];
  return [...document.querySelectorAll(".atlas-ground-name:not([style*=rotate])")].map(ends)
    .filter(([, box]) => box.right > left && box.left < right && box.bottom > top && box.top < bottom)
    .filter(([, box]) => box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1)
    .map(([name]) => name.textContent);
}"""

LETTERS_OF_A_CHART = """Math.min(...[...document.querySelectorAll(".st-key-timed-towns svg .role-axis-label text")]
  .map(text => parseFloat(getComputedStyle(text).fontSize)))"""

# What of the bar, and of the list, sticks out of its frame or lies on another control.
MISPLACED = """() => {
  const shown = node => node.checkVisibility() && node.getClientRects().length;
  const controls = ".atlas-bar :is(button, select, input, canvas), .atlas-date";
  const boxes = [...document.querySelectorAll(controls)].filter(shown)
    .map(node => [node.className || node.tagName, node.getBoundingClientRect()]);
  const sticksOut = ({ left, top, right, bottom }) =>
    left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
  const cross = (start, end, otherStart, otherEnd) => start < otherEnd - 1 && otherStart < end - 1;
  const meet = (one, other) =>
    cross(one.left, one.right, other.left, other.right) && cross(one.top, one.bottom, other.top, other.bottom);
  return boxes
    .filter(([, one], index) => sticksOut(one) || boxes.slice(index + 1).some(([, other]) => meet(one, other)))
    .map(([name]) => name);
}"""


@pytest.fixture(scope="module")
def telephone(browser: Browser, app_url: str) -> Iterator[Page]:
    size = {"width": WIDTH, "height": HEIGHT}
    with guarded_context(browser, Guard(app_url), viewport=size, has_touch=True) as context:
        page = context.new_page()
        page.goto(app_url + MAY)
        yield page


def test_the_map_takes_at_least_half_of_a_telephone(telephone: Page) -> None:
    MapView.of(telephone)
    box = telephone.locator(FRAME).bounding_box()
    assert box
    assert box["height"] >= HEIGHT / 2
    assert box["width"] >= WIDTH * 0.85


def test_nothing_scrolls_sideways_on_a_telephone(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    assert telephone.evaluate(SIDEWAYS) <= 0
    assert atlas_map.ask(SIDEWAYS) <= 0
    assert telephone.evaluate(HELD_BY_THE_PAGE)


def test_no_name_on_the_ground_is_cut(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    atlas_map.wait_for("document.querySelectorAll('.atlas-ground-name').length > 3")
    assert atlas_map.ask(CUT_NAMES) == []


def test_the_play_bar_can_be_used_with_a_thumb(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    buttons = atlas_map.inside.locator(".atlas-bar button:visible")
    assert buttons.count() >= 4
    for button in buttons.all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 32
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDTH
    window = atlas_map.window
    atlas_map.inside.locator(".atlas-forward").tap()
    atlas_map.wait_for_other_window(window)
    atlas_map.inside.locator(".atlas-play").tap()
    atlas_map.wait_for("atlas.clock.playing")
    atlas_map.inside.locator(".atlas-play").tap()
    atlas_map.wait_for("!atlas.clock.playing")


def test_the_list_is_on_a_telephone_too(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    expect(atlas_map.inside.locator(".atlas-list button").first).to_be_visible()


def test_the_bar_unfolds_what_a_telephone_has_no_room_for(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    inside = atlas_map.inside
    more = inside.get_by_role("button", name="More controls")
    folded = inside.locator(".atlas-bar :is(input[type=date], select, .atlas-eventful, .atlas-loop, .atlas-help)")
    assert folded.count() == 6
    expect(more).to_have_attribute("aria-expanded", "false")
    assert not any(control.is_visible() for control in folded.all())
    more.tap()
    expect(more).to_have_attribute("aria-expanded", "true")
    for control in folded.all():
        expect(control).to_be_visible()
    assert atlas_map.ask(MISPLACED) == []
    assert atlas_map.ask(SHARE_OF_THE_MAP) >= 0.5
    inside.get_by_role("button", name="Keys of the map").tap()
    help_ = inside.get_by_role("dialog")
    expect(help_).to_be_visible()
    box = help_.bounding_box()
    assert box
    assert box["width"] >= WIDTH * 0.6
    assert help_.evaluate("node => node.scrollWidth <= node.clientWidth")
    help_.get_by_role("button", name="Close").tap()
    expect(help_).to_be_hidden()
    more.tap()
    expect(folded.first).to_be_hidden()
    expect(inside.locator(".atlas-list")).to_be_visible()


class Hand:
    """Fingers on a touch screen."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)

    def slide(self, *fingers: tuple[tuple[float, float], tuple[float, float]], steps: int = 8) -> None:
        """Put down fingers one after the other, slide each from its first place to its second, and lift them."""
        starts = [start for start, _end in fingers]
        for count in range(1, len(fingers) + 1):
            self._touch("touchStart", starts[:count])
        for step in range(1, steps + 1):
            share = step / steps
            self._touch(
                "touchMove", [(x + (to_x - x) * share, y + (to_y - y) * share) for (x, y), (to_x, to_y) in fingers]
            )
        self._touch("touchEnd", [])

    def _touch(self, kind: str, places: Sequence[tuple[float, float]]) -> None:
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_one_finger_scrolls_the_page_and_two_move_the_map(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    telephone.locator(FRAME).scroll_into_view_if_needed()
    box = telephone.locator(FRAME).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 260
    hand = Hand(telephone)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    before, centre = telephone.evaluate(scrolled), atlas_map.ask("atlas.map.getCenter().toString()")
    hint = atlas_map.inside.get_by_text("Use two fingers to move the map")
    expect(hint).to_be_hidden()

    hand.slide(((x, y), (x, y - 90)))
    expect(hint).to_be_visible()
    telephone.wait_for_function(f"before => {scrolled} > before + 40", arg=before)
    assert atlas_map.ask("atlas.map.getCenter().toString()") == centre

    after, y = telephone.evaluate(scrolled), y - 60
    latitude, zoom = atlas_map.ask("[atlas.map.getCenter().lat, atlas.map.getZoom()]")
    hand.slide(((x - 40, y), (x - 40, y - 80)), ((x + 40, y), (x + 40, y - 80)))
    atlas_map.wait_for("latitude => atlas.map.getCenter().lat < latitude - 1", latitude)
    expect(hint).to_be_hidden()
    hand.slide(((x - 30, y), (x - 90, y)), ((x + 30, y), (x + 90, y)))
    atlas_map.wait_for("zoom => atlas.map.getZoom() > zoom", zoom)
    assert telephone.evaluate(scrolled) == after


def test_a_finger_can_drag_the_ends_of_the_window(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    telephone.locator(FRAME).scroll_into_view_if_needed()
    end = atlas_map.inside.get_by_role("slider", name="Last day shown")
    box = end.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    first, last = atlas_map.window
    Hand(telephone).slide(((x, y), (x + 60, y)))
    atlas_map.wait_for("last => atlas.clock.window[1] > last + 200", last)
    assert atlas_map.window[0] == first


def test_a_card_shows_its_rest_on_a_telephone_when_asked(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    atlas_map.inside.locator(".atlas-list button").first.tap()
    card = telephone.locator("article.card")
    expect(card.get_by_role("heading", level=3)).to_be_visible()
    expect(card.locator(".sources")).to_be_hidden()
    cite = telephone.get_by_role("button", name="Cite this")
    expect(cite).to_be_hidden()
    card.get_by_label("Show the whole card").check()
    expect(card.locator(".sources")).to_be_visible()
    expect(cite).to_be_visible()


def test_what_is_found_on_a_telephone_is_shown_and_not_the_sidebar(telephone: Page) -> None:
    sidebar = telephone.get_by_test_id("stSidebar")
    telephone.get_by_test_id("stExpandSidebarButton").click()
    expect(sidebar).to_be_in_viewport()
    telephone.locator(".st-key-find input").fill("maximilian executed")
    telephone.keyboard.press("Enter")
    telephone.locator(".st-key-found-0 button").click()
    expect(telephone).to_have_url(re.compile("mark="))
    expect(sidebar).not_to_be_in_viewport()


@pytest.fixture
def large_text(new_page: Page) -> Page:
    """Give a page to a reader who has set text to twice its size."""
    session = new_page.context.new_cdp_session(new_page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    return new_page


@pytest.mark.parametrize("size", [(1440, 1000), (WIDTH, HEIGHT)])
def test_text_of_twice_the_size_fits(large_text: Page, app_url: str, size: tuple[int, int]) -> None:
    page = large_text
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(app_url + MAY.replace("en", "es") + "&mark=battle-of-puebla-1862")
    atlas_map = MapView.of(page)
    for where in (page.main_frame, atlas_map.frame):
        assert where.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert where.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(HELD_BY_THE_PAGE)
    assert atlas_map.ask("parseFloat(getComputedStyle(document.querySelector('.atlas-list button')).fontSize)") >= 28
    atlas_map.wait_for(f"{LARGEST_TOWN} >= 18")
    largest = atlas_map.ask(LARGEST_TOWN)
    more = atlas_map.inside.locator(".atlas-more")
    for _folded_and_unfolded in range(2):
        assert atlas_map.ask(MISPLACED) == []
        assert atlas_map.ask(SHARE_OF_THE_MAP) >= 0.5
        more.click()
    page.evaluate("document.documentElement.style.fontSize = '20px'")
    atlas_map.wait_for("getComputedStyle(document.documentElement).fontSize === '20px'")
    atlas_map.wait_for(f"largest => {LARGEST_TOWN} < largest * 0.9", largest)
    page.set_viewport_size({"width": min(size[0], 1024), "height": size[1]})
    page.goto(f"{app_url}/story?lang=es")
    expect(page.locator(".st-key-tour button:visible").first).to_be_visible()
    assert page.evaluate(HELD_BY_THE_PAGE)
    page.goto(f"{app_url}/numbers?lang=es")
    page.wait_for_function(f"[{LETTERS_OF_A_CHART}].every(size => size > 16 && size < Infinity)")


@pytest.mark.parametrize(("scheme", "darkest", "brightest"), [("light", 130, 255), ("dark", 0, 110)])
def test_the_map_keeps_the_pages_light(
    page: Page, app_url: str, scheme: Literal["light", "dark"], darkest: int, brightest: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{app_url}/?lang=en&step=month&date=1863-05-17")
    atlas_map = MapView.of(page)
    atlas_map.wait_for("scheme => document.documentElement.dataset.theme === scheme", scheme)
    picture = atlas_map.picture()
    assert darkest <= ImageStat.Stat(picture.convert("L")).mean[0] <= brightest
    assert len(picture.getcolors(maxcolors=1 << 24) or []) > 1000
    assert sum(atlas_map.shown.values()) > 0
