"""No request leaves for another host. And no file depends on one machine or names a registry."""

import ast
import re

import pytest

from tests.house import tree

FOREIGN = re.compile(r"(?:https?:|wss?:)?//(?=[\w-]+(?:\.[\w-]+)+)[^\s\"'`)<>]*")
NAMESPACE = re.compile(r"http://www\.w3\.org/(1999|2000)/\w+")  # the name of SVG or XHTML: never requested
STRING_OR_COMMENT = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//[^\n]*|/\*.*?\*/""", re.DOTALL
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LOADED_BY_MARKDOWN = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)|<\w+[^>]*\bsrc\s*=\s*[\"']([^\"']+)")
ONE_MACHINE = re.compile(
    r"(?<![\w.\-/])/(?:home|root|Users|work|tmp|opt|mnt|usr|var)/(?!bin/env)[\w.]|\b[A-Za-z]:[\\/]{1,2}(?:Users|Program)"
)
REGISTRY = re.compile(
    r"\bpypi\.\w|\bpythonhosted\.\w|\bnpmjs\.\w|\bregistry\.\w+\.\w|\bdeb\.debian\.\w", re.IGNORECASE
)


def python_strings(source: str) -> list[str]:
    """Return the strings of Python source that are not docstrings."""
    tree_of_code = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree_of_code)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree_of_code)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def without_comments(path: str, source: str) -> str:
    """Return what a browser or Python acts on: sources may be cited in comments and docstrings."""
    if path.endswith(".py"):
        return "\n".join(python_strings(source))
    if path.endswith(".js"):
        return STRING_OR_COMMENT.sub(lambda match: match["string"] or "", source)
    if path.endswith(".css"):
        return CSS_COMMENT.sub("", source)
    if path.endswith(".md"):
        return "\n".join(match[1] or match[2] for match in LOADED_BY_MARKDOWN.finditer(source))
    return source


def foreign_addresses(path: str, source: str) -> list[str]:
    """Return the addresses of other hosts that a shipped file would make somebody's browser ask."""
    acted_on = NAMESPACE.sub("", without_comments(path, source))
    return [match[0] for match in FOREIGN.finditer(acted_on)]


def of_one_machine(text: str) -> list[str]:
    """Return what holds on one machine only: paths from its root, and hosts that packages come from."""
    return [match[0] for pattern in (ONE_MACHINE, REGISTRY) for match in pattern.finditer(text)]


def test_nothing_is_loaded_from_another_host() -> None:
    files = list(tree.files(".py", ".js", ".css", ".html", ".md", ".toml", under=tree.SHIPPED))
    assert files
    found = {tree.name(path): foreign_addresses(tree.name(path), tree.read(path)) for path in files}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_no_file_names_one_machine_or_a_registry() -> None:
    text_files = [path for path in tree.files() if path.suffix not in {".png", ".jpg", ".npz", ".ttf"}]
    found = {tree.name(path): of_one_machine(tree.read(path)) for path in text_files}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("pages/a.py", 'url = "https://cdn.example.org/d3.js"'),
        ("pages/a.py", 'url = f"https://cdn.example.org/{name}"'),
        ("pages/a.py", "html = '<script src=\"//cdn.example.org/d3.js\">'"),
        ("lessons/kit/a.js", 'fetch("https://example.org/x") // why'),
        ("lessons/kit/a.js", "const socket = new WebSocket(`wss://example.org/x`);"),
        ("lessons/kit/a.js", 'const image = "//example.org/cat.png";'),
        ("lessons/kit/a.css", '@import url("https://fonts.example.org/css");'),
        ("lessons/kit/a.css", ".cat { background: url(//example.org/cat.png) }"),
        ("lessons/pooling/en.md", "A cat: ![cat](https://example.org/cat.png)"),
        ("lessons/pooling/en.md", '<img alt="cat" src="https://example.org/cat.png">'),
        ("pages/not_found.html", '<link rel="stylesheet" href="https://example.org/a.css">'),
        (".streamlit/config.toml", 'font = "https://fonts.example.org/a.woff2"'),
    ],
)
def test_planted_foreign_address_is_caught(path: str, source: str) -> None:
    assert foreign_addresses(path, source) != []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "pages/a.py",
            '"""Source: https://arxiv.org/abs/1312.4400"""\n# https://arxiv.org\nhalf = 7 // 2',
        ),
        ("lessons/kit/a.js", '// https://arxiv.org/abs/1312.4400\nconst svg = "http://www.w3.org/2000/svg";'),
        ("lessons/kit/a.js", "const entry = `${location.origin}/-/lessons/kit/figure/mount_figure.js`;"),
        ("lessons/kit/a.css", "/* after https://example.org/a */ .a { color: red }"),
        ("lessons/pooling/en.md", "After [Lin et al.](https://arxiv.org/abs/1312.4400)."),
    ],
)
def test_cited_source_is_allowed(path: str, source: str) -> None:
    assert foreign_addresses(path, source) == []


@pytest.mark.parametrize(
    "text",
    [
        'open("~home~me~course~x.png")',
        "#!~usr~bin~python3",
        'Path("~work~main")',
        'Path("C:~Users~me")',
        "pip install --index-url https:~~pypi:org~simple torch",
        '"resolved": "https:~~registry:npmjs:org~typescript"',
    ],
)
def test_planted_machine_or_registry_is_caught(text: str) -> None:
    assert of_one_machine(text.replace("~", "/").replace(":npmjs", ".npmjs").replace(":org", ".org"))
