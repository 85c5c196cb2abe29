"""python -m cnn_core.doctor model.py --input 1,3,32,32: a diagnosis as text; 1 where it breaks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from cnn_core.doctor.causes import Language, sentence
from cnn_core.doctor.diagnosis import Diagnosis, Failure, Line, Mend, Said, diagnose

WIDEST = 60


def report(found: Diagnosis, language: Language) -> str:
    """Return the verdict, the lines as a table, and what breaks with its mends.

    >>> from cnn_core.doctor import diagnose
    >>> print(report(diagnose("nn.Sequential(nn.Conv2d(1, 5, 5), nn.ReLU())", (1, 1, 28, 28)), "en"))
    It runs. (1, 5, 24, 24) comes out; 130 parameters.
    <BLANKLINE>
    line                                                shape           parameters  multiplications  sees
       1  nn.Sequential(nn.Conv2d(1, 5, 5), nn.ReLU())  (1, 5, 24, 24)         130           72,000  5×5
    """
    parts = [verdict(found, language), "\n".join(_table(found, language))]
    if found.failure:
        parts.append("\n".join(_failure(found.failure, language)))
    parts.append("\n".join(_in(said, language) for said in (*found.refusals[1:], *found.remarks)))
    if found.mends:
        mends = [each for mend in found.mends for each in _mend(mend, language)]
        parts.append("\n".join([sentence("mends", language, {}), *mends]))
    return "\n\n".join(part for part in parts if part)


def verdict(found: Diagnosis, language: Language) -> str:
    """Return the first sentence."""
    if found.verdict == "nothing":
        return sentence("nothing", language, {})
    if found.refusals:
        return _in(found.refusals[0], language)
    if found.failure:
        at_line = "stops_line" if found.failure.speaker == "Python" else "breaks_line"
        key = at_line if found.failure.line else "breaks"
        return sentence(key, language, {"line": found.failure.line})
    count = "?" if found.parameters is None else f"{found.parameters:,}"
    return sentence("runs", language, {"output": found.output, "parameters": count})


def _in(said: Said, language: Language) -> str:
    return said.en if language == "en" else said.ko


def _table(found: Diagnosis, language: Language) -> Iterator[str]:
    told = [line for line in found.lines if line.text.strip()]
    if not told:
        return
    width = min(WIDEST, max(len(line.text) for line in told)) + 2
    shapes = max([5, *(len(_shape(line)) for line in told)])
    names = [
        sentence(f"column_{name}", language, {})
        for name in ("line", "shape", "parameters", "multiplications", "sees")
    ]
    yield f"{names[0]:<{width + 6}}{names[1]:<{shapes}}  {names[2]:>10}  {names[3]:>15}  {names[4]}".rstrip()
    for line in told:
        counts = ["" if not count else f"{count:,}" for count in (line.parameters, line.multiplications)]
        sees = (
            "×".join(map(str, line.sees))
            if isinstance(line.sees, tuple)
            else line.sees and sentence("sees_all", language, {})
        )
        mark = {"breaks": "!", "not_read": "?", "not_reached": "-"}.get(line.state, " ")
        text = line.text if len(line.text) <= WIDEST else f"{line.text[: WIDEST - 1]}…"
        place = f"{line.number:>4}{mark} {text:<{width}}{_shape(line):<{shapes}}"
        row = f"{place}  {counts[0]:>10}  {counts[1]:>15}  {sees or ''}"
        yield row.rstrip()


def _shape(line: Line) -> str:
    return "" if line.shape is None else str(line.shape)


def _failure(failure: Failure, language: Language) -> Iterator[str]:
    speaker = {"torch": "torch_says", "meta": "meta_says", "Python": "python_says"}[failure.speaker]
    yield sentence(speaker, language, {})
    yield f"  {failure.kind}: {failure.message}"
    if failure.layer_line and failure.layer_line != failure.line:
        yield f"  {sentence('made_at', language, {'layer_line': failure.layer_line})}"
    yield sentence("means", language, {})
    yield f"  {failure.en if language == 'en' else failure.ko}"


def _mend(mend: Mend, language: Language) -> Iterator[str]:
    said = mend.en if language == "en" else mend.ko
    for edit in mend.fix.edits:
        line = mend.fix.text.split("\n")[edit.span.line - 1 + edit.text.startswith("\n")].strip()
        yield f"  {edit.span.line:>3}: {line}"
    yield f"       {said}"


BROKEN = 1


def shape_from(text: str) -> tuple[int, ...]:
    """Return a shape as it is typed: 1,3,32,32 or (1, 3, 32, 32), or as PyTorch prints it.

    >>> shape_from("(1, 3, 32,32)"), shape_from("torch.Size([1, 3, 32, 32])")
    ((1, 3, 32, 32), (1, 3, 32, 32))
    """
    bare = text.strip().removeprefix("torch.Size").strip(" ()[]")
    return tuple(int(size) for size in bare.replace("x", ",").split(",") if size.strip())


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
