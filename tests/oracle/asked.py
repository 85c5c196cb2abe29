"""What a figure asks Python about random states that it can show; its own modules say it."""

import base64
import random
from collections.abc import Sequence
from functools import cache
from typing import Any

from lessons.convolution.code import OWN as OWN_PHOTO
from lessons.gradient import data as gradient_data
from lessons.input_shape import data as input_shape_data
from lessons.kit.pictures.question import WHITE
from lessons.live_network.code import PIXELS
from lessons.live_network.picture import OWN
from lessons.pooling import measured
from tests.oracle.twin import told
from tests.sample import CASES
from tests.settings_states import TABLES, State, cells, drawn, written

STATES = min(2000, 4 * CASES)
SIDES = (3, 12)  # of an input of numbers; a photo has a size of its own


def _picture(chance: random.Random) -> dict[str, Any]:
    return {"source": OWN, "pixels": [chance.randint(0, WHITE) for _ in range(PIXELS)]}


def _fitting(lesson: str, state: State, chance: random.Random) -> State:
    """Return a state with grids of the size that they have there: of any other they would be refused."""
    table, sizes = TABLES[lesson].settings, dict[str, Sequence[int]]()
    if lesson == "live_network":
        sizes = {"bias": (1, 5)}
        state |= {"bias": chance.choice(["0", ""])}
    if lesson == "convolution":
        state |= {side: chance.randint(*SIDES) for side in ("height", "width")}
        sizes = {"input": (state["height"], state["width"]), "kernel": state["kernel_size"]}
    own = [name for name in sizes if state[name] not in table[name].choices]
    return state | {name: cells(table[name], chance, sizes[name]) for name in own}


@cache
def asked(lesson: str) -> list[dict[str, Any]]:
    """Return states of a figure, its start first: what it asks, its call, and how many lines its code has."""
    chance = random.Random(lesson)
    wanted = [{}, *(_fitting(lesson, drawn(TABLES[lesson], chance), chance) for _ in range(STATES))]
    pictures = measured.maps_as_data() if lesson == "pooling" else None
    if lesson == "live_network":  # the picture is no setting; Python has sent it
        wanted = [{"prepared": _picture(chance), **each} for each in wanted]
    ran = input_shape_data.as_data()
    data = {**ran, "snippets": ran["snippets"]["en"]}
    given: dict[str, Any] = {"lesson": lesson, "wanted": wanted, "pictures": pictures, "data": data}
    own = [chance.randint(0, WHITE) for _ in range(PIXELS)]  # the visitor's own photo, and drawing
    if lesson == "convolution":
        sent = base64.b64encode(bytes(own)).decode()
        given["photo"] = {"name": OWN_PHOTO, "height": 16, "width": PIXELS // 16, "hundredths": sent}
    if lesson == "why_cnn":
        given["drawing"] = own
    if lesson == "gradient":
        given["digit"] = gradient_data.as_data()
    return told("questions", given)


def address(lesson: str, chance: random.Random) -> dict[str, str]:
    """Return an address by chance of which the figure refuses nothing; torch may."""
    return {name: written(value) for name, value in chance.choice(asked(lesson))["chosen"].items()}
