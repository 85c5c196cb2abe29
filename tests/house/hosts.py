"""Addresses of other hosts, and what holds on one machine only: finders for `test_rules.py`."""

import ast
import re

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
