"""Shaded relief: from an equirectangular picture of the world to a toned one in Web Mercator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[np.float64]
    Mask = NDArray[np.bool_]

__all__ = ["Frame", "paint_land_over_sea", "sea_mask", "tone", "warp", "widen"]

TILE = 256
LOWLAND = np.array([225.0, 222.0, 196.0])
HIGHLAND = np.array([238.0, 221.0, 192.0])
TOO_DARK = 60.0  # no land near
SHADOW = np.array([112.0, 88.0, 66.0])


@dataclass(frozen=True)
class Frame:
    """A window of the earth as a picture in Web Mercator.

    Attributes
    ----------
    west, south, east, north
        Its bounds in degrees.
    zoom
        The web map zoom at which one pixel of the picture is one pixel of the screen.
    """

    west: float
    south: float
    east: float
    north: float
    zoom: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        left, top = self.to_pixel(self.west, self.north)
        right, bottom = self.to_pixel(self.east, self.south)
        return round(right - left), round(bottom - top)

    def to_pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixel of a position on the world picture of this zoom, from its north-west corner."""
        world = TILE * 2**self.zoom
        northing = np.arcsinh(np.tan(np.radians(lat)))
        return (lon + 180) / 360 * world, float((1 - northing / np.pi) / 2 * world)

    def longitudes(self) -> Picture:
        """Longitude of the middle of each column."""
        width = self.size[0]
        return self.west + (np.arange(width) + 0.5) / width * (self.east - self.west)

    def latitudes(self) -> Picture:
        """Latitude of the middle of each row."""
        height = self.size[1]
        top, bottom = (np.arcsinh(np.tan(np.radians(lat))) for lat in (self.north, self.south))
        northing = top + (np.arange(height) + 0.5) / height * (bottom - top)
        return np.asarray(np.degrees(np.arctan(np.sinh(northing))))


def warp(world: Picture, frame: Frame) -> Picture:
    """Resample a picture of the whole earth in plate carrée into a frame in Web Mercator.

    Parameters
    ----------
    world
        Rows from 90 N to 90 S, columns from 180 W to 180 E, any number of channels.
    frame
        The window wanted.

    Returns
    -------
    Picture
        Height x width x channels of the frame.
    """
    height, width = world.shape[:2]
    rows = (90 - frame.latitudes()) / 180 * height - 0.5
    columns = (frame.longitudes() + 180) / 360 * width - 0.5
    return _resample(_resample(world, rows, axis=0), columns, axis=1)


def _resample(picture: Picture, positions: Picture, *, axis: int) -> Picture:
    first = np.floor(positions).astype(int)
    weights = _catmull_rom(positions - first)
    shape = [1] * picture.ndim
    shape[axis] = -1
    total = 0.0
    for step, weight in zip(range(-1, 3), weights, strict=True):
        index = np.clip(first + step, 0, picture.shape[axis] - 1)
        total = total + np.take(picture, index, axis=axis) * weight.reshape(shape)
    return np.asarray(total)


def _catmull_rom(t: Picture) -> tuple[Picture, Picture, Picture, Picture]:
    return (
        ((-0.5 * t + 1.0) * t - 0.5) * t,
        (1.5 * t - 2.5) * t * t + 1.0,
        ((-1.5 * t + 2.0) * t + 0.5) * t,
        (0.5 * t - 0.5) * t * t,
    )


def sea_mask(picture: Picture) -> Mask:
    """Where the picture is the blue of its sea."""
    red, green, blue = (picture[..., channel] for channel in range(3))
    return np.asarray((blue > green + 4) & (blue > red + 15))


def widen(mask: Mask, *, pixels: int) -> Mask:
    """Let a mask grow by some pixels all round."""
    wide = mask[..., None].astype(float)
    for _ in range(pixels):
        wide = (_sum_of_neighbours(wide) > 0).astype(float)
    return np.asarray(wide[..., 0] > 0)


def paint_land_over_sea(picture: Picture, sea: Mask, *, reach: int) -> Picture:
    """Let the colours of the land run `reach` pixels into the sea; farther out, their mean.

    The vector coast, which is drawn over the relief, then never shows a rim of blue on land.
    """
    filled = np.where(sea[..., None], 0.0, picture)
    known = (~sea).astype(float)
    for _ in range(reach):
        near, weight = _sum_of_neighbours(filled), _sum_of_neighbours(known[..., None])
        grown = (known == 0) & (weight[..., 0] > 0)
        filled[grown] = near[grown] / weight[grown]
        known[grown] = 1.0
    filled[known == 0] = picture[~sea].mean(axis=0)
    return filled


def _sum_of_neighbours(picture: Picture) -> Picture:
    padded = np.pad(picture, ((1, 1), (1, 1), (0, 0)))
    height, width = picture.shape[:2]
    total = np.zeros_like(picture)
    for down in range(3):
        for right in range(3):
            total += padded[down : down + height, right : right + width]
    return total


def tone(picture: Picture, land: Mask, *, softness: float) -> Picture:
    """Give the relief the warm paper of a printed atlas.

    Parameters
    ----------
    picture
        Land colours everywhere (see `paint_land_over_sea`).
    land
        Which of them are really of land; the rest become plain paper by and by.
    softness
        Radius in pixels that parts the colour of a region from the light and shade of its slopes.
    """
    known = _blurred(np.where(land, 255.0, 0.0), softness)[..., None]
    region = _blurred(picture * land[..., None], softness) / np.maximum(known, 1) * 255
    region = np.where(region.sum(axis=-1, keepdims=True) > TOO_DARK, region, picture)
    light = picture.mean(axis=-1) / np.maximum(region.mean(axis=-1), 1.0)
    height = np.clip((region[..., 0] - region[..., 1] + 22) / 50, 0, 1)[..., None]
    paper = LOWLAND + (HIGHLAND - LOWLAND) * height
    shade = np.clip((1 - light) * 1.9, 0, 0.75)[..., None]
    shine = np.clip((light - 1) * 1.3, 0, 0.5)[..., None]
    toned = np.clip(paper + (SHADOW - paper) * shade + (255 - paper) * shine, 0, 255)
    return np.asarray(toned)


def _blurred(picture: Picture, radius: float) -> Picture:
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), dtype=float)
