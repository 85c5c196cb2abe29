"""The files of this project, as the house rules see them."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHIPPED = ("app.py", "pages", "lessons", "cnn_core", ".streamlit")
# What tools leave behind; .gitignore keeps the same out of the repository.
LEFT_BEHIND = {
    *(".git", ".venv", "node_modules", "screenshots", "__pycache__", ".pytest_cache", ".ruff_cache"),
    *(".DS_Store", ".idea", ".vscode"),
}


@cache
def all_files(root: Path = ROOT) -> tuple[Path, ...]:
    """Return all files of a tree, in order, without what tools leave behind."""
    found: list[Path] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - LEFT_BEHIND)
        found += [Path(folder, each) for each in sorted(set(names) - LEFT_BEHIND)]
    return tuple(found)


def files(*suffixes: str, under: tuple[str, ...] = ("",)) -> Iterator[Path]:
    """Return the project's files with one of these suffixes, in order; with no suffix given, all of them."""
    for path in all_files():
        wanted = any(path.is_relative_to(ROOT / place) for place in under)
        if wanted and (not suffixes or path.suffix in suffixes):
            yield path


def name(path: Path) -> str:
    """Return a file's path from the project's folder, with forward slashes on every system."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    """Return a file's text."""
    return path.read_text(encoding="utf-8")
