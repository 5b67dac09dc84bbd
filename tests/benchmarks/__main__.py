"""Measures the running atlas, most of it against a bare Streamlit page or Leaflet.timeline in the same browser."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from geodata import Atlas
from geodata.mapping.timemap import CLOCK_SCRIPTS
from geodata.publish.current import FOLDER_VARIABLE
from tests.benchmarks.clock import clock_steps
from tests.benchmarks.first_paint import first_paint_ms
from tests.benchmarks.play import frames_per_second, heap_growth_percent
from tests.benchmarks.record import multiply
from tests.benchmarks.search import search_times_ms
from tests.benchmarks.slider import Slider
from tests.benchmarks.subjects import Subject, atlas_page, bare_page
from tests.benchmarks.timeline import leaflet_timeline
from tests.benchmarks.transfer import map_bytes
from tests.benchmarks.wire import wire_to
from tests.browser.chromium import launch
from tests.browser.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.benchmarks.clock import Step

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
APP: Final = ROOT / "app.py"

Figures = dict[str, float | int | None]


@dataclass(frozen=True)
class Effort:
    """How many of each measurement are taken, and for how many seconds the clock plays."""

    visits: int
    slider_steps: int
    clock_steps: int
    fuller_clock_steps: int
    frame_seconds: float
    heap_seconds: tuple[float, float]


FULL: Final = Effort(
    visits=11,
    slider_steps=30,
    clock_steps=504,
    fuller_clock_steps=84,
    frame_seconds=60,
    heap_seconds=(60, 600),
)
QUICK: Final = Effort(
    visits=3,
    slider_steps=8,
    clock_steps=84,
    fuller_clock_steps=42,
    frame_seconds=10,
    heap_seconds=(12, 60),
)


@dataclass(frozen=True)
class Bench:
    """What every measurement needs: a browser, a folder to write in, how much to do, and Leaflet.timeline's script."""

    browser: Browser
    folder: Path
    effort: Effort
    rival: str | None


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests/benchmarks/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="take fewer measurements, and play for a shorter while")
    effort = QUICK if parser.parse_args().quick else FULL
    if effort is QUICK:
        say(
            "quick: the heap is compared after {} and {} seconds of playing instead of 60 and 600", *effort.heap_seconds
        )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = launch(stack.enter_context(sync_playwright()))
        bench = Bench(browser, folder, effort, leaflet_timeline(folder))
        figures = {**todays_figures(bench), **fuller_figures(bench, 10), **fuller_figures(bench, 50)}
        browser.close()
    print(json.dumps(figures))


def todays_figures(bench: Bench) -> Figures:
    with ExitStack() as stack:
        atlas = atlas_page(stack.enter_context(serve(APP, log=bench.folder / "atlas.log")))
        bare = bare_page(stack.enter_context(serve(HERE / "bare_page.py", log=bench.folder / "bare.log")))
        return {
            **slider_figures(bench, atlas=atlas, bare=bare),
            **first_paint_figures(bench, atlas=atlas, bare=bare),
            **transfer_figures(bench, atlas),
            **clock_figures(bench, atlas),
            **frame_figures(bench, atlas, factor=1),
            **heap_figures(bench, atlas),
            **finding_figures(),
        }


def fuller_figures(bench: Bench, factor: int) -> Figures:
    """Return the figures of a map with a multiple of the record."""
    with fuller_atlas(bench, factor) as atlas:
        steps = clock_steps(bench.browser, atlas, count=bench.effort.fuller_clock_steps, rival=bench.rival)
        frames = frame_figures(bench, atlas, factor=factor) if factor == 10 else {}
    return {f"clock_vs_timeline_{factor}x": ratio(steps), **frames}


@contextmanager
def fuller_atlas(bench: Bench, factor: int) -> Iterator[Subject]:
    say("measuring with {} times the record", factor)
    layers = bench.folder / f"{factor}x"
    multiply(factor, layers)
    os.environ[FOLDER_VARIABLE] = str(layers)
    try:
        with serve(APP, log=bench.folder / f"{factor}x.log") as url:
            yield atlas_page(url)
    finally:
        del os.environ[FOLDER_VARIABLE]


