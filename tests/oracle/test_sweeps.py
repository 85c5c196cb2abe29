"""cnn_core and its JavaScript twin give torch's numbers, and the comparison would notice if they did not."""

import random
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import cnn_core
from tests.oracle import backward_sweeps, convolution_sweeps, stack_sweeps, twin
from tests.oracle.case import TOLERANCE, Case, Json, mismatches
from tests.oracle.planted import CORE_FAULTS, FAULTS, Fault, copy_of_core, copy_of_twin
from tests.oracle.python_side import ADAPTERS, answer
from tests.sample import CASES

FEW = 500  # so many cases are enough to catch a fault
SWEEPS = {
    sweep.__name__: sweep
    for sweep in (*convolution_sweeps.SWEEPS, *stack_sweeps.SWEEPS, *backward_sweeps.SWEEPS)
}
IN_PYTHON_ALONE = {"receptive_fields", "input_cells", "as_matrix"}
TWINS = [name for name in SWEEPS if name not in IN_PYTHON_ALONE]

NEVER_REFUSED = {"receptive_fields"} | {
    # the way back: what came forward was legal
    *("max_pool_backward", "cross_entropy", "batch_gradients", "picture_gradients")
}


@cache
def cases_of(name: str) -> list[Case]:
    """Return the cases of one sweep, each with torch's answer; its name is its seed."""
    chance = random.Random(name)
    with warnings.catch_warnings():  # torch remarks on what a sweep must hold
        warnings.filterwarnings("ignore", "Using padding='same' with even kernel lengths")
        return [SWEEPS[name](chance) for _ in range(CASES)]


def channel_step(step: Json) -> Json:
    windows = [channel["window"]["values"] for channel in step["channels"]]
    products = [channel["products"]["values"] for channel in step["channels"]]
    return [windows, products, step["channelSums"], step["bias"], step["output"]]


def pooling_steps(steps: Json) -> Json:
    flat = [step for row in steps for step in row]
    return [[step["output"] for step in flat], [step.get("divisor", step.get("winner")) for step in flat]]


def weight_products(uses: Json) -> Json:
    return [use["product"] for use in uses]


def pixel_readers(uses: Json) -> Json:
    """Return by output cell what its window hands back; a copying padding reads a pixel more than once."""
    sums: dict[tuple[int, int], float] = {}
    for use in uses:
        place = use["outRow"], use["outColumn"]
        sums[place] = sums.get(place, 0) + use["product"]
    return [[*place, back] for place, back in sorted(sums.items()) if abs(back) > TOLERANCE]


def picture_gradients(answer: Json) -> Json:
    layers = answer["layers"]
    maps = [grid["values"] for name in ("pool", "active", "conv") for grid in layers[name]]
    return [layers["loss"], layers["scores"], maps, layers["input"]["values"], answer["gradients"]]


# How an answer is read when its parts do not stand in the order of torch's.
READ: dict[str, Callable[[Json], Json]] = {
    "channel_step": channel_step,
    "pooling_steps": pooling_steps,
    "weight_products": weight_products,
    "pixel_readers": pixel_readers,
    "picture_gradients": picture_gradients,
}


def run(name: str, arguments: list[list[Json]], folder: Path = twin.ARITHMETIC) -> list[dict[str, Json]]:
    first, *rest = name.split("_")
    function = first + "".join(map(str.title, rest))  # JavaScript's name of it
    answers = twin.run([(function, values) for values in arguments], folder)
    if name not in READ:
        return answers
    return [{"answer": READ[name](given["answer"])} if "answer" in given else given for given in answers]


def answers_of_core(name: str, cases: list[Case], core: ModuleType = cnn_core) -> Iterator[dict[str, Json]]:
    """Yield them one by one: behind the first that is wrong a planted fault may break torch."""
    return (answer(core, name, case.arguments) for case in cases)


def answers_of_twin(name: str, cases: list[Case], folder: Path = twin.ARITHMETIC) -> list[dict[str, Json]]:
    return run(name, [case.arguments for case in cases], folder)


def first_mismatch(answers: Iterable[dict[str, Json]], cases: list[Case]) -> str | None:
    return next(mismatches(answers, cases), None)


def together(names: Iterable[str]) -> list[object]:
    """Let one process run all tests of a sweep: drawing its cases takes longer than the tests."""
    return [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in names]


def test_every_sweep_is_put_to_the_twin_and_has_its_faults() -> None:
    assert set(TWINS) == set(FAULTS)
    assert set(ADAPTERS) == set(CORE_FAULTS)


@pytest.mark.parametrize("name", together(TWINS))
def test_twin_agrees_with_torch(name: str) -> None:
    cases = cases_of(name)
    assert first_mismatch(answers_of_twin(name, cases), cases) is None


@pytest.mark.parametrize("name", together(ADAPTERS))
def test_core_agrees_with_torch(name: str) -> None:
    cases = cases_of(name)
    assert first_mismatch(answers_of_core(name, cases), cases) is None


@pytest.mark.parametrize("name", together(sorted(set(TWINS) & set(ADAPTERS))))
def test_twin_refuses_in_the_words_of_python(name: str) -> None:
    refused = [case for case in cases_of(name) if case.expected is None]
    assert answers_of_twin(name, refused) == [*answers_of_core(name, refused)]


@pytest.mark.parametrize(
    "arguments", [[5, 2.5], [5, 3, 1.5], [5, 3, 1, 0.5], [5, 3, 1, "full"], [5.5, 3], [5, 3, 1, 0, -1]]
)
def test_twin_refuses_what_is_no_number_of_cells_as_python_does(arguments: list[Json]) -> None:
    with pytest.raises(cnn_core.GeometryError) as refused:
        cnn_core.output_size(*arguments)
    wanted = {"refused": refused.value.reason, "values": refused.value.values}
    assert twin.run([("outputSize", arguments)]) == [wanted]


@pytest.mark.parametrize("name", together(SWEEPS))
def test_sweep_holds_many_legal_and_illegal_settings(name: str) -> None:
    cases = cases_of(name)
    legal = sum(case.expected is not None for case in cases)
    assert len(cases) == CASES
    assert legal >= CASES // 2
    assert len(cases) - legal >= (0 if name in NEVER_REFUSED else CASES // 20)


@pytest.mark.slow
@pytest.mark.alike("name", "fault", keep=8)
@pytest.mark.parametrize(
    ("name", "fault"),
    [(name, fault) for table in (FAULTS, CORE_FAULTS) for name, faults in table.items() for fault in faults],
)
def test_planted_fault_is_caught(name: str, fault: Fault, tmp_path: Path) -> None:
    cases = cases_of(name)
    if fault.module.endswith(".py"):
        with copy_of_core(tmp_path, fault) as faulty:
            assert first_mismatch(answers_of_core(name, cases, faulty), cases)
    else:
        few = cases_of(name)[:FEW]
        copied = copy_of_twin(twin.ARITHMETIC, tmp_path, fault)
        assert first_mismatch(answers_of_twin(name, few, copied), few)
