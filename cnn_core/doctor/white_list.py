"""The names that the doctor knows, as data: what is not listed is never looked up."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

LISTS: Mapping[str, Sequence[str]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)


def listed(name: str) -> Sequence[str]:
    """Return one list of names.

    >>> "Conv" in listed("layers_for_1_to_3_axes"), "relu" in listed("functional")
    (True, True)
    """
    return LISTS[name]
