"""What `make test` takes of what is too much for every time: another part each day, so that all comes round.

`SEED` names the part and is the seed of the walks; without it, it is the day. `make long` leaves nothing out.
"""

import os
import re
from collections import defaultdict
from datetime import datetime
from typing import cast
from zlib import crc32

import pytest

# The day's number, odd and even by turns. Set here for the workers as well, whose midnight may lie elsewhere.
SEED = int(os.environ.setdefault("SEED", str(datetime.now().astimezone().toordinal())))
IS_SAMPLE = bool(os.environ.get("SAMPLE"))
# What most claims hold in alike. A screen is not among them: another one has another layout.
ALIKE = ("language", "dark")
OWN = re.compile(r"\b(en|ko|light|dark|True|False)\b(?=[^\[]*\]$)")  # in what pytest calls such a test


def left_out(items: list[pytest.Item], seed: int = SEED) -> list[pytest.Item]:
    """Return half of the tests that differ from each other in language and theme alone.

    Of four, both languages and both themes stay. Who asks for one of them by its name gets it.
    """
    alike: dict[str, tuple[list[pytest.Item], list[pytest.Item]]] = defaultdict(lambda: ([], []))
    for item in items:
        given = cast("dict[str, object]", getattr(getattr(item, "callspec", None), "params", {}))
        own = [str(given[name]) in {"ko", "True"} for name in ALIKE if name in given]
        claim = OWN.sub("", item.nodeid) if own else item.nodeid
        alike[claim][(crc32(claim.encode()) + seed + sum(own)) % 2].append(item)
    return [item for stay, go in alike.values() if stay for item in go]
