"""Where in a picture a drawing is, and whether it is one: a hint, so both ways stay open to the visitor."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.filtering import (
    LEAST_CONTRAST,
    Grey,
    Ink,
    Mask,
    closing,
    find_ink,
    label_regions,
    maximum,
    otsu_threshold,
    resized,
    widened,
)
from cnn_core.pictures.framing import stroke_width
from cnn_core.pictures.signs import Sign, Signs, find_signs, threshold_of
from cnn_core.pictures.views import Box, View, view_of, view_within

CALM_GROUND = 0.105
MOST_REGIONS = 11  # ten digits in a row, and one of them in two parts
NOISE_FACTOR = 6.0  # blank simulated paper reaches 5, the faintest drawing 13
MOST_HALF_STRONG = 2.0  # half-strong pixels for a strong one; soft crops have 0.5 to 1.9, fog 2 to 7
BOLD = 0.07  # of the view's side: strokes as wide as in a tight crop, whose soft edges are much of the ground
SOFT_EDGE, MOST_SOFT = 0.6, 0.06  # how far a soft stroke reaches: of its width, at most of the view's side
LEAST_GROUND = 0.05  # of the view; less ground than that tells nothing
SMALL = 40  # pixels of the whole picture; on smaller ones every pixel is an edge


@dataclass(frozen=True)
class Seen:
    """What speaks for a drawing: ink that stands out, in few regions, on a calm ground.

    contrast is in grey steps; ink_share in shares of the picture; unrest is the spread of the ground in
    shares of the ink's strength; regions counts those of at least 8 % of the largest; is_fog: whether broad
    parts have no edge.
    """

    contrast: float
    least_contrast: float
    ink_share: float
    regions: int
    unrest: float
    is_fog: bool = False

    @property
    def ink_stands_out(self) -> bool:
        """Whether there is ink at all."""
        return self.contrast >= self.least_contrast

    @property
    def way(self) -> str:
        """The way that what was seen speaks for: "drawing" or "photo"."""
        calm = self.unrest < CALM_GROUND and self.regions <= MOST_REGIONS and not self.is_fog
        return "drawing" if self.ink_stands_out and calm else "photo"


def look_at(found: Ink, signs: Signs, view: View) -> Seen:
    """Return what the ink and its ground look like.

    Args:
        found: as `cnn_core.pictures.lighting.find_ink` returns it for the view.
        signs: as `cnn_core.pictures.signs.find_signs` finds them in it.
        view: what was looked at.
    """
    return Seen(
        contrast=round(found.contrast, 6),  # 12 steps are 12, whatever the way to them has lost
        least_contrast=max(LEAST_CONTRAST, NOISE_FACTOR * found.noise),
        ink_share=float(signs.ink.mean()),
        regions=signs.regions,
        unrest=_unrest(found, signs, view),
        is_fog=_is_bold(signs) and signs.printed_box is None and not _has_edges(found, signs),
    )


def _is_bold(signs: Signs) -> bool:
    return bool(signs.ink.any()) and stroke_width(signs.ink) > BOLD * min(signs.ink.shape)


def _has_edges(found: Ink, signs: Signs) -> bool:
    """Whether strong ink outweighs what is half as strong: a soft stroke has shorter slopes than fog."""
    peak = np.percentile(found.ink[signs.ink], 95)
    strong = np.count_nonzero(found.ink > 0.7 * peak)
    half_strong = np.count_nonzero((found.ink > 0.2 * peak) & (found.ink <= 0.7 * peak))
    return bool(half_strong < MOST_HALF_STRONG * strong)


def _unrest(found: Ink, signs: Signs, view: View) -> float:
    """The spread of the ground; the soft edge of a stroke, however wide, is none of it."""
    mask = signs.ink
    if not mask.any():
        return 0.0
    drawn = mask if signs.printed_box is None else mask | signs.printed_box
    ground = view.paper & ~drawn
    stroke = stroke_width(mask)
    if _is_bold(signs) and _has_edges(found, signs):
        reach = min(SOFT_EDGE * stroke, MOST_SOFT * min(mask.shape))
        ground &= ~widened(drawn, max(1, round(reach)))
        if max(view.box.height, view.box.width) < SMALL or ground.mean() < LEAST_GROUND:
            return 0.0
    return float(found.ink[ground].std() / np.median(found.ink[mask])) if ground.any() else 0.0


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
