"""What a file imports against the rules, tells Streamlit, or asks of other hosts: for `test_rules.py`."""

import ast
import posixpath
import re
import sys
from functools import cache

from tests.house import tree

# What each room may know of ours; whatever it does not name stands above it.
MAY_IMPORT = {
    "app.py": {"pages", "lessons", "cnn_core"},
    "pages": {"pages", "lessons", "cnn_core"},
    "lessons": {"lessons", "cnn_core"},
    "cnn_core": {"cnn_core"},
}
OURS = {"app", "pages", "lessons", "cnn_core", "tests"}
IN_CNN_CORE = {*sys.stdlib_module_names, *OURS, "torch", "numpy", "PIL"}
# The rooms of the kit from the ground up: each knows those below it.
KIT = "lessons/kit/"
ROOMS = (
    *("arithmetic", "i18n", "settings", "dom", "curves", "grid", "controls", "ask", "code", "copy", "paper"),
    *("menu", "pictures", "silhouettes", "progress", "quiz", "layer_form", "figure", "check", "page"),
)
# What takes a lesson by its name: every figure, and the sheets of exercises.
BY_NAME = {
    ("lessons/kit/figure/fetched.js", "../../${name}/figure.js"),
    ("lessons/classroom/figure.js", "../${lesson.name}/sheet.js"),
}
IMPORT_IN_JAVASCRIPT = re.compile(
    r"""^\s*(?:import|export)\b[^'"`;()=]*?\bfrom\s*["'](?P<clause>[^"']+)
      | ^\s*import\s*["'](?P<bare>[^"']+)
      | @import\s*\{[^}]*\}\s*from\s*["'](?P<typed>[^"']+)
      | \bimport\(\s*["'`](?P<call>[^"'`]+)["'`]""",
    re.MULTILINE | re.VERBOSE,
)


def imported_modules(source: str) -> set[str]:
    """Return every module that Python source may load, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            found |= {package} | {f"{package}.{alias.name}" for alias in node.names}
    return found


def folder_of_lesson(path: str) -> str | None:
    """Return the part of `lessons/` that a path such as "lessons/pooling/figure.js" belongs to."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "lessons" else None


def reaches_other_lesson(path: str, target: str) -> bool:
    """Return whether a file in `lessons/` reaches into another lesson than its own, or the kit into any."""
    own, other = folder_of_lesson(path), folder_of_lesson(target)
    return own is not None and other not in {None, own, "kit", "catalog"}


def python_violations(path: str, source: str) -> list[str]:
    """Return what a Python file imports against the rule."""
    room = path.split("/", maxsplit=1)[0]
    violations: list[str] = []
    for module in sorted(imported_modules(source)):
        top = module.split(".", maxsplit=1)[0]
        upward = module.startswith(".") or (top in OURS and top not in MAY_IMPORT[room])
        foreign = room == "cnn_core" and top not in IN_CNN_CORE
        is_folder = (tree.ROOT / module.replace(".", "/")).is_dir()
        target = module.replace(".", "/") + ("/" if is_folder else ".py")
        if upward or foreign or reaches_other_lesson(path, target):
            violations.append(f"{path} imports {module}")
    return violations


def javascript_violations(path: str, source: str) -> list[str]:
    """Return what a script imports against the rule: another lesson, or anything but a file of ours."""
    violations: list[str] = []
    for match in IMPORT_IN_JAVASCRIPT.finditer(source):
        module = next(filter(None, match.groups()))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), module))
        inside = module.startswith(("./", "../")) and target.startswith("lessons/")
        is_reaching = reaches_other_lesson(path, target) and (path, module) not in BY_NAME
        if not inside or is_reaching:
            violations.append(f"{path} imports {module}")
    return violations


def room_of(path: str) -> str | None:
    """Return the room of the kit that a path such as "lessons/kit/grid/cell.js" lies in."""
    return path.removeprefix(KIT).split("/", maxsplit=1)[0] if path.startswith(KIT) else None


@cache
def known_types() -> dict[str, str]:
    """Return the types that scripts of the kit know without an import: the file of each."""
    figure = f"{KIT}figure/"
    named = re.findall(
        r'@typedef \{(?:import\("([^"]+)"\)\.\w+|.*)\} (\w+)', tree.read(tree.ROOT / figure / "lesson.js")
    )
    homes = {name: posixpath.normpath(figure + (module or "lesson.js")) for module, name in named}
    return {**homes, "Kit": f"{KIT}dom/kit.js"}


def climbs(path: str, source: str) -> list[str]:
    """Return what a file of the kit imports from a room above its own, types included."""
    if path.endswith(".py"):
        modules = {f"{module.replace('.', '/')}/" for module in imported_modules(source)}
    else:
        named = {next(filter(None, match.groups())) for match in IMPORT_IN_JAVASCRIPT.finditer(source)}
        modules = {posixpath.normpath(posixpath.join(posixpath.dirname(path), module)) for module in named}
        types = " ".join(re.findall(r"@\w+ \{[^\n]*", source))
        modules |= {home for name, home in known_types().items() if re.search(rf"\b{name}\b", types)}
    own = room_of(path)
    others = {other for module in modules if (other := room_of(module)) and other != own}
    return [
        f"{path} climbs to {other}"
        for other in sorted(others)
        if own in ROOMS and ROOMS.index(own) < ROOMS.index(other)
    ]


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


def telling(source: str) -> list[str]:
    """Return the words by which a figure tells Streamlit something, so that a page's script runs again."""
    return [name for name in TELLING if name in source]


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
