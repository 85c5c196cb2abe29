"""Why no drawing was found in a picture: measured, so that what is said of it is true."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.decoding import Decoded
from cnn_core.pictures.drawing import SIDE, stroke_width
from cnn_core.pictures.filtering import Mask, gaussian_blur, label_regions, maximum
from cnn_core.pictures.lighting import LEAST_CONTRAST
from cnn_core.pictures.looking import Look, best_channel
from cnn_core.pictures.photo import FLAT, grey_range
from cnn_core.pictures.refusals import PictureError
from cnn_core.pictures.seeing import NOISE_FACTOR
from cnn_core.pictures.views import box_of

RESTLESS = 128  # grey steps; a ground whose noise asks for more contrast than that is no paper
ONE_COLOUR = 3  # grey steps in any channel; a JPEG of one colour has no more
NEARBY = 8  # pixels over which the ground of a fine stroke is averaged
FINE_NOISE_FACTOR = 8.0  # of millions of pixels none reaches that by noise
LEAST_PIXELS = 3  # of a stroke, however fine; a single one is grain
MOST_OF_OTHER_SIGN = 0.5  # of a stroke's pixels; an edge is as bright on one side as it is dark on the other
LEAST_FAINT = 3.0  # grey steps
LEAST_EDGE = 0.5  # of the contrast lies within a stroke's edge; fog has it over half the picture
EDGE = 2  # pixels to either side


def why_no_drawing(decoded: Decoded, look: Look) -> PictureError:
    """Return the refusal that names why in a picture no drawing was found.

    Args:
        decoded: the picture.
        look: what was found in it: no ink that stands out, or no signs.
    """
    if look.seen.ink_stands_out or look.seen.least_contrast > RESTLESS:
        return PictureError("no_drawing_restless")
    return _empty_or_fine(decoded) or _without_contrast(decoded, look)


def _empty_or_fine(decoded: Decoded) -> PictureError | None:
    """Whether there is nothing in any pixel, or something that is gone once the picture is small."""
    if decoded.empty_frames:
        return PictureError("no_drawing_empty_frames", n=decoded.empty_frames)
    if int(np.ptp(decoded.close, axis=(0, 1)).max()) <= ONE_COLOUR:
        return PictureError("no_drawing_one_colour")
    fineness = _fineness(decoded.close)
    return PictureError("no_drawing_too_fine", n=fineness) if fineness else None


def _without_contrast(decoded: Decoded, look: Look) -> PictureError:
    """What lacks contrast: ink of another colour, faint ink, light, or nothing but grain."""
    contrast, least = round(look.seen.contrast, 1), round(look.seen.least_contrast, 1)
    coloured = best_channel(decoded.close, look)
    if coloured.seen.ink_stands_out:
        in_colour = round(coloured.seen.contrast)
        return PictureError("no_drawing_equal_brightness", contrast=contrast, in_colour=in_colour)
    if _is_faint(look):
        return PictureError("no_drawing_faint", contrast=contrast, least=least)
    if _changes_slowly(look.view.grey):
        return PictureError("no_drawing_only_light")
    return PictureError("no_drawing_blank", contrast=contrast, least=least)


def _changes_slowly(grey: NDArray[np.uint8]) -> bool:
    """Whether bright and dark differ once all grain is averaged away."""
    small = Image.fromarray(grey).resize((SIDE, SIDE), Image.Resampling.BOX)
    return grey_range(np.asarray(small)) >= FLAT


def _fineness(close: NDArray[np.uint8]) -> int:
    """How many strokes side by side would fill the picture's longer side; 0 if it has no fine stroke.

    What differs from its surroundings before the picture is made small, and no longer after, is too fine.
    """
    height, width = close.shape[:2]
    image = Image.fromarray(close)
    size = (max(1, width // NEARBY), max(1, height // NEARBY))
    ground = image.resize(size, Image.Resampling.BOX).resize(image.size, Image.Resampling.BILINEAR)
    darker = np.asarray(ground, np.int16) - np.asarray(image, np.int16)
    darker = np.take_along_axis(darker, np.abs(darker).argmax(axis=2)[..., None], axis=2)[..., 0]
    noise = 1.4826 * (float(np.median(np.abs(darker))) + 0.5)  # of whole steps: known to half of one
    least = max(LEAST_CONTRAST, FINE_NOISE_FACTOR * noise)
    less, more = sorted((darker > least, darker < -least), key=np.count_nonzero)
    if np.count_nonzero(less) >= MOST_OF_OTHER_SIGN * np.count_nonzero(more):
        return 0
    largest = _largest(more)
    is_stroke = np.count_nonzero(largest) >= LEAST_PIXELS
    return round(max(height, width) / max(1.0, stroke_width(largest))) if is_stroke else 0


def _largest(mask: Mask) -> Mask:
    labels = label_regions(mask)
    largest = labels == 1 + int(np.bincount(labels.ravel())[1:].argmax())
    box = box_of(largest)
    return largest[box.top : box.bottom, box.left : box.right]


def _is_faint(look: Look) -> bool:
    """Whether there is something with an outline, and stronger than the grain, if too weak for ink."""
    if look.found.contrast < max(LEAST_FAINT, NOISE_FACTOR * look.found.noise):
        return False
    smooth = gaussian_blur(look.view.grey.astype(np.float64), 1.0)
    edge = (maximum(smooth, EDGE) + maximum(-smooth, EDGE))[look.view.paper].max()
    return float(edge) >= LEAST_EDGE * look.found.contrast
