"""What parses Python text while another thread does."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Made = TypeVar("Made")
MOST_TRIES = 5


def while_others_parse(work: Callable[[], Made]) -> Made:
    """Return what work gives, which may parse: `ast.parse`, and `numpy.load` for the head of each array.

    Before Python 3.11.8 and 3.12.2 another thread that parses at this moment makes it fail with a SystemError
    (gh-106905); it is done again then.

    >>> first = [SystemError("AST constructor recursion depth mismatch")]
    >>> def parse():
    ...     if first:
    ...         raise first.pop()
    ...     return "parsed"
    >>> while_others_parse(parse)
    'parsed'
    """
    for _ in range(MOST_TRIES - 1):
        with suppress(SystemError):
            return work()
    return work()
