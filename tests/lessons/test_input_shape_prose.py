"""What the page on the input's shape says is true, its links are good, and what is asked most is answered."""

import re
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
import torch

from lessons.catalog import lesson
from lessons.input_shape import data, snippets
from lessons.input_shape.code import TABLE, calls_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.settings.table import Settings
from tests.lessons.test_prose import both_say

LESSON = lesson("input_shape")
START = {setting.name: setting.default for setting in TABLE.asked}
# The most asked questions that belong here, the state that answers each, and what it shows.
ASKED: dict[str, tuple[str, str]] = {
    "how view works": ("?view=memory&ops=view:64,3&at=4", "(64, 3)"),
    "shape as ints": ("?view=mend&snippet=shape_called&mend=1", "(28, 28)"),
    "reshape a dimension": ("?view=memory&ops=view:8,-1,2&at=4", "(8, 12, 2)"),
    "contiguous": ("?view=memory&ops=permute:2,0,1.contiguous&at=73", "(3, 8, 8)"),
    "reshape vs view: reshape": ("?view=memory&ops=permute:2,0,1.reshape:-1&at=73", "(192,)"),
    "reshape vs view: view": ("?view=memory&ops=permute:2,0,1.view:-1&at=73", "view size is not compatible"),
    "flatten": ("?view=memory&ops=flatten:1&at=25", "(8, 24)"),
    "unsqueeze": ("?view=memory&ops=unsqueeze:0&at=4", "(1, 8, 8, 3)"),
    "size of tensor a must match b": ("?view=mend&snippet=sizes_differ&mend=1", "(1, 1, 28, 28)"),
    "expected 4-dimensional input": ("?view=mend&snippet=norm_unbatched&mend=1", "(1, 5, 24, 24)"),
    "size mismatch": ("?view=mend&snippet=channels_last&mend=1", "(1, 5, 24, 24)"),
    "mat1/mat2": ("?view=mend&snippet=flatten_size&mend=1", "(1, 10)"),
    "output too small": ("?view=mend&snippet=pooled_away&mend=1", "(1, 1, 1, 1)"),
    "padding='same'": ("?view=mend&snippet=same_with_stride&mend=1", "(1, 5, 14, 14)"),
}


def state(query: str) -> Settings:
    """Return the state that a link opens; refuse one that the figure would change."""
    asked: dict[str, Any] = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))
    read = {
        name: int(value) if TABLE.settings[name].kind in {"whole", "flag"} else value
        for name, value in asked.items()
    }
    for name, value in read.items():
        TABLE.settings[name].check(value)
    return TABLE.validate(START | {name: value for name, value in read.items() if name in START})


def answer(query: str) -> str:
    """Return what torch says in the state that a link opens."""
    now = state(query)
    if now["view"] == "mend":
        item = next(each for each in snippets.items() if each["name"] == now["snippet"])
        ran = snippets.ran(item, item["mends"][now.number("mend") - 1] if now["mend"] else None)
        return ran.message or ran.result
    result = torch.arange(192).reshape(8, 8, 3)
    try:
        for name, args in calls_of(now.text("ops")):
            result = getattr(result, name)(*args)
    except RuntimeError as error:
        return str(error)
    return str(tuple(result.shape))


@pytest.mark.parametrize("question", ASKED)
def test_what_is_asked_most_is_answered_by_a_link(question: str) -> None:
    query, wanted = ASKED[question]
    for language in LANGUAGES:
        assert f"]({query})" in LESSON.prose(language).sections["asked"].body
    assert answer(query).startswith(wanted)


def test_the_section_of_questions_holds_no_other_links() -> None:
    body = LESSON.prose("en").sections["asked"].body
    assert set(re.findall(r"\]\((\?[^)]*)\)", body)) == {query for query, _ in ASKED.values()}


said = partial(both_say, "input_shape")


def test_strides_and_places_are_torchs() -> None:
    x = torch.arange(192).reshape(8, 8, 3)
    assert said("memory", str(x.stride()), str(x.permute(2, 0, 1).stride()))
    assert x[1, 1, 0] == 1 * 24 + 1 * 3 + 0 * 1 == 27
    assert said("memory", "[1, 1, 0]", "1·24 + 1·3 + 0·1 = 27", "at=27")
    assert said("reshape", "64")


def test_view_asks_for_the_order_of_the_axes_that_it_joins_and_of_no_others() -> None:
    assert answer("?view=memory&ops=permute:2,0,1.view:3,64") == "(3, 64)"
    assert "not compatible" in answer("?view=memory&ops=permute:2,0,1.view:24,8")
    assert "that it joins" in label("shape.does_view", "en")


def test_bytes_wrap_and_division_changes_the_type() -> None:
    assert int((np.array([200], np.uint8) + np.array([100], np.uint8))[0]) == 44
    assert said("file", "200 + 100 = 44", "float32", "float64")
    assert (torch.zeros(1, dtype=torch.uint8) / 255).dtype == torch.float32
    assert (np.zeros(1, np.uint8) / 255).dtype == np.float64


def test_the_three_steps_are_all_needed_and_enough() -> None:
    found = {key: ran.error for key, (_, ran) in data.combinations().items()}
    assert [key for key, error in found.items() if not error] == ["110", "111"]
    rows = data.combinations()["111"][0]
    assert [row["shape"] for row in rows[:2]] == ["(48, 32)", "(32, 48, 3)"]
    assert rows[-1]["order"] == "N, C, H, W"


def test_the_messages_that_are_quoted_are_torchs() -> None:
    assert said("message", "`(1x2880 and 720x10)`", "2,880", "720")
    assert "(1x2880 and 720x10)" in answer("?view=mend&snippet=flatten_size")
    assert "weight of size [5, 3, 5, 5]" in answer("?view=mend&snippet=channels_last")
    assert answer("?view=mend&snippet=flatten_size&mend=3") == "(4, 10)"
