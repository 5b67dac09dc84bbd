"""On a telephone, and in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import ImageStat
from playwright.sync_api import expect

from tests.browser.guard import Guard, guarded_context
from tests.browser.map_view import FRAME, MapView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

WIDTH, HEIGHT = 360, 740


@pytest.fixture(scope="module")
def telephone(browser: Browser, app_url: str) -> Iterator[Page]:
    size = {"width": WIDTH, "height": HEIGHT}
    with guarded_context(browser, Guard(app_url), viewport=size, has_touch=True) as context:
        page = context.new_page()
        page.goto(f"{app_url}/?lang=en&step=month&date=1863-05-17")
        yield page


def test_the_map_takes_at_least_half_of_a_telephone(telephone: Page) -> None:
    MapView.of(telephone)
    box = telephone.locator(FRAME).bounding_box()
    assert box
    assert box["height"] >= HEIGHT / 2
    assert box["width"] >= WIDTH * 0.85


def test_nothing_scrolls_sideways_on_a_telephone(telephone: Page) -> None:
    atlas_map = MapView.of(telephone)
    wide = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert telephone.evaluate(wide) <= 0
    assert atlas_map.ask(wide) <= 0
    assert telephone.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain], [data-testid=stMainBlockContainer]')]"
        ".every(node => node.scrollWidth <= node.clientWidth + 1)",
    )


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


@pytest.mark.parametrize(("scheme", "darkest", "brightest"), [("light", 130, 255), ("dark", 0, 110)])
def test_the_map_keeps_the_pages_light(
    browser: Browser, app_url: str, scheme: str, darkest: int, brightest: int
) -> None:
    with guarded_context(browser, Guard(app_url), color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{app_url}/?lang=en&step=month&date=1863-05-17")
        atlas_map = MapView.of(page)
        atlas_map.wait_for("scheme => document.documentElement.dataset.theme === scheme", scheme)
        picture = atlas_map.picture()
        assert darkest <= ImageStat.Stat(picture.convert("L")).mean[0] <= brightest
        assert len(picture.getcolors(maxcolors=1 << 24) or []) > 1000
        assert sum(atlas_map.shown.values()) > 0
