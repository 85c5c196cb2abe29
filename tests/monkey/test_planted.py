"""The walk is itself tested: a fault in the arithmetic that the browser gets is found by a short one."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page, Route

from lessons.catalog import LESSONS
from tests.browser.figures import Lesson
from tests.browser.visit import visitor
from tests.monkey.walk import Walk
from tests.oracle.planted import Fault

WRONG = " shows "  # in a mismatch: a wrong number, not only a broken page
# A fault of each lesson, where the walk begins, and after how many events it must be found: some pages show
# no number before the guess. More faults of the arithmetic are planted in `tests/oracle/test_twin.py`.
OF_LESSONS: dict[Lesson, tuple[Fault, dict[str, str | int], int]] = {
    "convolution": (
        Fault("lessons/*/convolution/model/numbers.js", "sum + chosen.bias", "sum"),
        {"stride": 4},
        10,
    ),
    "pooling": (
        Fault("kit/silhouettes/transforms.js", "column - right", "column"),
        {"input": "three", "map": 3, "kernel_size": 3, "stride": 2, "padding": 1, "shift": 2, "ceil_mode": 1},
        4,
    ),
    "why-cnn": (Fault("kit/silhouettes/transforms.js", "row - down", "row + down"), {"down": 2}, 0),
    "conv2d": (
        Fault("kit/arithmetic/channels.js", "map.values[cell], 0) + bias", "map.values[cell], 0)"),
        {},
        0,
    ),
    "input-shape": (
        Fault(
            "lessons/*/input_shape/model/tensor_view.js",
            "given.strides[axis]),",
            "given.strides[axes - 1 - axis]),",
        ),
        {"view": "memory", "ops": "permute:2,0,1"},
        0,
    ),
    "output-size": (
        Fault("kit/arithmetic/geometry.js", "dilation * (kernelSize - 1) + 1", "dilation * kernelSize + 1"),
        {},
        16,
    ),
    "neuron": (
        Fault(
            "lessons/*/neuron/model/numbers.js", "relu ? Math.max(sum + bias, 0)", "relu ? Math.max(sum, 0)"
        ),
        {"bias": 3, "relu": 1},
        0,
    ),
    "gradient": (
        Fault(
            "kit/arithmetic/convolution_backward.js",
            "gradient * weights[weight];",
            "gradient * weights[weights.length - 1 - weight];",
        ),
        {"input": "heart", "layer": "pixel"},
        0,
    ),
    "training": (
        Fault("lessons/*/training/model/optimizers.js", "lr / (1 - power1)", "lr"),
        {"digits": 100, "update": 2, "numbers": 1},
        16,
    ),
    "maxpool2d": (
        Fault("kit/arithmetic/pooling_step.js", "value > values[best]", "value < values[best]"),
        {},
        40,  # every state is asked about, and some show torch's words; it stops when it is found
    ),
    "live-network": (
        Fault("kit/pictures/shipped.js", 'kind === "max"', 'kind !== "max"'),
        {},
        0,
    ),
}


# Further faults of the way back, each where it shows, with so many events; its kernel turned is above.
WAY_BACK: dict[str, tuple[Lesson, Fault, dict[str, str | int], int]] = {
    "the bias gets the mean": (
        "gradient",
        Fault(
            "kit/arithmetic/convolution_backward.js", "return bias;", "return bias / incoming.values.length;"
        ),
        {"input": "heart", "layer": "conv", "parameter": "bias"},
        0,
    ),
    "a losing cell gets it": (
        "gradient",
        Fault("kit/arithmetic/pooling_step.js", "gradient.values[winner] +=", "gradient.values[cells[0]] +="),
        {"input": "heart", "layer": "pool"},
        0,
    ),
    "one-hot is forgotten": (
        "gradient",
        Fault("kit/arithmetic/backward.js", "share - 1 :", "share :"),
        {"input": "digit", "layer": "conv"},
        0,
    ),
    "the batch is not divided": (
        "training",
        Fault("lessons/*/training/model/trainer.js", "= 1 / chosen.length", "= 1"),
        {"digits": 100, "update": 2, "numbers": 1, "filters": "plain", "optimizer": "sgd"},
        16,
    ),
}


def plant(page: Page, fault: Fault) -> list[str]:
    """Let the browser get one arithmetic module with a fault; return the list of what was changed."""
    planted: list[str] = []

    def change(route: Route) -> None:
        answer = route.fetch(max_retries=2)
        text = answer.text()
        assert text.count(fault.right) == 1, f"{fault.right!r} is not once in {fault.module}"
        planted.append(fault.module)
        route.fulfill(response=answer, body=text.replace(fault.right, fault.wrong))

    page.route(f"**/{fault.module}", change)
    return planted


def mismatches(
    browser: Browser, base_url: str, fault: Fault, lessons: Sequence[Lesson], events: int, **start: str | int
) -> list[str]:
    """Walk through lessons that have a fault and return what is found."""
    page = visitor(browser)
    planted = plant(page, fault)
    walk = Walk(1, lessons)
    walk.go(page, base_url, events, until_found=WRONG, **start)
    page.context.close()
    assert fault.module in planted
    return walk.tally.mismatches


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", OF_LESSONS)
def test_a_fault_of_every_lesson_is_found_by_a_walk(browser: Browser, base_url: str, lesson: Lesson) -> None:
    fault, start, events = OF_LESSONS[lesson]
    found = mismatches(browser, base_url, fault, (lesson,), events, **start)
    assert any(WRONG in sentence for sentence in found), found


@pytest.mark.alike("name", keep=1)
@pytest.mark.parametrize("name", WAY_BACK)
def test_a_fault_of_the_way_back_is_found_by_a_walk(browser: Browser, base_url: str, name: str) -> None:
    lesson, fault, start, events = WAY_BACK[name]
    found = mismatches(browser, base_url, fault, (lesson,), events, **start)
    assert any(WRONG in sentence for sentence in found), found


def test_every_lesson_has_a_planted_fault() -> None:
    assert set(OF_LESSONS) >= {lesson.address[1:] for lesson in LESSONS}
