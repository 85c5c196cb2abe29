"""Runs notebooks from stdin, a JSON list, with nothing of the course in reach; says what came of each.

Started alone, by its path: it imports no more than a reader's kernel would, and torch only once for them all.
"""

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt


def _said(code: str, names: dict[str, Any]) -> str:
    said = StringIO()
    with redirect_stdout(said):
        exec(code, names)
    return said.getvalue()


def run(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return what each code cell printed, what the check says of answers, and how many maps were drawn."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    said: dict[str, Any] = {"cells": [_said(cell, names) for cell in cells], "right": "", "wrong": ""}
    said["maps"] = sum(len(plt.figure(number).axes) for number in plt.get_fignums())
    plt.close("all")
    for check in (cell for cell in cells if cell.startswith("right = ")):
        said["right"] = _said(check, names | {"answer": names["right"]})
        said["wrong"] = _said(check, names | {"answer": "something else"})
    return said


if __name__ == "__main__":
    plt.show = lambda: None
    print(json.dumps([run(each) for each in json.load(sys.stdin)]))
