"""Switches of the whole process, turned while pictures are decoded and then turned back."""

import warnings
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore, Lock

from PIL import Image

AT_A_TIME = 2  # 24 million pixels take up to 300 MB while they are decoded

_places = BoundedSemaphore(AT_A_TIME)
_lock = Lock()
_switches = ExitStack()  # how they were before the first came
_inside: list[int] = []  # one for each that is in


@contextmanager
def two_at_a_time() -> Generator[None]:
    """Let at most two in, without warnings of odd metadata and without Pillow's own limit of pixels.

    Both switches belong to the whole process, so the first that comes turns them and the last that goes turns
    them back: two that each kept what they found would leave behind what the other had set.

    >>> with two_at_a_time():
    ...     Image.MAX_IMAGE_PIXELS is None
    True
    """
    with _places:
        with _lock:
            if not _inside:
                _turn_switches()
            _inside.append(1)
        try:
            yield
        finally:
            with _lock:
                _inside.pop()
                if not _inside:
                    _switches.close()


def _turn_switches() -> None:
    _switches.enter_context(warnings.catch_warnings())
    warnings.simplefilter("ignore")
    _switches.callback(setattr, Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    Image.MAX_IMAGE_PIXELS = None  # ours is lower, and names the size
