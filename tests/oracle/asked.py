"""What a figure asks Python about random states that it can show; its own modules say it."""

import json
import random
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from lessons.input_shape.figure_data import as_data
from tests.oracle.twin import node
from tests.settings_states import TABLES, drawn

STATES = 2000
DRIVER = Path(__file__).with_name("asked.js")


@cache
def asked(lesson: str) -> list[dict[str, Any]]:
    """Return what the figure asks, with its call and the lines of its code: at its start, then by chance."""
    chance = random.Random(lesson)
    wanted = [{}, *(drawn(TABLES[lesson], chance) for _ in range(STATES))]
    given = json.dumps({"lesson": lesson, "wanted": wanted, "data": as_data("en")})
    done = subprocess.run(
        [node(), str(DRIVER)], input=given, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
