"""Where in a picture a drawing is: the channel that shows it, the sheet it is on, the signs, seen closely."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.filtering import Grey, Mask, resized, widened
from cnn_core.pictures.lighting import Ink, find_ink
from cnn_core.pictures.regions import label_regions
from cnn_core.pictures.seeing import Seen, look_at
from cnn_core.pictures.sheet import find_sheet
from cnn_core.pictures.signs import Sign, Signs, find_signs, threshold_of
from cnn_core.pictures.views import Box, View, view_of, view_within

CHANNELS = ("red", "green", "blue")
FAINT = 3.0  # times the least contrast: with less in grey, the colours are asked
MUCH_MORE = 2.0  # times the contrast of grey, which a colour must have
MOST_SHEETS = 3  # one on another
CLOSE_ENOUGH = 100  # pixels of a sign in the view; a smaller one is looked at more closely
SHARPER = 1.5  # pixels of the picture for one of the view, from where on a closer look shows more
MARGIN = 0.6  # of a sign's length around it


@dataclass(frozen=True)
class Look:
    """What was found in one view of a picture.

    picture: the grey picture or the channel that the view is of; channel: its name, "" for grey.
    """

    picture: NDArray[np.uint8]
    view: View
    found: Ink
    signs: Signs
    seen: Seen
    channel: str = ""
    on_sheet: bool = False


def look_for_drawing(colour: NDArray[np.uint8], without: Collection[str] = ()) -> Look:
    """Return where in a picture ink is most likely to be a drawing.

    Args:
        colour: red, green and blue, 0 to 255.
        without: choices that are not made: "channel", "sheet", "box".

    Shape:
        (height, width, 3).
    """
    grey = np.array(Image.fromarray(colour).convert("L"))
    drop_box = "box" not in without
    look = _looked(grey, view_of(grey, Box(0, 0, *grey.shape)), drop_box=drop_box)
    if "channel" not in without and look.found.contrast < FAINT * look.seen.least_contrast:
        look = best_channel(colour, look, drop_box=drop_box)
    return look if "sheet" in without else _on_sheet(look, drop_box=drop_box)


def _looked(picture: NDArray[np.uint8], view: View, *, drop_box: bool) -> Look:
    found = find_ink(view.grey)
    ink = np.where(view.paper, found.ink, 0)
    contrast = found.contrast if view.paper.all() else float(ink.max())
    found = replace(found, ink=ink, contrast=min(found.contrast, contrast))
    has_ink = bool(ink.max() > 0)
    none = np.zeros_like(view.paper)
    signs = find_signs(ink, view.paper, drop_box=drop_box) if has_ink else Signs((), None, none, 0)
    return Look(picture, view, found, signs, look_at(found, signs, view))


def best_channel(colour: NDArray[np.uint8], grey: Look, *, drop_box: bool = True) -> Look:
    """Return the look at the channel with far more contrast than grey has; the look at grey if none has it.

    Args:
        colour: as for `look_for_drawing`.
        grey: what was found in grey.
        drop_box: whether a printed box around a sign is left out.

    Shape:
        (height, width, 3).
    """
    best = grey
    for number, name in enumerate(CHANNELS):
        channel = np.ascontiguousarray(colour[..., number])
        look = _looked(channel, view_of(channel, grey.view.box), drop_box=drop_box)
        if look.found.contrast > max(MUCH_MORE * grey.found.contrast, best.found.contrast):
            best = replace(look, channel=name)
    return best


def _on_sheet(whole: Look, *, drop_box: bool) -> Look:
    """The innermost sheet that has a drawing on it; the whole picture where there is none."""
    best = look = whole
    for _ in range(MOST_SHEETS):
        sheet = find_sheet(look.view)
        if sheet is None:
            break
        inner = _looked(whole.picture, view_within(whole.picture, look.view, sheet), drop_box=drop_box)
        look = replace(inner, channel=whole.channel, on_sheet=True)
        if look.seen.way == "drawing":
            best = look
    return best


def closer(look: Look, sign: Sign) -> tuple[Grey, Mask]:
    """Return the ink around a sign and where in it the sign is, from as many pixels as the picture has.

    Shape:
        both (height, width).
    """
    down, across = look.view.scales
    if sign.box.longest >= CLOSE_ENOUGH or min(down, across) < SHARPER:
        return look.found.ink, sign.mask
    margin = round(MARGIN * sign.box.longest) + 2
    around = Box(
        sign.box.top - margin, sign.box.left - margin, sign.box.bottom + margin, sign.box.right + margin
    ).within(*sign.mask.shape)
    view = view_of(look.picture, look.view.in_picture(around).within(*look.picture.shape))
    ink = find_ink(view.grey, bright_on_dark=look.found.bright_on_dark).ink
    cut = sign.mask[around.top : around.bottom, around.left : around.right].astype(np.float64)
    size = (ink.shape[1], ink.shape[0])
    reach = max(1, round(1.5 * ink.shape[0] / cut.shape[0]))
    there = widened(resized(cut, size, Image.Resampling.BILINEAR) > 0.3, reach)
    mask = ink > threshold_of(np.where(there, ink, 0))
    labels = label_regions(mask)
    mask = np.isin(labels, np.unique(labels[there & mask])) & mask
    return (ink, mask) if mask.any() else (look.found.ink, sign.mask)
