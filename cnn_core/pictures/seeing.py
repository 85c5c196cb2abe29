"""Drawing or photo: what is seen is a hint, never a proof, so both ways stay open to the visitor."""

from dataclasses import dataclass

import numpy as np

from cnn_core.pictures.drawing import stroke_width
from cnn_core.pictures.filtering import widened
from cnn_core.pictures.lighting import LEAST_CONTRAST, Ink
from cnn_core.pictures.signs import Signs
from cnn_core.pictures.views import View

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
        contrast=found.contrast,
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
