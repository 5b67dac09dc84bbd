from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.controls import wait_until_still
from tests.browser.map_view import MapView
from tests.browser.picture import changed_pixels

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Page


def test_map_paints_marks_on_a_ground(shared_page: Page) -> None:
    atlas_map = MapView.of(shared_page)
    picture = atlas_map.picture()
    assert len(picture.getcolors(maxcolors=picture.width * picture.height) or []) > 1000
    assert sum(atlas_map.shown.values()) > 0


def test_step_of_the_slider_changes_window_and_picture(shared_page: Page) -> None:
    page, atlas_map = shared_page, MapView.of(shared_page)
    window, before = atlas_map.window, atlas_map.picture()
    page.get_by_role("slider").first.press("ArrowRight")
    atlas_map.wait_for_other_window(window)
    assert atlas_map.window[0] == window[1] + 1
    assert changed_pixels(before, atlas_map.picture()) > 100


def test_picture_of_the_map_stands_still(shared_page: Page) -> None:
    atlas_map = MapView.of(shared_page)
    assert changed_pixels(atlas_map.picture(), atlas_map.picture()) == 0


BROKEN_THREADS = """window.Worker = class {
  postMessage() { queueMicrotask(() => this.onerror(new Event("error"))) }
}"""


def test_a_browser_whose_threads_do_not_work_paints_the_same_picture(new_page: Page, app_url: str) -> None:
    def picture() -> Image.Image:
        atlas_map = MapView.of(new_page)
        wait_until_still(new_page)
        return atlas_map.picture()

    new_page.goto(f"{app_url}/?view=20,-98,7")
    usual = picture()
    new_page.add_init_script(BROKEN_THREADS)
    new_page.reload()
    assert changed_pixels(usual, picture()) < 20
