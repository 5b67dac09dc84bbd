"""Comparing pictures of the map, pixel by pixel."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops

__all__ = ["changed_pixels", "open_picture", "pixels_of_colour"]

Colour = tuple[int, int, int]

TOLERANCE = 24


def open_picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def changed_pixels(before: Image.Image, after: Image.Image, *, tolerance: int = TOLERANCE) -> int:
    """Count the pixels that differ by more than ``tolerance`` in red, green or blue."""
    if before.size != after.size:
        raise ValueError(f"pictures of one size are expected, not {before.size} and {after.size}")
    return _count_beyond(ImageChops.difference(before, after), tolerance)


def pixels_of_colour(picture: Image.Image, colour: Colour, *, tolerance: int = TOLERANCE) -> int:
    """Count the pixels within ``tolerance`` of ``colour`` in red, green and blue alike."""
    plain = Image.new("RGB", picture.size, colour)
    return picture.width * picture.height - changed_pixels(picture, plain, tolerance=tolerance)


def _count_beyond(difference: Image.Image, tolerance: int) -> int:
    red, green, blue = difference.split()
    greatest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(greatest.histogram()[tolerance + 1 :])
