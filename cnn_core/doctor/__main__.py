"""python -m cnn_core.doctor model.py --input 1,3,32,32: a diagnosis as text; 1 where it breaks."""

import argparse
import json
import sys
from pathlib import Path

from cnn_core.doctor.causes import sentence
from cnn_core.doctor.diagnosis import diagnose
from cnn_core.doctor.report import report

BROKEN = 1


def shape_from(text: str) -> tuple[int, ...]:
    """Return a shape as it is typed: 1,3,32,32 or (1, 3, 32, 32).

    >>> shape_from("(1, 3, 32,32)")
    (1, 3, 32, 32)
    """
    return tuple(int(size) for size in text.strip(" ()[]").replace("x", ",").split(",") if size.strip())


def main(arguments: list[str]) -> int:
    """Print the diagnosis of a file; return 1 where it breaks or is not read, 0 where it runs."""
    parser = argparse.ArgumentParser(
        prog="python -m cnn_core.doctor", description=sentence("never_run", "en", {})
    )
    parser.add_argument("file", help="Python source with a model; - reads what is piped in")
    parser.add_argument(
        "--input", type=shape_from, default=(1, 1, 28, 28), help="the shape of the input, 1,1,28,28"
    )
    parser.add_argument("--lang", choices=("en", "ko"), default="en")
    parser.add_argument("--json", action="store_true", help="all of it as JSON")
    asked = parser.parse_args(arguments)
    try:
        text = sys.stdin.read() if asked.file == "-" else Path(asked.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"{asked.file}: {error}")
    found = diagnose(text, asked.input)
    said = json.dumps(found.as_data(), ensure_ascii=False) if asked.json else report(found, asked.lang)
    sys.stdout.write(f"{said}\n")
    return 0 if found.verdict == "runs" else BROKEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
