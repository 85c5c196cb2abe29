"""Drawing or photo: what is seen is a hint, never a proof, so both ways stay open to the visitor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.pictures.drawing import SMALLEST_SHARE
from cnn_core.pictures.filtering import otsu_threshold
from cnn_core.pictures.lighting import LEAST_CONTRAST, Ink
from cnn_core.pictures.regions import label_regions

# Of 960 simulated drawings these take 99 % for drawings, of 150 photographs and parts of photographs 79 %
# for photographs (what they miss shows one thing on a calm ground, such as a rocket); tests/bench prints
# the shares of its own pictures.
CALM_GROUND = 0.105
MOST_REGIONS = 6


@dataclass(frozen=True)
class Seen:
    """What speaks for a drawing: ink that stands out, in few regions, on a calm ground.

    contrast is in grey steps; ink_share in shares of the picture; unrest is the spread of the ground in
    shares of the ink's strength; regions counts those of at least 8 % of the largest.
    """

    contrast: float
    least_contrast: float
    ink_share: float
    regions: int
    unrest: float

    @property
    def ink_stands_out(self) -> bool:
        """Whether there is ink at all."""
        return self.contrast >= self.least_contrast

    @property
    def way(self) -> str:
        """The way that what was seen speaks for: "drawing" or "photo"."""
        calm = self.unrest < CALM_GROUND and self.regions <= MOST_REGIONS
        return "drawing" if self.ink_stands_out and calm else "photo"


def look_at(found: Ink) -> Seen:
    """Return what the ink and its ground look like.

    Args:
        found: as `cnn_core.pictures.lighting.find_ink` returns it.

    >>> from cnn_core.pictures.lighting import find_ink
    >>> paper = np.full((112, 112), 200, dtype=np.uint8)
    >>> paper[40:70, 50:56] = 20
    >>> look_at(find_ink(paper)).way
    'drawing'
    """
    mask = found.ink > otsu_threshold(found.ink)
    sizes = np.bincount(label_regions(mask).ravel())[1:]
    regions = int((sizes >= SMALLEST_SHARE * sizes.max(initial=0)).sum())
    return Seen(
        contrast=found.contrast,
        least_contrast=max(LEAST_CONTRAST, NOISE_FACTOR * found.noise),
        ink_share=float(mask.mean()),
        regions=regions,
        unrest=_unrest(found.ink, mask),
    )


NOISE_FACTOR = 6.0  # blank simulated paper reaches 5, the faintest drawing 13


def _unrest(ink: NDArray[np.float64], mask: NDArray[np.bool_]) -> float:
    if mask.all() or not mask.any():
        return 0.0
    return float(ink[~mask].std() / np.median(ink[mask]))
