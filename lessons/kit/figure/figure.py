"""A figure on a page, as a component of Streamlit; and what the browser fetches of all figures."""

import hashlib
import json
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from streamlit.components.v2 import component

from cnn_core.datasets import DATA_FOLDER
from cnn_core.parsing import while_others_parse
from lessons.catalog import PAGES
from lessons.kit.i18n.labels import TABLES, label, labels, sentences
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import earlier_questions

HERE = Path(__file__).parents[2]
PACKED = "application/octet-stream"
"""bytes that `packed.py` has gzipped: they are sent as they are, and the browser unpacks them"""
SUFFIXES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".bin": PACKED}
PREFIX = "/-/lessons"
KIT_STYLES = (
    "figure/classes",
    "figure/stage",
    "controls/controls",
    "controls/settings",
    "grid/grid",
    "code/code",
    "curves/plot",
    "quiz/predict",
    "menu/projector",
    "pictures/pictures",
    "layer_form/layer_form",
    "figure/small_window",
)
Content = Callable[[], bytes]
COMPUTING = Lock()  # what many ask for at once is computed once


def _sheet(paths: list[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)


def _sheets_of(figure: str) -> list[Path]:
    """Return what all figures of a lesson wear and then what this one wears, beside it or in its `view`."""
    lesson = HERE / figure.split("/", maxsplit=1)[0]
    own = sorted([*(HERE / figure).glob("*.css"), *(HERE / figure / "view").rglob("*.css")])
    return sorted((lesson / "styles").glob("*.css")) + own


def _words(folder: str, language: Language) -> bytes:
    """Return a folder's labels, the sentence of each refusal, and what may be asked of earlier lessons."""
    words = {
        "labels": labels(language, folder),
        "refusals": sentences(language),
        "earlier": earlier_questions(folder, language),
    }
    return json.dumps(words, ensure_ascii=False).encode()


def _computed(lesson: str) -> bytes:
    """Return what a lesson's `data.py` keeps for the browser; importing it may import torch."""
    with COMPUTING:
        data = while_others_parse(lambda: import_module(f"lessons.{lesson}.data").as_data())
    return json.dumps(data).encode()


@cache
def _packed(lesson: str) -> bytes:
    """Return the bytes that a lesson's `packed.py` keeps for the browser."""
    with COMPUTING:
        return while_others_parse(lambda: import_module(f"lessons.{lesson}.packed").as_bytes())


def find_computed() -> dict[str, Content]:
    """Return what Python computes once for all visitors, by its path: "data/why_cnn.json", also packed."""
    kinds = {"data.py": (".json", _computed), "packed.py": (".bin", _packed)}
    return {
        f"data/{path.parent.name}{suffix}": partial(compute, path.parent.name)
        for name, (suffix, compute) in kinds.items()
        for path in sorted(HERE.glob(f"*/{name}"))
    }


def find_sources() -> dict[str, Content]:
    """Return all that such data may follow from: our Python, and the words and files that it reads."""
    ours = (path for suffix in ("py", "json") for path in HERE.rglob(f"*.{suffix}"))
    kept = (path for path in DATA_FOLDER.rglob("*") if path.is_file())
    paths = [*ours, *DATA_FOLDER.parent.rglob("*.py"), *kept]
    return {path.relative_to(HERE.parent).as_posix(): path.read_bytes for path in sorted(paths)}


def find_contents() -> dict[str, Content]:
    """Return what is served, by its path: "kit/dom/dom.js", "styles/neuron.css", "words/neuron.ko.json".

    Scripts are served as they lie; one sheet is the kit's, one each figure's own. Beside them stands what was
    measured once and for all, such as "data/moved_accuracy.json".
    """
    files = sorted([*HERE.rglob("*.js"), *HERE.rglob("settings.json")])
    scripts = {path.relative_to(HERE).as_posix(): path for path in files}
    figures = [name.removesuffix("/figure.js") for name in scripts if name.endswith("/figure.js")]
    sheets = {"kit": [HERE / "kit" / f"{name}.css" for name in KIT_STYLES]}
    sheets |= {figure: _sheets_of(figure) for figure in figures}
    return (
        {name: path.read_bytes for name, path in scripts.items()}
        | {f"styles/{name}.css": partial(_sheet, paths) for name, paths in sheets.items()}
        | {
            f"words/{folder}.{language}.json": partial(_words, folder, language)
            for folder in sorted(TABLES.keys() | {lesson.name for lesson in PAGES})
            for language in LANGUAGES
        }
        | {f"data/{path.name}": path.read_bytes for path in sorted(DATA_FOLDER.glob("*.json"))}
    )


def digest_of(contents: dict[str, Content]) -> str:
    """Return a short name for exactly this content: another byte anywhere gives another address."""
    content = hashlib.sha256()
    for name, read in contents.items():
        content.update(name.encode() + b"\0" + read() + b"\0")
    return content.hexdigest()[:16]


COMPUTED = find_computed()
CONTENTS = find_contents() | COMPUTED
DIGEST = digest_of(find_contents() | find_sources())


def address_of(name: str) -> str:
    """Return the address of one file, such as "/-/lessons/3f.../kit/figure/mount_figure.js"."""
    return f"{PREFIX}/{DIGEST}/{name}"


MOUNT = Path(__file__).parent / "component.js"
COMMENTS = ("//", "/**")  # how a line of it begins that no browser needs: it travels once a figure


@cache
def _renderer(name: str) -> Callable[..., Any]:
    """Return the component of one figure: "kit/check" is `.kit-check` to the style sheet."""
    script = MOUNT.read_text(encoding="utf-8").splitlines()
    return component(
        f"cnn_figure_{name.replace('/', '_')}",
        html=f'<div class="stage-place"><div class="stage-host {name.replace("/", "-")}"></div></div>',
        js="\n".join(row for row in script if not row.lstrip().startswith(COMMENTS)),
    )


def figure(
    name: str,
    *,
    language: Language,
    key: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Show the figure of lesson `name`.

    Args:
        name: the folder whose figure.js is the figure: a lesson's, or one of the kit such as "kit/check".
        language: of every word in it.
        key: its place in `st.session_state`; a lesson's own figure has the lesson's name.
        data: what only Python can compute: JSON values.
    """
    place = key or name
    _renderer(name)(
        key=place,
        data={
            "figure": name,
            "entry": address_of("kit/figure/mount_figure.js"),
            "language": language,
            "loading": label("state.loading", language),
            "failed": label("state.failed", language),
            "reload": label("state.reload", language),
            "data": data or {},
        },
    )
