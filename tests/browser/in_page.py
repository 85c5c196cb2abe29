"""Questions to a page: functions of the JavaScript modules beside this one."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

HERE = Path(__file__).parent
IMPORT = re.compile(r'^import [^;]* from "\./(\w+)\.js";\n', re.MULTILINE)
Found = Any  # what it is depends on the question


@cache
def script_of(module: str) -> str:
    """Return a module and what it imports as one script: a page loads nothing of the tests."""
    text = (HERE / f"{module}.js").read_text(encoding="utf-8")
    imported = "".join(map(script_of, IMPORT.findall(text)))
    return imported + re.sub(r"^export ", "", IMPORT.sub("", text), flags=re.MULTILINE)


def function_of(question: str) -> str:
    """Return what a page evaluates with a list of what is given: "reading.follow" is of reading.js."""
    module, name = question.split(".")
    return f"(...given) => {{ {script_of(module)}\nreturn {name}(...given.flat()); }}"


def ask(asked: Page | Locator, question: str, *given: object) -> Found:
    """Return what a function finds on a page; of an element, which it is then given first."""
    return asked.evaluate(function_of(question), list(given))
