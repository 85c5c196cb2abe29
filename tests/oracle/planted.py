"""Copies of the code with a planted fault, so that the oracle itself can be tested."""

import importlib
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import cnn_core


class Fault(NamedTuple):
    """One change of one module: where `right` stands, `wrong` is put."""

    module: str
    right: str
    wrong: str


def plant(folder: Path, fault: Fault) -> None:
    """Change a copy; a fault that finds no place is a mistake of the test."""
    text = (folder / fault.module).read_text(encoding="utf-8")
    found = text.count(fault.right)
    assert found == 1, f"{fault.right!r} stands {found} times in {fault.module}"
    (folder / fault.module).write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")


def copy_of_twin(original: Path, folder: Path, fault: Fault) -> Path:
    """Return a folder of JavaScript modules with one fault."""
    copied = folder / original.name
    shutil.copytree(original, copied, ignore=shutil.ignore_patterns("__pycache__", "*.css", "*.py"))
    plant(copied, fault)
    return copied


@contextmanager
def copy_of_core(folder: Path, fault: Fault) -> Generator[ModuleType]:
    """Give `cnn_core` with one fault, imported from a copy; the real one comes back afterwards."""
    original = Path(str(cnn_core.__file__)).parent
    shutil.copytree(original, folder / "cnn_core", ignore=shutil.ignore_patterns("data", "__pycache__"))
    plant(folder / "cnn_core", fault)
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "cnn_core"}
    for name in kept:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module("cnn_core")
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == "cnn_core"]:
            del sys.modules[name]
        sys.modules.update(kept)