def slider_figures(bench: Bench, *, atlas: Subject, bare: Subject) -> Figures:
    say("measuring steps of the slider")
    sliders = Slider.open(bench.browser, atlas), Slider.open(bench.browser, bare)
    for slider in sliders:
        slider.step()  # the first step of a page pays for what later ones find ready
    steps = [[slider.step() for slider in sliders] for _ in range(bench.effort.slider_steps)]
    for slider in sliders:
        slider.close()
    atlas_ms, bare_ms = (median(pair[side][0] for pair in steps) for side in (0, 1))
    return {
        "step_ratio": round(atlas_ms / bare_ms, 3),
        "step_bytes": wire_bytes(bench, atlas),
        "step_payload_bytes": round(median(pair[0][1] for pair in steps)),
        "step_ms": round(atlas_ms, 1),
        "bare_step_ms": round(bare_ms, 1),
        "bare_step_bytes": wire_bytes(bench, bare),
    }


def wire_bytes(bench: Bench, subject: Subject) -> int:
    """Return what a step of the slider puts on the wire, in a visit of its own: the proxy costs time."""
    with wire_to(subject.url) as wire:
        slider = Slider.open(bench.browser, replace(subject, url=wire.url))
        passed = [wire.bytes_passed]
        for _ in range(bench.effort.slider_steps):
            slider.step()
            passed.append(wire.bytes_passed)
        slider.close()
    return round(median(after - before for before, after in pairwise(passed[1:])))


def first_paint_figures(bench: Bench, *, atlas: Subject, bare: Subject) -> Figures:
    say("measuring first visits")
    first_paint_ms(bench.browser, atlas)  # warms the server
    visits = [[first_paint_ms(bench.browser, page) for page in (atlas, bare)] for _ in range(bench.effort.visits)]
    atlas_ms, bare_ms = (median(pair[side] for pair in visits) for side in (0, 1))
    return {
        "first_paint_ratio": round(atlas_ms / bare_ms, 3),
        "first_paint_ms": round(atlas_ms),
        "bare_first_paint_ms": round(bare_ms),
    }


def transfer_figures(bench: Bench, atlas: Subject) -> Figures:
    first, second = map_bytes(bench.browser, atlas)
    return {"map_bytes_first": first, "map_bytes_second": second}


def clock_figures(bench: Bench, atlas: Subject) -> Figures:
    say("measuring steps of the clock")
    count = bench.effort.clock_steps
    steps = clock_steps(bench.browser, atlas, count=count)
    spent = quantiles((step.ours for step in steps), n=100)
    return {
        "clock_step_p50_ms": round(spent[49], 2),
        "clock_step_p95_ms": round(spent[94], 2),
        "clock_vs_timeline_1x": ratio(clock_steps(bench.browser, atlas, count=count, rival=bench.rival)),
        "clock_code_bytes": sum(path.stat().st_size for path in CLOCK_SCRIPTS),
    }


def ratio(steps: list[Step]) -> float | None:
    """Return the median of each step's time divided by its rival's."""
    quotients = [step.ours / step.rival for step in steps if step.rival is not None]
    return round(median(quotients), 3) if quotients else None


def frame_figures(bench: Bench, atlas: Subject, *, factor: int) -> Figures:
    say("counting frames")
    frames, pictures = frames_per_second(bench.browser, atlas, seconds=bench.effort.frame_seconds)
    return {f"fps_{factor}x": round(frames, 1), f"pictures_{factor}x": round(pictures, 1)}


def heap_figures(bench: Bench, atlas: Subject) -> Figures:
    say("watching the heap")
    first, whole = bench.effort.heap_seconds
    growth = heap_growth_percent(bench.browser, atlas, first_seconds=first, all_seconds=whole)
    return {"heap_growth_percent": round(growth, 2)}


def finding_figures() -> Figures:
    say("measuring how long finding takes")
    return {"search_slowest_ms": round(max(search_times_ms(Atlas.load()).values()), 2)}


def say(text: str, *values: float) -> None:
    """Tell whoever waits what is done now; stdout is for the figures alone."""
    print(text.format(*values), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
