"""States of a figure drawn from its lesson's settings.json, and what the figure asks Python about them."""

import base64
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, cast

from lessons.convolution.code import OWN as OWN_PHOTO
from lessons.gradient import data as gradient_data
from lessons.kit.pictures.question import WHITE
from lessons.kit.settings.table import Setting, Settings, Table
from lessons.live_network.code import PIXELS
from lessons.live_network.picture import OWN
from lessons.pooling import measured
from tests.oracle.twin import told
from tests.sample import CASES

State = dict[str, Any]
Line = dict[str, Any]  # of a settings.json
LESSONS = Path(__file__).parents[1] / "lessons"
FOLDS = Table.read(LESSONS / "live_network" / "looks" / "settings.json")  # of silhouettes, in the last folds
TABLES = {path.parent.name: Table.read(path) for path in LESSONS.glob("*/settings.json")}
AS_IT_OPENS = 0.5  # how often a setting keeps its default: few of the states that change everything can run
MOST_CELLS = 7  # a side
STATES = min(2000, 4 * CASES)
SIDES = (3, 12)  # of an input of numbers; a photo has a size of its own
# Of the small picture; torch refuses some of them.
CALLS = (
    *("permute:2,0,1", "permute:2,0,1.view:-1", "permute:2,0,1.contiguous.view:3,64"),
    *("reshape:3,-1.flatten:1", "unsqueeze:4", "permute:2,0", "flatten.view:5,-1"),
)


@cache
def written_of(figure: str) -> dict[str, Any]:
    """Return a figure's settings.json as it is written, such as that of "live_network/looks"."""
    file = LESSONS / figure.replace("-", "_") / "settings.json"
    return json.loads(file.read_text(encoding="utf-8"))


def lines_of(figure: str) -> dict[str, Line]:
    """Return its lines by the names of the settings."""
    return written_of(figure)["settings"]


def cells(setting: Setting, chance: Random, size: Sequence[int] | None = None) -> str:
    """Return cells as an address writes them, some with decimals where there may be some."""
    lowest, highest = setting.range
    height, width = size or setting.size or (chance.randint(1, MOST_CELLS), chance.randint(1, MOST_CELLS))

    def number() -> str:
        if setting.are_integers or chance.random() < 0.5:
            return str(chance.randint(lowest, highest))
        return f"{chance.randint(100 * lowest, 100 * highest) / 100:g}"

    return ";".join(",".join(number() for _ in range(width)) for _ in range(height))


def _value(setting: Setting, chance: Random) -> object:
    """Return one value within a setting's range, as JSON has it."""
    if setting.kind == "text":
        return chance.choice((*setting.choices, str(setting.default)))
    if setting.choices and (setting.kind == "choice" or chance.random() < 1 / 3):
        return chance.choice(setting.choices)
    if setting.kind == "cells":
        return chance.choice(setting.choices) if chance.random() < 0.6 else cells(setting, chance)
    first = chance.randint(*setting.range) // setting.multiple_of * setting.multiple_of
    if setting.kind != "pair":
        return first
    return [first, first if chance.random() < 0.6 else chance.randint(*setting.range)]


def _default(setting: Setting) -> object:
    return list(setting.default) if isinstance(setting.default, tuple) else setting.default


def state_with(table: Table, **changes: object) -> Settings:
    """Return what is asked about the figure as it opens, but for some changes."""
    return table.validate({each.name: _default(each) for each in table.asked} | changes)


def _read(setting: Setting, text: str) -> object:
    """Return a value of an address as JSON has it; a grid by its name, or by its cells."""
    if setting.kind in ("choice", "text") or text in setting.choices:
        return text
    if setting.kind == "cells":
        number = int if setting.are_integers else float
        return [[number(cell) for cell in row.split(",")] for row in text.split(";")]
    sides = [int(side) for side in text.split(",")]
    return [sides[0], sides[-1]] if setting.kind == "pair" else sides[0]


