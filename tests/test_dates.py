"""Dates of the record, days, and windows of days."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.dates import (
    FIRST_DAY,
    LAST_DAY,
    Bounds,
    Span,
    Step,
    Window,
    bounds,
    day_before,
    day_number,
    nearest_day,
    span,
    span_until,
)
from geodata.errors import AtlasError, DateError


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1862-05-05", "1862-05-05", "1862-05-05"),
        ("1863-05", "1863-05-01", "1863-05-31"),
        ("1864-02", "1864-02-01", "1864-02-29"),
        ("1865", "1865-01-01", "1865-12-31"),
        ("1863-05-17~", "1863-05-12", "1863-05-22"),
        ("1867-12-29~", "1867-12-24", "1868-01-03"),
        ("1863-02~", "1863-01-01", "1863-03-31"),
        ("1863-01~", "1862-12-01", "1863-02-28"),
        ("1866-12~", "1866-11-01", "1867-01-31"),
        ("1864~", "1863-01-01", "1865-12-31"),
    ],
)
def test_bounds_of_each_form_in_the_record(text: str, earliest: str, latest: str) -> None:
    assert bounds(text) == Bounds(day(earliest), day(latest))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1862-13",
        "1863-02-29",
        "1863-5-17",
        "5 May 1862",
        "1863/1864",
        "186X",
        "1963-05-17",
        "1863~~",
        "1862-05-05 ",
    ],
)
def test_what_is_no_date_of_the_record(text: str) -> None:
    with pytest.raises(DateError):
        bounds(text)


def test_span_of_two_precise_dates() -> None:
    assert span("1863-03-16", "1863-05-17") == Span(
        day("1863-03-16"), day("1863-03-16"), day("1863-05-17"), day("1863-05-17")
    )


def test_span_lets_neither_end_pass_the_other() -> None:
    found = span("1864-09~", "1864-09-20")
    assert found.start_latest == found.end_latest == day("1864-09-20")
    found = span("1864-09-20", "1864-09")
    assert found.end_earliest == day("1864-09-20")


def test_span_without_start_or_end_is_unbounded_there() -> None:
    assert span("", "") == Span(None, None, None, None)
    assert span("1864", "") == Span(day("1864-01-01"), day("1864-12-31"), None, None)
    assert span("", "1864") == Span(None, None, day("1864-01-01"), day("1864-12-31"))


def test_span_that_ends_before_it_begins() -> None:
    with pytest.raises(AtlasError):
        span("1864-02", "1864-01")


def test_span_until_a_change_ends_the_day_before() -> None:
    assert span_until("1863-03-16", "1863-05-17") == span("1863-03-16", "1863-05-16")
    assert span_until("1865", "1865-07-01~").end_latest == day("1865-07-05")
    assert span_until("1867-06-28", "") == span("1867-06-28", "")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("1863-05-17", "1863-05-16"),
        ("1863-03-01~", "1863-02-28~"),
        ("1863-05", "1863-05"),
        ("1863-05~", "1863-05~"),
        ("1864", "1864"),
    ],
)
def test_day_before(text: str, before: str) -> None:
    assert day_before(text) == before


@pytest.mark.parametrize(
    ("text", "number"), [("1970-01-01", 0), ("1969-12-31", -1), ("1862-05-05", -39322), ("1861-01-01", -39811)]
)
def test_day_number_counts_as_the_browser_does(text: str, number: int) -> None:
    assert day_number(day(text)) == number


@pytest.mark.parametrize(
    ("around", "step", "first", "last"),
    [
        ("1863-05-17", Step.DAY, "1863-05-17", "1863-05-17"),
        ("1864-02-10", Step.MONTH, "1864-02-01", "1864-02-29"),
        ("1864-02-10", Step.YEAR, "1864-01-01", "1864-12-31"),
        ("1850-01-01", Step.DAY, "1861-01-01", "1861-01-01"),
        ("1999-01-01", Step.MONTH, "1867-12-01", "1867-12-31"),
    ],
)
def test_window_around(around: str, step: Step, first: str, last: str) -> None:
    assert Window.around(day(around), step=step) == Window(day(first), day(last))


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("edge", [FIRST_DAY, LAST_DAY])
def test_window_stays_in_the_atlas(step: Step, edge: date) -> None:
    window = Window.around(edge, step=step)
    outward = -1 if edge == FIRST_DAY else 1
    assert window.shifted(outward, step=step) == window
    assert window.shifted(outward * 10_000, step=step) == window


@pytest.mark.parametrize(
    ("step", "n", "first", "last"),
    [
        (Step.DAY, 1, "1863-01-01", "1863-01-01"),
        (Step.DAY, -31, "1862-11-30", "1862-11-30"),
        (Step.MONTH, 1, "1863-01-01", "1863-01-31"),
        (Step.MONTH, -12, "1861-12-01", "1861-12-31"),
        (Step.YEAR, 2, "1864-01-01", "1864-12-31"),
    ],
)
def test_window_shifted(step: Step, n: int, first: str, last: str) -> None:
    assert Window.around(day("1862-12-31"), step=step).shifted(n, step=step) == Window(day(first), day(last))


def test_window_contains_both_its_ends() -> None:
    window = Window.around(day("1862-05-05"), step=Step.MONTH)
    assert window.contains(day("1862-05-01"))
    assert window.contains(day("1862-05-31"))
    assert not window.contains(day("1862-06-01"))


def test_window_can_not_be_backward() -> None:
    with pytest.raises(DateError):
        Window(day("1862-05-05"), day("1862-05-04"))


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("1863-02-30", "1863-02-28"),
        ("1863-13-45", "1863-12-31"),
        ("1863-5-7", "1863-05-07"),
        ("1863-05", "1863-05-01"),
        ("1864", "1864-01-01"),
        ("1850-06-01", "1861-01-01"),
        ("1999-01-01", "1867-12-31"),
        ("0000-00-00", "1861-01-01"),
        ("", "1861-01-01"),
        ("yesterday", "1861-01-01"),
        ("<script>", "1861-01-01"),
        ("1863-05-17T00:00", "1863-05-17"),
    ],
)
def test_nearest_day_of_a_wrong_text(text: str, nearest: str) -> None:
    assert nearest_day(text) == (day(nearest), False)


def test_nearest_day_of_a_right_text() -> None:
    assert nearest_day("1862-05-05") == (day("1862-05-05"), True)
