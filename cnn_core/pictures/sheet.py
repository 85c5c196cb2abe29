"""A sheet that lies whole in the picture, on a table that is darker."""

import numpy as np
from PIL import Image

from cnn_core.pictures.filtering import Grey, Mask, closing, maximum, otsu_threshold, resized, widened
from cnn_core.pictures.regions import label_regions
from cnn_core.pictures.views import View

WORKING_SIDE = 160
LEAST_SHARE = 0.1  # of the view; a smaller bright patch is no sheet to write on
MOST_AT_BORDER = 0.6  # of the view's border; more, and the sheet is not whole
LEAST_RECTANGULAR = 0.8  # of the narrowest rectangle around it; an ellipse fills 0.79
LEAST_BRIGHT = 0.6  # of the sheet; the rest is what is written on it
LEAST_STEP = 10.0  # grey steps between table and sheet
SHARP = 0.5  # of the difference between table and sheet must be at the sheet's edge, else it is the light


def find_sheet(view: View) -> Mask | None:
    """Return where in a view a sheet lies on a darker table, without its edge; None where none is seen.

    Args:
        view: a part of the picture.

    Shape:
        (height, width) of the view.

    >>> from cnn_core.pictures.views import Box, view_of
    >>> picture = np.full((200, 300), 50, dtype=np.uint8)
    >>> picture[40:160, 80:220] = 220
    >>> sheet = find_sheet(view_of(picture, Box(0, 0, 200, 300)))
    >>> sheet is not None and bool(sheet[100, 150]), sheet is not None and bool(sheet[20, 20])
    (True, False)
    """
    height, width = view.grey.shape
    scale = min(1.0, WORKING_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = resized(view.grey.astype(np.float64), size, Image.Resampling.BOX)
    plain = closing(small, max(1, min(small.shape) // 16))  # without ink: it must not set threshold or edge
    sheet = _largest_bright(small, plain)
    if sheet is None or not _is_sheet(small, plain, sheet):
        return None
    edge = max(1, round(0.015 * max(small.shape)))
    core = ~widened(~sheet, edge)
    large = resized(core.astype(np.float64), (width, height), Image.Resampling.BILINEAR) > 0.5
    return large & view.paper if large.any() else None


def _largest_bright(small: Grey, plain: Grey) -> Mask | None:
    """The largest bright region, what is written on it included; whiskers of a wooden table cut off."""
    if np.ptp(plain) < LEAST_STEP:
        return None
    bright = small > otsu_threshold(plain)
    thick = widened(~widened(~bright, 1), 1)
    labels = label_regions(thick)
    sizes = np.bincount(labels.ravel())[1:]
    return filled(labels == 1 + int(sizes.argmax())) if sizes.size else None


def filled(region: Mask) -> Mask:
    """Return a region with its holes: all that is not joined to the outside.

    >>> filled(np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=bool)).all()
    np.True_
    """
    outside = label_regions(~np.pad(region, 1), diagonal=False)
    return (outside != outside[0, 0])[1:-1, 1:-1]


def rectangularity(region: Mask) -> float:
    """Return the share that a region has of the narrowest rectangle around it, turned as it may be.

    >>> rectangularity(np.ones((30, 40), dtype=bool))
    1.0
    """
    rim = region & ~(~widened(~np.pad(region, 1), 1))[1:-1, 1:-1]
    places = np.argwhere(rim).astype(np.float64)
    angles = np.deg2rad(np.arange(0, 90, 2))
    along = places @ np.array((np.cos(angles), np.sin(angles)))
    across = places @ np.array((-np.sin(angles), np.cos(angles)))
    areas = (np.ptp(along, axis=0) + 1) * (np.ptp(across, axis=0) + 1)
    return min(1.0, float(region.sum() / areas.min()))


def _is_sheet(small: Grey, plain: Grey, sheet: Mask) -> bool:
    border = np.concatenate([sheet[0], sheet[-1], sheet[:, 0], sheet[:, -1]])
    if sheet.mean() < LEAST_SHARE or border.mean() > MOST_AT_BORDER or sheet.all():
        return False
    if rectangularity(sheet) < LEAST_RECTANGULAR:
        return False
    level, ground = float(np.median(small[sheet])), float(np.median(small[~sheet]))
    bright = float(np.mean(small[sheet] > (level + ground) / 2))
    step = level - ground
    return step > LEAST_STEP and bright > LEAST_BRIGHT and _edge_step(plain, sheet) > SHARP * step


def _edge_step(plain: Grey, sheet: Mask) -> float:
    """By how much brightness changes within a few pixels, along all but a quarter of the sheet's edge."""
    rim = sheet & widened(~sheet, 1)
    if not rim.any():
        return 0.0
    return float(np.percentile((maximum(plain, 2) + maximum(-plain, 2))[rim], 25))
