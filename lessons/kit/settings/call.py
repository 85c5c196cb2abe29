"""The call of a layer for a state of the figure, by the one rule that call.js follows as well."""

from collections.abc import Mapping, Sequence
from typing import Any

from cnn_core.layer_call import LayerCall, plain
from lessons.kit.settings.setting import Setting, Value
from lessons.kit.settings.table import Settings, Table


def _as_python(setting: Setting, value: Value) -> object:
    """Return a value as PyTorch takes it: (3, 3) is 3, a flag is a bool, "None" is nothing."""
    if setting.kind == "flag" or setting.is_truth:
        return value != 0
    return None if value == "None" else plain(value)


def _usual(argument: Mapping[str, Value], settings: Settings) -> Value | None:
    """Return what an argument is where it is left out; None where it must be written."""
    return settings[str(argument["like"])] if "like" in argument else argument.get("default")


def call_of(table: Table, settings: Settings) -> LayerCall:
    """Return the call of the layer: defaults are left out, what has none goes by its place or by name.

    Args:
        table: says which setting is which argument, and the layer's default.
        settings: a state of the figure.
    """
    layer = table.layer or settings.text("layer")
    args: list[object] = list(table.first.get(layer, ()))
    kwargs: dict[str, object] = {}
    way: Mapping[str, Any] = table.written.get(settings.text("written"), {}) if table.written else {}
    places: Sequence[str] = way.get("places", ())
    for name in places or table.order:
        setting = table.settings[name]
        if layer not in setting.argument:
            continue
        value, usual = _as_python(setting, settings[name]), _usual(setting.argument[layer], settings)
        if places or (usual is None and not setting.is_named):
            args.append(value)
        elif usual is None or _as_python(setting, usual) != value:
            kwargs[name] = value
    return LayerCall(way.get("layer", layer), tuple(args), kwargs)
