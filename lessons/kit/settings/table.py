"""The table of a lesson's settings: it reads what is asked, and writes the call of the layer."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from cnn_core.layer_call import LayerCall, plain

Pair = tuple[int, int]
Rows = tuple[tuple[float, ...], ...]
Value = int | str | Pair | Rows
KINDS = ("whole", "flag", "choice", "pair", "cells", "text")
LONGEST_SIDE = 12  # cells of a grid whose numbers are typed
HUNDREDTHS = 100


class InvalidSettings(ValueError):
    """What was asked is no state of the figure.

    code: a name of ours; `lessons/kit/ask/errors.json` holds its sentence in both languages.
    values: what the sentence names; never a text that came from outside.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


def _is_whole(value: object, lowest: int, highest: int, factor: int = 1) -> bool:
    # JSON's true is no number, though bool is an int in Python.
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return lowest <= value <= highest and value % factor == 0


def _is_cell(value: object, lowest: int, highest: int, parts: int) -> bool:
    """Return whether a value is a number of a grid: all of them are whole parts of 1, such as hundredths."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
        return False
    return round(round(value * parts) / parts, 2) == value


def _rows(value: object, lowest: int, highest: int, parts: int) -> Rows | None:
    """Return a grid of such numbers, or None: rows of the same length, at most 12 cells a side."""
    rows = cast("list[object]", value if isinstance(value, list) else [])
    if not 1 <= len(rows) <= LONGEST_SIDE or not all(isinstance(row, list) for row in rows):
        return None
    cells = cast("list[list[object]]", rows)
    if not 1 <= len(cells[0]) <= LONGEST_SIDE or any(len(row) != len(cells[0]) for row in cells):
        return None
    if not all(_is_cell(cell, lowest, highest, parts) for row in cells for cell in row):
        return None
    return tuple(tuple(cast("list[float]", row)) for row in cells)


@dataclass(frozen=True)
class Setting:
    """One line of a lesson's settings.json.

    kind: "whole" number, "flag" (0 or 1), "choice" of names, "pair" (height, width) of whole numbers,
        "cells", a grid of numbers that an address may name or write out, or "text" of a pattern.
    range: of a whole number, of each side of a pair, and of each cell.
    choices: of a choice; of another kind the words that may stand in a number's place, such as "None", and
        examples of a text.
    pattern: of a text.
    argument: the layers that take it, by name, each with its "default", which may be another setting's name;
        without one it is always written.
    is_truth: as an argument it is whether it is not 0.
    is_asked: an answer depends on it.
    multiple_of: of a whole number.
    size: of cells in an address, (height, width), where it is always the same.
    are_integers: of cells.
    """

    name: str
    kind: str
    default: Value
    range: Pair = (0, 1)
    choices: tuple[str, ...] = ()
    pattern: str = ""
    argument: Mapping[str, Mapping[str, Value]] = field(default_factory=dict[str, Mapping[str, Value]])
    is_named: bool = False
    is_truth: bool = False
    is_asked: bool = True
    multiple_of: int = 1
    size: Pair | None = None
    are_integers: bool = False

    @classmethod
    def read(cls, name: str, line: Mapping[str, Any]) -> "Setting":
        """Return a setting from its line of the table."""
        if line["kind"] not in KINDS:
            raise ValueError(f"{name} is of no kind that is known: {line['kind']}")
        return cls(
            name,
            line["kind"],
            value_of(line["default"]),
            tuple(line.get("range", (0, 1))),
            tuple(line.get("choices", ())),
            line.get("pattern", ""),
            {
                layer: {key: value_of(value) for key, value in given.items()}
                for layer, given in line.get("argument", {}).items()
            },
            line.get("named", False),
            line.get("truth", False),
            line.get("asked", True),
            line.get("multiple_of", 1),
            tuple(line["size"]) if "size" in line else None,
            line.get("integers", False),
        )

    def check(self, value: object) -> Value:
        """Return a value that came from outside as one of this setting's, exactly within the figure's range.

        Raises:
            InvalidSettings: the figure cannot have it.
        """
        if isinstance(value, str) and value in self.choices:
            return value
        if self.kind == "text" and isinstance(value, str) and re.fullmatch(self.pattern, value):
            return value
        if self.kind in {"whole", "flag"} and _is_whole(value, *self.range, self.multiple_of):
            return cast(int, value)
        parts = 1 if self.are_integers else HUNDREDTHS
        if self.kind == "cells" and (rows := _rows(value, *self.range, parts)):
            return rows
        if self.kind == "pair" and isinstance(value, list):
            sides = cast("list[object]", value)
            if len(sides) == 2 and all(_is_whole(side, *self.range) for side in sides):
                return cast(Pair, tuple(sides))
        raise self.refusal()

    def refusal(self) -> InvalidSettings:
        """Return why another value cannot be had: what can be."""
        words = ", ".join(self.choices)
        lowest, highest = self.range
        if self.kind == "choice":
            return InvalidSettings("not_a_choice", name=self.name, choices=words)
        if self.kind == "text":
            return InvalidSettings("not_written", name=self.name, example=self.default)
        cells = "not_integers" if self.are_integers else "not_cells"
        if self.multiple_of > 1:
            values = {"lowest": lowest, "highest": highest, "factor": self.multiple_of}
            return InvalidSettings("not_a_multiple", name=self.name, **values)
        code = {"pair": "not_a_pair", "cells": cells}.get(self.kind, "not_in_range")
        return InvalidSettings(code, name=self.name, lowest=lowest, highest=highest)


def value_of(written: object) -> Value:
    """Return a value as the table and an answer write it in JSON: a pair is a list there."""
    if isinstance(written, list):
        down, across = cast("list[int]", written)
        return down, across
    return cast("int | str", written)


class Settings(Mapping[str, Value]):
    """One state of a figure, checked."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def number(self, name: str) -> int:
        """Return a whole number or a flag."""
        return cast(int, self[name])

    def text(self, name: str) -> str:
        """Return a choice."""
        return cast(str, self[name])

    def rows(self, name: str) -> Rows:
        """Return the cells of a grid."""
        return cast(Rows, self[name])

    def pair(self, name: str) -> Pair:
        """Return (height, width)."""
        return cast(Pair, self[name])


