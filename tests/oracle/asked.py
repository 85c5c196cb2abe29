"""What a figure asks Python about random states that it can show; its own modules say it."""

import random
from functools import cache
from pathlib import Path
from typing import Any

from lessons.gradient import data as gradient_data
from lessons.input_shape.figure_data import as_data
from lessons.live_network.picture import OWN
from lessons.live_network.settings import PIXELS, WHITE
from lessons.pooling import maps
from tests.oracle.twin import driven
from tests.settings_states import TABLES, drawn, written

STATES = 2000
DRIVER = Path(__file__).with_name("asked.js")


def _picture(chance: random.Random) -> dict[str, Any]:
    return {"source": OWN, "pixels": [chance.randint(0, WHITE) for _ in range(PIXELS)]}


@cache
def asked(lesson: str) -> list[dict[str, Any]]:
    """Return states of a figure, its start first: what it asks, its call, and how many lines its code has."""
    chance = random.Random(lesson)
    wanted = [{}, *(drawn(TABLES[lesson], chance) for _ in range(STATES))]
    pictures = maps.as_data() if lesson == "pooling" else None
    if lesson == "live_network":  # the picture is no setting; Python has sent it
        wanted = [{"picture": _picture(chance), **each} for each in wanted]
    digit = gradient_data.as_data() if lesson == "gradient" else None
    given = {"digit": digit, "lesson": lesson, "wanted": wanted, "pictures": pictures, "data": as_data("en")}
    return driven(DRIVER, given)


def address(lesson: str, chance: random.Random) -> dict[str, str]:
    """Return an address by chance of which the figure refuses nothing; torch may."""
    return {name: written(value) for name, value in chance.choice(asked(lesson))["chosen"].items()}
