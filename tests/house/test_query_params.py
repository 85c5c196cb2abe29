"""The address belongs to the browser; Python only reads it, and is asked by HTTP, never told by a rerun."""

import ast

import pytest

from tests.house import tree

READING = {"get", "get_all", "to_dict", "items", "keys", "values"}

TELLING = ("setStateValue", "setTriggerValue", "st.rerun", "st.fragment")


def address_writes(source: str) -> list[int]:
    """Return the lines that do anything with st.query_params but read it."""
    code = ast.parse(source)
    parents = {child: node for node in ast.walk(code) for child in ast.iter_child_nodes(node)}
    lines: list[int] = []
    for node in ast.walk(code):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "query_params" for alias in node.names):
            lines.append(node.lineno)
        if not (isinstance(node, ast.Attribute) and node.attr == "query_params"):
            continue
        user = parents[node]
        item = isinstance(user, ast.Subscript) and isinstance(user.ctx, ast.Load)
        method = isinstance(user, ast.Attribute) and user.attr in READING and isinstance(user.ctx, ast.Load)
        if not (item or method or isinstance(user, ast.Compare)):
            lines.append(node.lineno)
    return lines


def test_python_only_reads_the_address() -> None:
    files = list(tree.files(".py", under=tree.SHIPPED))
    assert files
    assert [f"{tree.name(path)}:{line}" for path in files for line in address_writes(tree.read(path))] == []


@pytest.mark.parametrize(
    "source",
    [
        'st.query_params["stride"] = 2',
        'st.query_params["stride"] += 1',
        "st.query_params.stride = 2",
        'del st.query_params["stride"]',
        "st.query_params.clear()",
        "st.query_params.update(stride=2)",
        "st.query_params.from_dict({})",
        'address = st.query_params\naddress["stride"] = 2',
        "from streamlit import query_params",
    ],
)
def test_planted_write_to_the_address_is_caught(source: str) -> None:
    assert address_writes(source) != []


def test_reading_the_address_is_allowed() -> None:
    source = 'st.query_params["lang"]\nst.query_params.get("lang")\n"lang" in st.query_params\n'
    assert address_writes(source + 'st.page_link("a", query_params={"stride": 2})') == []


def is_telling(source: str) -> bool:
    """Return whether a figure tells Streamlit something, so that a page's script runs again."""
    return any(name in source for name in TELLING)


def test_python_is_asked_and_never_told() -> None:
    files = tree.files(".py", ".js", under=tree.SHIPPED)
    assert [tree.name(path) for path in files if is_telling(tree.read(path))] == []


def test_planted_telling_is_caught() -> None:
    assert is_telling('host.setStateValue("settings", chosen)')
