from __future__ import annotations

import pytest
from PIL import Image

from tests.browser.picture import changed_pixels, pixels_of_colour

PAPER = (250, 245, 235)
INK = (27, 127, 92)


@pytest.fixture
def paper() -> Image.Image:
    return Image.new("RGB", (10, 10), PAPER)


def test_one_changed_channel_counts_once_a_pixel(paper: Image.Image) -> None:
    marked = paper.copy()
    marked.paste((250, 245, 0), (2, 2, 5, 4))
    assert changed_pixels(paper, marked) == 6


def test_change_within_tolerance_is_none(paper: Image.Image) -> None:
    assert changed_pixels(paper, Image.new("RGB", (10, 10), (240, 235, 225))) == 0


def test_pictures_of_different_size_are_refused(paper: Image.Image) -> None:
    with pytest.raises(ValueError, match="one size"):
        changed_pixels(paper, Image.new("RGB", (9, 10)))


def test_pixels_of_a_colour(paper: Image.Image) -> None:
    paper.putpixel((3, 3), INK)
    assert pixels_of_colour(paper, INK) == 1
