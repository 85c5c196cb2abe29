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
    "nothing_found": (
        "nothing was found: brightest and darkest differ by {contrast} grey steps of 255, which is less than "
        "{least}: use darker ink, more light, or come closer"
    ),
    "restless_ground": (
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
