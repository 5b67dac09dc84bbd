"""What holds on every page: a change of language keeps what the reader has, and axe-core finds no serious fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.locale import translator
from geodata.vocabulary import Language
from pages.parts.streamlit_words import STREAMLITS_WORDS
from pages.parts.views import MAP_PAGES
from pages.parts.words import LANGUAGE_NAMES
from tests.browser.axe import BUT_COLOURS, COLOURS, faults_everywhere
from tests.browser.controls import card, choose, date_input, wait_until_still
from tests.browser.map_view import MapView
from tests.open_page import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

WITH_MAP = {*MAP_PAGES, "story"}
WITH_DATE = {*MAP_PAGES, "numbers"}
ADDRESS = "/about?lang=en"
MARK = "monterrey-1864"
ATLAS = "The French intervention in Mexico, 1861–1867"
STATE = "[...atlas.clock.window, atlas.map.getZoom(), atlas.map.getCenter(), atlas.selected, atlas.shown()]"
WORDS = """[...document.querySelectorAll("[aria-label]:not([data-id])")]
    .flatMap(({ title, ariaLabel }) => [title, ariaLabel]).filter(Boolean)"""

# Streamlit's own words that are left in English, in what is shown and in the names of what is shown.
LEFT_IN_ENGLISH = """words => [...document.body.querySelectorAll("*")]
    .flatMap(node => [node.ariaLabel, node.title, node.childElementCount ? "" : node.textContent])
    .filter(text => words.includes(text))"""
DARK = "getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme.includes('dark')"


@dataclass(frozen=True)
class Visit:
    """A page that is open on a day, a step, a mark and a view, at first in English."""

    name: str
    page: Page
    atlas_map: MapView | None


@pytest.fixture(scope="module", params=PAGES)
def visit(module_page: Page, app_url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    name: str = request.param
    path = "" if name == "war" else name
    module_page.goto(f"{app_url}/{path}?lang=en&date=1864-08-20&step=day&roads=true&mark={MARK}&view=25.5,-100.5,7")
    expect(module_page.locator("h1")).to_be_visible()
    yield Visit(name, module_page, MapView.of(module_page) if name in WITH_MAP else None)
    module_page.emulate_media(color_scheme="light")


def speak(page: Page, language: Language) -> None:
    """Choose a language, if the page does not speak it yet, and wait until all of the page does."""
    if page.evaluate("document.documentElement.lang") != language.value:
        choose(page, "lang", LANGUAGE_NAMES[language])
        page.wait_for_function("language => document.documentElement.lang === language", arg=language.value)
    wait_until_still(page)


def test_axe_finds_no_serious_fault(visit: Visit) -> None:
    wait_until_still(visit.page)
    assert not faults_everywhere(visit.page)


def test_a_change_of_language_keeps_what_the_reader_has(visit: Visit) -> None:
    name, page, atlas_map = visit.name, visit.page, visit.atlas_map
    if atlas_map:
        atlas_map.remember()
        before, words = atlas_map.ask(STATE), set(atlas_map.ask(WORDS))
    title = page.title()
    choose(page, "lang", "Français")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title(re.compile(re.escape(translator(Language.FR)(ATLAS))))
    assert page.title() != title
    expect(page).to_have_url(re.compile("lang=fr"))
    english = [text for text in STREAMLITS_WORDS if translator(Language.FR)(text) != text]
    expect(page.get_by_label("Menu principal").first).to_be_visible()
    page.wait_for_function(f"words => ({LEFT_IN_ENGLISH})(words).length === 0", arg=english)
    expect(page).to_have_url(re.compile(f"mark={MARK}"))
    if name in WITH_DATE:
        expect(date_input(page).first).to_have_value("1864-08-20")
        expect(page.get_by_role("spinbutton", name=re.compile("^mois, ")).first).to_be_visible()
    if atlas_map:
        atlas_map.wait_for("document.documentElement.lang === 'fr' && atlas.ready")
        expect(card(page, MARK).first).to_contain_text("entre le 26 et le 29 août 1864")
        assert atlas_map.ask(STATE) == before
        assert atlas_map.ask("atlas.shown().roads > 0") or name == "story"
        atlas_map.wait_for(f"words => !{WORDS}.some(word => words.includes(word))", sorted(words))
        assert not atlas_map.frame.is_detached()
        assert atlas_map.ask("remembered.map === atlas.map")


def test_axe_finds_no_serious_fault_in_another_language_or_in_the_dark(visit: Visit) -> None:
    page = visit.page
    for language in (Language.FR, Language.ES):
        speak(page, language)
        assert not faults_everywhere(page, BUT_COLOURS), language
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(DARK)
    assert not faults_everywhere(page, COLOURS), "in the dark"
