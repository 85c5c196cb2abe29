"""The example in the README of cnn_core runs, line by line, and gives what it says."""

import doctest
from pathlib import Path

import pytest
import torch

README = Path(__file__).parents[2] / "cnn_core" / "README.md"


def failures_of(text: str) -> tuple[int, int]:
    """Return how many examples of a text fail, and how many there are."""
    examples = doctest.DocTestParser().get_doctest(text, {}, "README", None, None)
    result = doctest.DocTestRunner(verbose=False).run(examples, out=lambda _: None)
    return result.failed, result.attempted


def test_example_runs_and_gives_what_it_says() -> None:
    torch.manual_seed(0)
    failed, attempted = failures_of(README.read_text(encoding="utf-8"))
    assert failed == 0
    assert attempted > 20


@pytest.mark.parametrize(("right", "wrong"), [("\n55\n", "\n54\n"), ("8.0)", "9.0)")])
def test_a_wrong_result_would_be_noticed(right: str, wrong: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert right in text
    assert failures_of(text.replace(right, wrong, 1))[0] == 1