@dataclass(frozen=True)
class Table:
    """The settings of one lesson in the order of its settings.json, and which layer they are arguments of.

    layer: PyTorch's name of the layer, or `None` where a setting called "layer" chooses it.
    first: what stands first in the call of a layer, such as the channels, by the layer's name.
    order: of the arguments, where it is not that of the settings.
    written: other ways to write the call, of which a setting called "written" chooses, or else the layer:
        another name of the "layer", what stands "first", the arguments that all go by their "places", and
        those that are "fixed" because no setting is one.
    """

    settings: Mapping[str, Setting]
    layer: str | None
    first: Mapping[str, tuple[int, ...]]
    order: tuple[str, ...]
    written: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, path: Path) -> "Table":
        """Return the table in a settings.json."""
        text: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        settings = {name: Setting.read(name, line) for name, line in text["settings"].items()}
        call: dict[str, Any] = text["call"]
        order = tuple(call.get("order", settings))
        first = {layer: tuple(numbers) for layer, numbers in call.get("first", {}).items()}
        return cls(settings, call.get("layer"), first, order, call.get("written", {}))

    @cached_property
    def asked(self) -> tuple[Setting, ...]:
        """Return the settings that an answer depends on."""
        return tuple(setting for setting in self.settings.values() if setting.is_asked)

    def hold_size(self, settings: Settings, name: str, size: Pair) -> None:
        """Hold that a grid has been written out, as large as the other settings say.

        Args:
            settings: that were asked.
            name: of the grid.
            size: its height and width.

        Raises:
            InvalidSettings: it is named, or has another size.
        """
        is_name, rows = isinstance(settings[name], str), settings.rows(name)
        if is_name or (len(rows), len(rows[0])) != size:
            raise self.settings[name].refusal()

    def validate(self, asked: object) -> Settings:
        """Return what came from outside as a state of the figure: every setting that is asked, and no other.

        Raises:
            InvalidSettings: it is none: whoever sent it did not use the figure.
        """
        if not isinstance(asked, dict):
            raise InvalidSettings("not_settings")
        values = cast("dict[str, object]", asked)
        if values.keys() != {setting.name for setting in self.asked}:
            raise InvalidSettings("other_settings", names=", ".join(each.name for each in self.asked))
        return Settings({setting.name: setting.check(values[setting.name]) for setting in self.asked})


def _as_python(setting: Setting, value: Value) -> object:
    """Return a value as PyTorch takes it: (3, 3) is 3, a flag is a bool, "None" is nothing."""
    if setting.kind == "flag" or setting.is_truth:
        return value != 0
    return None if value == "None" else plain(value)


def _default(setting: Setting, default: Value, settings: Settings) -> object:
    """Return PyTorch's default, which may be what another setting is."""
    if isinstance(default, str) and default in settings:
        default = settings[default]
    return _as_python(setting, default)


def call_of(table: Table, settings: Settings, layer: str | None = None) -> LayerCall:
    """Return the call of the layer: defaults are left out, what has none goes by its place or by name.

    Args:
        table: says which setting is which argument, and the layer's default.
        settings: a state of the figure.
        layer: another one than that of the figure, by its name in the table.
    """
    layer = layer or table.layer or settings.text("layer")
    way: Mapping[str, Any] = table.written.get(cast(str, settings.get("written", layer)), {})
    args: list[object] = list(way.get("first", table.first.get(layer, ())))
    kwargs: dict[str, object] = {}
    places: Sequence[str] = way.get("places", ())
    for name in places or table.order:
        setting = table.settings[name]
        if layer not in setting.argument:
            continue
        value, argument = _as_python(setting, settings[name]), setting.argument[layer]
        if places or ("default" not in argument and not setting.is_named):
            args.append(value)
        elif "default" not in argument or _default(setting, argument["default"], settings) != value:
            kwargs[name] = value
    return LayerCall(way.get("layer", layer), tuple(args), kwargs | way.get("fixed", {}))
