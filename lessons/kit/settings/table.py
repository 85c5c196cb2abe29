"""The table of a lesson's settings: it reads what is asked, and writes the call of the layer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from cnn_core.layer_call import LayerCall, plain
from lessons.kit.settings.setting import InvalidSettings, Pair, Rows, Setting, Value


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
