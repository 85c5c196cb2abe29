"""The call of a layer for a state of the figure, by the one rule that call.js follows as well."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from cnn_core.layer_call import LayerCall, plain
from lessons.kit.settings.setting import Setting, Value
from lessons.kit.settings.table import Settings, Table


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
