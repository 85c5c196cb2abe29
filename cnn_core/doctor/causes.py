"""Why it breaks, by a name of ours, with the numbers of the learner: the sentences stand in causes.json."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast

from torch import Tensor

from cnn_core.doctor.doubts import types_in
from cnn_core.doctor.places import NOT_KNOWN, failing
from cnn_core.doctor.reading import Reading
from cnn_core.doctor.stopping import Error, Refusal, listed
from cnn_core.doctor.values import Layer, tensors_in
from cnn_core.layer_call import LayerCall
from cnn_core.mends.inputs import WINDOWED, geometry_refusal

Language = Literal["en", "ko"]
TABLE = Path(__file__).with_name("causes.json")
PUT_TOGETHER = frozenset(listed("put_two_together"))
PRODUCTS = frozenset(("matmul", "mm", "bmm"))
JOINED = frozenset(("cat", "concat", "concatenate", "stack", "hstack", "vstack"))


@cache
def sentences() -> Mapping[str, Mapping[Language, str]]:
    """Return the sentences of all causes, refusals, remarks and mends, their values in braces."""
    found: dict[str, dict[Language, str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


FORMS = re.compile(r"\{(\w+)\|([^|{}]*)\|([^|{}]*)\}")


def sentence(key: str, language: Language, values: Mapping[str, object]) -> str:
    """Return one sentence with its values put in: {axes|axis|axes} is the first word where there is one.

    >>> sentence("axes_missing", "en", {"axes": 1})[:15]
    '1 axis arrives.'
    """
    formed = FORMS.sub(lambda form: form[2 if str(values[form[1]]) == "1" else 3], sentences()[key][language])
    return formed.format_map(values)


def reason_of(reading: Reading) -> str | None:
    """Return why a reading breaks, as a key of causes.json; None where it does not."""
    error = reading.error
    if error is None:
        return None
    if error.reason is not None:
        return error.reason
    if error.op in ("view", "reshape"):
        return _reason_of_view(error)
    failed = None if error.op in PUT_TOGETHER or error.op in JOINED else failing(reading)
    reason = (failed.reason if failed else None) or _reason_of_call(error)
    given = tensors_in(error.site.given) if error.site else []
    if reason == "features_differ" and failed and given and given[0].tensor.ndim > 2:
        is_enough = math.prod(given[0].tensor.shape[1:]) == failed.place.call.argument("in_features")
        return "not_flat" if is_enough else reason
    is_named = reason == "arguments_do_not_fit" and error.stage == "build" and ARGUMENT.search(error.message)
    return f"argument_{is_named[1].split()[0]}" if is_named else reason


ARGUMENT = re.compile(r"(unexpected|missing) .*?arguments?:? ('.+')")
"""How Python names the arguments that a layer does not know, or lacks."""


def _reason_of_call(error: Error) -> str:
    """Return why a call fails that no cause of cnn_core.mends explains."""
    given = tensors_in(error.site.given) if error.site else []
    one_value = (
        bool(given) and given[0].tensor.ndim > 1 and given[0].tensor.numel() == given[0].tensor.shape[1]
    )
    given_layer = error.site is not None and any(isinstance(value, Layer) for value in error.site.given)
    holds = {
        "layer_instead_of_tensor": given_layer,
        "other_type": bool(error.site) and len(types_in(error.site)) > 1 and error.op not in JOINED,
        "cat_takes_a_list": error.op in JOINED and error.kind == "TypeError",
        "matrices_differ": error.op in PRODUCTS and len(given) > 1,
        "no_such_axis": error.kind == "IndexError",
        "cannot_be_made": error.stage == "build",
        "sizes_differ": error.op in PUT_TOGETHER,
        "stack_sizes_differ": error.op == "stack",
        "cat_sizes_differ": error.op in JOINED,
        "one_value_a_channel": error.op.startswith("BatchNorm") and one_value,
        "arguments_do_not_fit": error.kind == "TypeError",
    }
    unknown = "torch_refuses" if given else "torch_refuses_call"
    return next((reason for reason, is_so in holds.items() if is_so), unknown)


def _reason_of_view(error: Error) -> str:
    """Return whether a view fails by its numbers or because the tensor was permuted."""
    site = error.site
    given = tensors_in(site.given)[0].tensor if site and tensors_in(site.given) else None
    if error.kind == "TypeError":
        return "arguments_do_not_fit"
    sizes: list[object] = []
    for value in site.given[1:] if site else ():
        sizes += cast("list[object]", value) if isinstance(value, tuple | list) else [value]
    if sizes.count(-1) > 1:
        return "two_inferred"
    if given is None or site is None or given.is_contiguous():
        return "view_invalid"
    try:
        given.reshape([int(str(size)) for size in sizes])
    except (RuntimeError, ValueError):
        return "view_invalid"
    return "view_not_contiguous"


def facts_of(reading: Reading) -> dict[str, object]:
    """Return the numbers that a sentence about an error may name; what is not known is a question mark."""
    error = reading.error
    facts: dict[str, object] = Unknown()
    if error is None:
        return facts
    facts |= {"line": error.line, "layer_line": error.layer_line, "op": error.op, "message": error.message}
    if named := ARGUMENT.search(error.message):
        facts["arguments"] = ", ".join(re.findall(r"'(\w+)'", named[2]))
    facts |= dict(error.facts)
    site = error.site
    if site is None:
        return facts
    if site.call is not None:
        facts |= {"code": site.call.code, "name": site.call.name}
        try:
            facts |= site.call.arguments
        except NOT_KNOWN:
            return facts
    given = tensors_in(site.given)
    if given:
        facts |= _of_shape(given[0].tensor, site.call)
        facts["other"] = _written(given[1].tensor) if len(given) > 1 else "?"
        facts["shapes"] = ", ".join(_written(each.tensor) for each in given)
    facts |= _of_geometry(site.call, given[0].tensor if given else None)
    return facts


def _of_geometry(call: LayerCall | None, given: Tensor | None) -> Mapping[str, object]:
    """Return the numbers of our own refusal, where the settings have no output on this size."""
    if call is None or given is None or call.name not in WINDOWED or given.ndim < 2:
        return {}
    try:
        refused = geometry_refusal(call, tuple(given.shape))
    except NOT_KNOWN:
        return {}
    return refused.values if refused else {}


class Unknown(dict[str, object]):
    """A table that answers for everything."""

    def __missing__(self, key: str) -> str:
        return "?"


def _written(tensor: Tensor) -> str:
    return str(tuple(tensor.shape))


def _of_shape(tensor: Tensor, call: LayerCall | None) -> dict[str, object]:
    shape = tuple(tensor.shape)
    axes = len(shape)
    along = (call and call.window_axes) or 2
    channels = shape[1] if axes in (2, along + 2) else shape[0] if axes == along + 1 else "?"
    return {
        "shape": str(shape),
        "axes": axes,
        "given": shape[-1] if shape else 1,
        "channels": channels,
        "size": "×".join(map(str, shape[-2:])),
        "numbers": math.prod(shape[1:]),
        "all": math.prod(shape),
        "pictures": shape[0] if shape else 1,
    }


def words_of_refusal(refusal: Refusal, language: Language) -> tuple[str, str]:
    """Return why the doctor does not read a word, and what to do."""
    values = Unknown(word=refusal.word, line=refusal.line)
    both = sentence(f"refused_{refusal.reason}", language, values)
    where = (
        "refused_at"
        if refusal.line is not None and refusal.word
        else "refused_line"
        if refusal.line
        else None
    )
    head = sentence(where, language, values) if where else ""
    return head, both
