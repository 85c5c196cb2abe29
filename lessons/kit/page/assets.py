"""The browser's files of the lessons, and the address under which one version of them is served for ever."""

import hashlib
from pathlib import Path

LESSONS = Path(__file__).parents[2]
SUFFIXES = {".js": "text/javascript", ".css": "text/css"}
PREFIX = "/-/lessons"


def find_files() -> dict[str, Path]:
    """Return every script and style sheet below `lessons/` by its path, such as "kit/stage/entry.js"."""
    files = (path for path in LESSONS.rglob("*") if path.suffix in SUFFIXES)
    return {path.relative_to(LESSONS).as_posix(): path for path in sorted(files)}


def digest_of(files: dict[str, Path]) -> str:
    """Return a short name for exactly this content: another byte anywhere gives another address."""
    content = hashlib.sha256()
    for name, path in files.items():
        content.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()[:16]


FILES = find_files()
DIGEST = digest_of(FILES)


def address_of(name: str) -> str:
    """Return the address of one file, such as "/-/lessons/3f.../kit/stage/entry.js"."""
    return f"{PREFIX}/{DIGEST}/{name}"
