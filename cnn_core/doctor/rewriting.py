"""A change of a stack of layers as a change of the text: arguments, a step more, a step less."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from torch import Tensor

from cnn_core.doctor.places import Failing, argument_names, argument_node
from cnn_core.doctor.source import Source, as_written, changed_arguments, inserted_before, without_element
from cnn_core.doctor.values import Shape, Site
from cnn_core.layer_call import LayerCall


def shape_given(value: object) -> Shape:
    """Return the shape of a tensor, () of anything else."""
    return tuple(value.shape) if isinstance(value, Tensor) else ()


def factors_of(failed: Failing, at: int) -> Shape:
    """Return channels, height and width of the map that was flattened before a layer."""
    for index in range(at - 1, -1, -1):
        given = failed.sites[index].given
        if failed.place.stack[index].name == "Flatten" and given:
            shape = shape_given(getattr(given[0], "tensor", None))
            return shape[1:] if len(shape) == 4 else shape
    return ()


def with_settings(source: Source, site: Site, old: LayerCall, new: LayerCall, factors: Shape) -> str | None:
    """Return the text with the arguments of a changed call; None where it is not written."""
    if site.node is None:
        return None
    if old.name != new.name:
        start, end = source.range_of(site.node.func)
        at = source.text.rfind(old.name, start, end)
        return source.replaced((at, at + len(old.name), new.name)) if at >= 0 else None
    names = argument_names(site)
    defaults = dict(LayerCall(new.name).arguments)
    values = {name: value for name, value in new.arguments.items() if old.arguments.get(name) != value}
    values |= {
        name: defaults[name] for name in old.arguments if name not in new.arguments and name in defaults
    }
    function = "input" in names or names[:1] != tuple(new.arguments)[:1]
    known = {} if function and any(name not in names for name in values) else defaults
    return changed_arguments(
        source, site.node, names, values, known, lambda _, node, value: as_written(node, value, factors)
    )


def inserted(source: Source, site: Site, call: LayerCall) -> str | None:
    """Return the text with a layer before a call: an element, or a call around what is given."""
    if site.chain is not None and site.node is not None:
        return inserted_before(source, site.node, call.code)
    called = site.calling
    if not isinstance(called, ast.Call):
        return None
    given = given_expression(called)
    if given is None:
        return None
    written = source.of(given)
    if call.name == "Flatten":
        return source.with_node(
            given, f"{written}.flatten(1)" if _is_simple(given) else f"({written}).flatten(1)"
        )
    if call.name == "MaxPool2d":
        return source.with_node(given, f"F.max_pool2d({written}, 2)")
    return source.with_node(given, f"{call.code}({written})")


def _is_simple(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Call | ast.Attribute | ast.Subscript)


def given_expression(called: ast.Call) -> ast.expr | None:
    """Return the tensor that a call is given: its first argument, or what stands before the dot."""
    if isinstance(called.func, ast.Attribute) and called.func.attr in ("view", "reshape", "flatten"):
        is_function = isinstance(called.func.value, ast.Name) and called.func.value.id == "torch"
        return (called.args[0] if called.args else None) if is_function else called.func.value
    return called.args[0] if called.args else None


def removed(source: Source, site: Site) -> str | None:
    """Return the text without a step: the element of a Sequential, or the call around what it is given."""
    if site.chain is not None and site.node is not None:
        return without_element(source, site.node)
    if isinstance(site.calling, ast.Call) and (given := given_expression(site.calling)) is not None:
        return source.with_node(site.calling, source.of(given))
    return None


def at_callers(source: Source, site: Site, old: LayerCall, new: LayerCall) -> Iterator[str]:
    """Return the texts with a changed setting where a block of the text is called that only hands it on."""
    for name, value in new.arguments.items():
        node = argument_node(site, name) if old.arguments.get(name) != value else None
        block = source.around(node, ast.FunctionDef) if isinstance(node, ast.Name) else None
        if not isinstance(node, ast.Name) or not isinstance(block, ast.FunctionDef):
            continue
        for given in _given_to(source, block, node.id):
            yield source.with_node(given, repr(value))


def _given_to(source: Source, block: ast.FunctionDef, name: str) -> Iterator[ast.expr]:
    """Return the numbers that the calls of a function or class of the text give to one argument."""
    own_class = source.parents.get(block)
    is_method = isinstance(own_class, ast.ClassDef)
    called = own_class.name if is_method and block.name == "__init__" else block.name
    names = [each.arg for each in block.args.args][is_method:]
    for call in [part for part in ast.walk(source.tree) if isinstance(part, ast.Call)]:
        function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = dict(zip(names, call.args, strict=False))
        given |= {str(each.arg): each.value for each in call.keywords}
        if function == called and isinstance(given.get(name), ast.Constant):
            yield given[name]
