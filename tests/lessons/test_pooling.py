"""The pooling lesson: what its prose says in numbers, its links, and the code below its figure."""

import io
import json
import random
import re
import subprocess
from contextlib import redirect_stdout
from dataclasses import replace
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lessons.catalog import HERE, lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.quiz.bank import read_items
from lessons.pooling.pytorch import code_of, start
from lessons.pooling.state import State
from tests.monkey.pooling.torch_pooling import NUMBERS, Pooling, map_of
from tests.oracle.twin import node

PROSE = {language: lesson("pooling").prose(language) for language in LANGUAGES}
MOST_WORDS = 180
RUNS = 150
LINKS = """
import { readAddress, writeValue, withinLimits } from "%(kit)s/settings/address.js";
import { toRows } from "%(kit)s/arithmetic/grid.js";
import { takePictures } from "%(lesson)s/maps.js";
import { inputOf, settings, weightsOf } from "%(lesson)s/settings.js";
import { readFileSync } from "node:fs";
const { data, queries } = JSON.parse(readFileSync(0, "utf8"));
takePictures(data);
const chosen = withinLimits(settings, {});
const start = { ...chosen, input: toRows(inputOf(chosen)), weights: toRows(weightsOf(chosen)) };
const refused = queries.map((query) => readAddress(settings, query)?.refused);
console.log(JSON.stringify({ start, refused }));
"""


def said(section: str, *words: str) -> bool:
    """Return whether both languages say all of these in a section."""
    return all(word in PROSE[language].sections[section].body for language in LANGUAGES for word in words)


def piece(shift: int = 0) -> Tensor:
    """Return the piece of the map that the lesson speaks of, as a batch, in units."""
    return (map_of(3, shift)[9:17, 9:17] / 100)[None, None]


def named(name: str) -> Tensor:
    return torch.tensor(NUMBERS[name], dtype=torch.float64)[None, None]


def gradient(output: Tensor, x: Tensor) -> Tensor:
    return torch.autograd.grad(output.sum(), x)[0][0, 0]


def test_the_window_of_the_text() -> None:
    assert piece()[0, 0, 2:4, 2:4].flatten().tolist() == [-0.2, -0.4, -0.5, -0.9]
    assert said("saw", "−0.2, −0.4, −0.5", "−0.9", "−0.5", "?input=three&step=6")
    assert round(F.avg_pool2d(piece(), 2)[0, 0, 1, 1].item(), 4) == -0.5
    assert F.max_pool2d(piece(), 2)[0, 0, 1, 1].item() == -0.2


def test_relu_changes_places_with_the_maximum_only() -> None:
    x = named("mixed")
    assert torch.equal(F.max_pool2d(x.relu(), 2), F.max_pool2d(x, 2).relu())
    assert F.avg_pool2d(x, 2)[0, 0, 0, 0] == 0
    assert F.avg_pool2d(x.relu(), 2)[0, 0, 0, 0] == 1
    assert said("saw", "−2, 2, −2", "?input=mixed")


def test_what_stays_after_one_pixel_and_after_two() -> None:
    same = [
        int(torch.isclose(pool(piece(1), 2), pool(piece(), 2)).sum()) for pool in (F.max_pool2d, F.avg_pool2d)
    ]
    assert same == [4, 0]
    assert said("move", "16", "4")
    for pool in (F.max_pool2d, F.avg_pool2d):
        assert torch.allclose(pool(piece(2), 2)[..., 1:], pool(piece(), 2)[..., :-1])


def test_pairs_of_ones_are_torn_by_a_border() -> None:
    x = named("pairs")
    assert F.max_pool2d(x, 2)[0, 0, 0].tolist() == [0, 1, 0, 1, 0]
    assert F.max_pool2d(F.pad(x, (1, 0))[..., :10], 2)[0, 0, 0].tolist() == [0, 1, 1, 1, 1]
    assert said("move", "0, 1, 0, 1, 0", "0, 1, 1, 1, 1")


def test_where_the_gradient_goes() -> None:
    x = piece().requires_grad_()
    assert gradient(F.max_pool2d(x, 2), x).count_nonzero() == 16
    assert (gradient(F.avg_pool2d(x, 2), x) == 0.25).all()
    tie = named("tie4").requires_grad_()
    assert gradient(F.max_pool2d(tie, 2), tie).tolist() == [[0, 1], [0, 0]]
    assert gradient(tie.amax((2, 3)), tie).tolist() == [[0, 0.5], [0.5, 0]]
    spot = named("spot").requires_grad_()
    assert gradient(F.max_pool2d(spot, 3, 1), spot).max() == 9


