"""The controls of a map page around the map, as a reader's hands use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

__all__ = [
    "card",
    "choose",
    "count_beside",
    "date_input",
    "map_download",
    "slider",
    "step_button",
    "switch",
    "type_day",
    "wait_until_still",
]


def switch(page: Page, layer: str) -> None:
    """Press a layer's switch in the sidebar."""
    page.locator(f".st-key-switches .st-key-{layer} label").click()


def count_beside(page: Page, layer: str) -> int | None:
    """Return the number of marks written beside a layer's switch, or None if there is none."""
    box = page.locator(f".st-key-switches .st-key-{layer}")
    content = box.evaluate("node => getComputedStyle(node, '::after').content")
    digits = re.sub(r"\D", "", content)
    return int(digits) if digits else None


def choose(page: Page, group: str, name: str) -> None:
    """Choose one of several buttons: ``lang`` or ``step-choice``."""
    buttons = page.locator(f"[class*='st-key-{group}']:visible")
    buttons.get_by_role("radio", name=name, exact=True).or_(
        buttons.get_by_role("button", name=name, exact=True)
    ).click()


def slider(page: Page) -> Locator:
    return page.locator("[class*='st-key-slider-']:visible").get_by_role("slider")


def step_button(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} button:visible").first


def date_input(page: Page) -> Locator:
    """Return the field that holds the page's day, as `expect` reads it; readers see one box for each of its parts."""
    return page.locator("[class*='st-key-date-']:visible input")


def type_day(page: Page, day: str) -> None:
    """Type a day, such as 1863-05-17, into the page's date field and leave it."""
    boxes = page.locator("[class*='st-key-date-']:visible [role=spinbutton]")
    boxes.first.click()
    page.keyboard.type(day.replace("-", ""))
    expect(date_input(page)).to_have_value(day)
    boxes.last.press("Tab")
    page.keyboard.press("Tab")


def wait_until_still(page: Page) -> None:
    """Wait until the server has answered."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")


def card(page: Page, mark: str) -> Locator:
    return page.locator(f'article.card[data-feature="{mark}"]')


def map_download(page: Page) -> Locator:
    """Return the link to what the map shows."""
    return page.locator('a[data-subject="map"]')
