"""What a stranger imports: every public name is there, documented, and costs nothing before it is used."""

import ast
import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
import torch

import cnn_core

ROOT = Path(__file__).parents[2]
FUNCTIONS = [name for name in sorted(cnn_core.__all__) if inspect.isfunction(getattr(cnn_core, name))]


def names_for_type_checkers() -> set[str]:
    """Return the names that `__init__` imports, at once or for type checkers only."""
    code = ast.parse((ROOT / "cnn_core" / "__init__.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(code) if isinstance(node, ast.ImportFrom)]
    return {
        alias.name for node in imports if (node.module or "").startswith("cnn_core") for alias in node.names
    }


def test_every_public_name_can_be_had() -> None:
    assert names_for_type_checkers() == set(cnn_core.__all__)
    assert all(getattr(cnn_core, name) is not None for name in cnn_core.__all__)


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        cnn_core.no_such_name  # pyright: ignore  # noqa: B018


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_is_documented(name: str) -> None:
    function = getattr(cnn_core, name)
    text = inspect.getdoc(function) or ""
    assert text.split("\n")[0].endswith("."), "the first line is one sentence"
    arguments = list(inspect.signature(function).parameters)
    if len(arguments) > 2:
        said = text.split("Args:")[1].split("\n\n")[0]
        assert [argument for argument in arguments if f"{argument}:" not in said] == []
    assert doctest.DocTestParser().get_examples(text), "an example that runs"


def test_import_loads_neither_torch_nor_numpy() -> None:
    code = "import sys, cnn_core; cnn_core.output_size(28, 5); print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, encoding="utf-8").split()
    assert not {"torch", "numpy", "PIL", "streamlit", "matplotlib"} & {*loaded}


README = ROOT / "cnn_core" / "README.md"


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
