"""Measures the running atlas against a bare Streamlit page, in the same run and the same browser."""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.benchmarks.clock import clock_steps_ms
from tests.benchmarks.first_paint import first_paint_ms
from tests.benchmarks.slider import Slider
from tests.benchmarks.subjects import Subject, atlas_page, bare_page
from tests.browser.chromium import launch
from tests.browser.server import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
APP = HERE.parents[1] / "app.py"

Figures = dict[str, float | int]


@dataclass(frozen=True)
class Effort:
    """How many of each measurement are taken."""

    visits: int
    slider_steps: int
    clock_steps: int


FULL = Effort(visits=11, slider_steps=30, clock_steps=500)
QUICK = Effort(visits=3, slider_steps=8, clock_steps=100)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests/benchmarks/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="take fewer measurements")
    effort = QUICK if parser.parse_args().quick else FULL
    with ExitStack() as stack:
        logs = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        atlas = atlas_page(stack.enter_context(serve(APP, log=logs / "atlas")))
        bare = bare_page(stack.enter_context(serve(HERE / "bare_page.py", log=logs / "bare")))
        browser = launch(stack.enter_context(sync_playwright()))
        figures = measure(browser, atlas=atlas, bare=bare, effort=effort)
        browser.close()
    print(json.dumps(figures))


def measure(browser: Browser, *, atlas: Subject, bare: Subject, effort: Effort) -> Figures:
    return {
        **slider_figures(browser, atlas=atlas, bare=bare, pairs=effort.slider_steps),
        **first_paint_figures(browser, atlas=atlas, bare=bare, pairs=effort.visits),
        **clock_figures(browser, atlas=atlas, count=effort.clock_steps),
    }


def slider_figures(browser: Browser, *, atlas: Subject, bare: Subject, pairs: int) -> Figures:
    sliders = Slider.open(browser, atlas), Slider.open(browser, bare)
    for slider in sliders:
        slider.step()  # the first step of a page pays for what later ones find ready
    steps = [[slider.step() for slider in sliders] for _ in range(pairs)]
    atlas_ms, bare_ms = (median(pair[side][0] for pair in steps) for side in (0, 1))
    return {
        "step_ratio": round(atlas_ms / bare_ms, 3),
        "step_bytes": round(median(pair[0][1] for pair in steps)),
        "step_ms": round(atlas_ms, 1),
        "bare_step_ms": round(bare_ms, 1),
        "bare_step_bytes": round(median(pair[1][1] for pair in steps)),
    }


def first_paint_figures(browser: Browser, *, atlas: Subject, bare: Subject, pairs: int) -> Figures:
    visits = [[first_paint_ms(browser, subject) for subject in (atlas, bare)] for _ in range(pairs)]
    atlas_ms, bare_ms = (median(pair[side] for pair in visits) for side in (0, 1))
    return {
        "first_paint_ratio": round(atlas_ms / bare_ms, 3),
        "first_paint_ms": round(atlas_ms),
        "bare_first_paint_ms": round(bare_ms),
    }


def clock_figures(browser: Browser, *, atlas: Subject, count: int) -> Figures:
    percentiles = quantiles(clock_steps_ms(browser, atlas, count=count), n=100, method="inclusive")
    return {"clock_step_p50_ms": round(percentiles[49], 2), "clock_step_p95_ms": round(percentiles[94], 2)}


if __name__ == "__main__":
    main()