def test_edges() -> None:
    x = piece().requires_grad_()
    assert F.max_pool2d(x, 3, 2).shape[2:] == (3, 3)
    assert F.max_pool2d(x, 3, 2, ceil_mode=True).shape[2:] == (4, 4)
    assert (gradient(F.avg_pool2d(x, 3, 2), x) == 0).sum() == 15
    assert (F.max_pool2d(named("negative4"), 2, 1, 1) < 0).all()
    ones = named("ones4")
    corner = F.avg_pool2d(ones, 3, 2, 1)[0, 0, 0, 0]
    assert torch.isclose(corner, torch.tensor(4 / 9, dtype=torch.float64))
    assert F.avg_pool2d(ones, 3, 2, 1, count_include_pad=False)[0, 0, 0, 0] == 1
    assert F.avg_pool2d(ones, 3, 2, 1, ceil_mode=True)[0, 0, 2, 2] == 0.25
    assert said("edges", "15", "3×3", "4×4")


def test_global_pooling_and_the_stride_instead() -> None:
    assert sum(each.numel() for each in nn.Linear(5, 10).parameters()) == 60
    assert sum(each.numel() for each in nn.Linear(720, 10).parameters()) == 7210
    assert said("global", "60", "7,210", "64")
    even = F.conv2d(piece(), torch.full((1, 1, 2, 2), 0.25, dtype=torch.float64), stride=2)
    assert torch.allclose(even, F.avg_pool2d(piece(), 2))
    assert said("stride", "0.25", "4")


def test_every_paragraph_shows_what_it_says_and_no_section_is_long() -> None:
    for language in LANGUAGES:
        for name, section in PROSE[language].sections.items():
            words = " ".join(part.split("](", 1)[0] for part in section.body.split(")")).split()
            assert len(words) <= MOST_WORDS, name
            bare = [part for part in section.body.split("\n\n") if "](?" not in part and part[0] != ">"]
            assert len(bare) <= (1 if name == "stride" else 0), bare


def _figure_says(queries: list[str]) -> dict[str, Any]:
    from lessons.pooling.maps import as_data

    paths = {"kit": (HERE / "kit").as_uri(), "lesson": (HERE / "pooling").as_uri()}
    script = ["--input-type=module", "--eval", LINKS % paths]
    asked = json.dumps({"data": as_data(None), "queries": queries})
    done = subprocess.run(
        [node(), *script], input=asked, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    return json.loads(done.stdout)


def test_every_link_sets_what_it_says_and_the_code_starts_as_the_figure_does() -> None:
    links = re.findall(r"\]\((\?[^)]+)\)", "".join(s.body for s in PROSE["en"].sections.values()))
    states = [item["state"] for item in read_items(lesson("pooling").folder)]
    queries = links + ["?" + "&".join(f"{name}={value}" for name, value in each.items()) for each in states]
    assert len(queries) > 30
    found = _figure_says(queries)
    refused = dict(zip(queries, found["refused"], strict=True))
    assert {query: what for query, what in refused.items() if what} == {}
    first, figure = start(), found["start"]
    assert [list(row) for row in first.input] == figure["input"]
    assert [list(row) for row in first.weights] == figure["weights"]
    for name in ("layer", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "step"):
        assert getattr(first, name) == figure[name], name


def random_state(chance: random.Random) -> State:
    """Return a state the figure can have."""
    rows, columns = chance.randint(1, 10), chance.randint(1, 10)
    kernel = chance.randint(1, min(4, rows, columns))

    def cells(height: int, width: int) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(chance.randint(-90, 90) / 10 for _ in range(width)) for _ in range(height))

    state = State(
        input=cells(rows, columns),
        layer=chance.choice(("pool", "global", "conv")),
        kernel_size=kernel,
        stride=chance.randint(1, 4),
        padding=chance.randint(0, kernel // 2),
        ceil_mode=chance.random() < 0.5,
        count_include_pad=chance.random() < 0.5,
        weights=cells(kernel, kernel),
        gradient=chance.random() < 0.3,
    )
    text = ";".join(",".join(map(str, row)) for row in state.input)
    query = {"input": text, "shift": "0", "layer": state.layer, "weights": "even"}
    names = ("kernel_size", "stride", "padding", "ceil_mode")
    query |= {name: str(int(getattr(state, name))) for name in names}
    pooling = Pooling(query)
    return replace(state, step=chance.randint(1, pooling.first(pooling.now).numel()))


def test_code_prints_what_its_last_line_says_for_random_settings() -> None:
    torch.set_num_threads(1)
    chance = random.Random(7)
    for tried in range(RUNS):
        code = code_of(random_state(chance), LANGUAGES[tried % 2])
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(code, {})
        assert printed.getvalue() == code.splitlines()[-1].removeprefix("# ") + "\n", code


def test_only_what_is_no_default_is_written() -> None:
    assert "nn.MaxPool2d(kernel_size=2)" in code_of(start(), "en")
    assert "nn.AdaptiveMaxPool2d(output_size=1)" in code_of(replace(start(), layer="global", step=1), "ko")
    assert code_of(start(), "en").endswith("# (1, 1, 4, 4) [-0.2, -0.5]")


def test_a_step_beyond_the_output_is_its_last_cell() -> None:
    """What a browser tells is not to be trusted: the page stands whatever it says."""
    assert "each[0, 0, 3, 3]" in code_of(replace(start(), step=49), "en")
    assert "each[0, 0, 1, 1]" in code_of(start(), "en")
