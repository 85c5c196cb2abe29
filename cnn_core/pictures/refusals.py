"""Why a file cannot become a picture: the reasons, and the numbers behind them."""

from collections.abc import Mapping

Value = int | float | str

MESSAGES: Mapping[str, str] = {
    "not_a_picture": "this file is not a picture: choose a photo or a drawing, as PNG or JPEG",
    "unsupported_kind": "a file of kind {kind} cannot be read here: save it as PNG or JPEG",
    "truncated": "this {kind} file is damaged or was cut off: save or send it again",
    "too_many_pieces": "this {kind} file has more pieces than can be read in time: save it as PNG or JPEG",
    "too_long_side": "{width} x {height} pixels: the limit of a side is {limit_side}: save it smaller",
    "too_many_pixels": (
        "{width} x {height} are {megapixels} million pixels, the limit is {limit_megapixels}: save it smaller"
    ),
    "file_too_large": "the file has {megabytes} MB, the limit is {limit_megabytes}: save it smaller",
    "no_drawing_one_colour": "the picture is of one colour all over: there is nothing to read",
    "no_drawing_empty_frames": "up to frame {n} the animation shows nothing",
    "no_drawing_too_fine": (
        "strokes are about 1/{n} of the picture's longer side, too fine: come closer or use a broader pen"
    ),
    "no_drawing_equal_brightness": (
        "ink and paper are equally bright: they differ by {in_colour} of 255 steps in colour, "
        "by {contrast} in grey"
    ),
    "no_drawing_faint": (
        "the ink is faint: it differs from its ground by {contrast} grey steps of 255, {least} are needed: "
        "draw it more strongly"
    ),
    "no_drawing_only_light": "bright passes slowly into dark, as light does: there is no line",
    "no_drawing_blank": (
        "the picture looks blank: dark and bright differ by {contrast} grey steps of 255, "
        "no more than grain; ink differs by {least}"
    ),
    "no_drawing_restless": (
        "ink cannot be told from its ground, which varies too much by itself: read the picture as a photo"
    ),
}


class PictureError(ValueError):
    """A file that cannot be read as a picture.

    Args:
        reason: one of the keys of `MESSAGES`; lessons have their own sentence for each, in both languages.
        values: what the sentence names, such as width and height.

    >>> error = PictureError("unsupported_kind", kind="PDF")
    >>> error.reason, error.values["kind"]
    ('unsupported_kind', 'PDF')
    >>> str(error)
    'a file of kind PDF cannot be read here: save it as PNG or JPEG'
    """

    def __init__(self, reason: str, **values: Value) -> None:
        self.reason = reason
        self.values = values
        super().__init__(MESSAGES[reason].format_map(values))

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.reason, self.values)


def _restored(reason: str, values: Mapping[str, Value]) -> PictureError:
    """The same refusal after pickling, which cannot pass keywords."""
    return PictureError(reason, **values)