def state_of(table: Table, query: Mapping[str, str], **given: object) -> Settings:
    """Return the state that an address names, but for what is given otherwise."""
    asked = {each.name: given.get(each.name) or _read(each, query[each.name]) for each in table.asked}
    return table.validate(asked)


def drawn(table: Table, chance: Random) -> State:
    """Return every setting within its own range; together they may be beyond the figure's limits."""
    return {
        each.name: _default(each) if chance.random() < AS_IT_OPENS else _value(each, chance)
        for each in table.settings.values()
    }


def legal(table: Table, chance: Random) -> State:
    """Return what is asked about such a state, where no setting limits another; torch may refuse it."""
    names = {each.name for each in table.asked}
    return {name: value for name, value in drawn(table, chance).items() if name in names}


def written(value: object) -> str:
    """Return a value as it stands in an address: a pair of equals is one number."""
    sides = [str(side) for side in cast("list[object]", value if isinstance(value, list) else [value])]
    return sides[0] if len(set(sides)) == 1 else ",".join(sides)


def query(table: Table, chance: Random) -> dict[str, str]:
    """Return an address with every setting within its own range."""
    return {name: written(value) for name, value in drawn(table, chance).items()}


def wrong_query(table: Table, chance: Random) -> dict[str, str]:
    """Return one setting of an address that the figure cannot have."""
    setting = chance.choice(list(table.settings.values()))
    if setting.kind == "choice":
        return {setting.name: chance.choice(["no_such_name", "", setting.choices[0].upper()])}
    if setting.kind == "text":
        return {setting.name: chance.choice(["no_such_name", "eval:1", "0,0x"])}
    beyond = [str(setting.range[side] + way) for side, way in ((0, -1), (1, 1))]
    if setting.kind == "cells":
        return {setting.name: chance.choice(["no_such_name", "", "1,2;3", "1,,2", "[1]", "0.001", *beyond])}
    texts = ["abc", "1.5", "", "1,2,3", "٣", "999999999999", *beyond]
    return {setting.name: chance.choice(texts)}


def _picture(chance: Random) -> dict[str, Any]:
    return {"source": OWN, "pixels": [chance.randint(0, WHITE) for _ in range(PIXELS)]}


def _fitting(lesson: str, state: State, chance: Random) -> State:
    """Return a state with grids of the size that they have there: of any other they would be refused."""
    table, sizes = TABLES[lesson].settings, dict[str, Sequence[int]]()
    if lesson == "input_shape":  # of what is typed its table has few examples
        shape = [str(chance.randint(1, 12)) for _ in range(chance.randint(1, 4))]
        state |= {"shape": ",".join(shape), "ops": chance.choice(CALLS)}
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
    """Return states of a figure, its start first: what it asks, and its call."""
    chance = Random(lesson)
    wanted = [{}, *(_fitting(lesson, drawn(TABLES[lesson], chance), chance) for _ in range(STATES))]
    pictures = measured.maps_as_data() if lesson == "pooling" else None
    if lesson == "live_network":  # the picture is no setting; Python has sent it
        wanted = [{"prepared": _picture(chance), **each} for each in wanted]
    given: dict[str, Any] = {"lesson": lesson, "wanted": wanted, "pictures": pictures}
    own = [chance.randint(0, WHITE) for _ in range(PIXELS)]  # the visitor's own photo, and drawing
    if lesson == "convolution":
        sent = base64.b64encode(bytes(own)).decode()
        given["photo"] = {"name": OWN_PHOTO, "height": 16, "width": PIXELS // 16, "hundredths": sent}
    if lesson == "why_cnn":
        given["drawing"] = own
    if lesson == "gradient":
        given["digit"] = gradient_data.as_data()
    return told("questions", given)


def address(lesson: str, chance: Random) -> dict[str, str]:
    """Return an address by chance of which the figure refuses nothing; torch may."""
    return {name: written(value) for name, value in chance.choice(asked(lesson))["chosen"].items()}
