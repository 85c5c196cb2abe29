"""A module can be read in one sitting, a function at one look."""

import ast

from tests.house import tree

MODULE_LINES = 320
FUNCTION_LINES = 45


def long_functions(source: str) -> list[str]:
    """Return the functions of Python source that take more lines than they may, docstring included.

    Biome holds the same limit for JavaScript (.ci/biome.json).
    """
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, functions) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]


def is_long(source: str) -> bool:
    """Return whether a module has more lines than it may."""
    return source.count("\n") > MODULE_LINES


def test_modules_are_short() -> None:
    assert [tree.name(path) for path in tree.files(".py", ".js", ".css") if is_long(tree.read(path))] == []


def test_functions_are_short() -> None:
    files = tree.files(".py")
    found = {tree.name(path): long_functions(tree.read(path)) for path in files}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_planted_long_module_is_caught() -> None:
    assert is_long("x = 1\n" * 321)
    assert not is_long("x = 1\n" * 320)


def test_planted_long_function_is_caught() -> None:
    body = "    x = 1\n"
    assert long_functions("def f():\n" + body * 44) == []
    assert long_functions("def f():\n" + body * 45) != []
    twins = "def f():\n" + body * 45 + "class A:\n    def f(self): ...\n"
    assert long_functions(twins) == ["f"]
    assert long_functions("class A:\n    async def f(self):\n" + ("    " + body) * 45) != []
