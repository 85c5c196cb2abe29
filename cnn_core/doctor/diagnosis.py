"""What the doctor says of a text: what leaves every line, where and why it breaks, what mends it."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from cnn_core.doctor.causes import Language, facts_of, reason_of, sentence, words_of_refusal
from cnn_core.doctor.fixes import Fix, fixes_of
from cnn_core.doctor.functions import parameters_of
from cnn_core.doctor.places import Token, tokens_of
from cnn_core.doctor.reading import MOST_CHARACTERS, Reading, Verdict, alone, read
from cnn_core.doctor.silent import SILENT
from cnn_core.doctor.source import Source, Span
from cnn_core.doctor.steps import shape_before
from cnn_core.doctor.stopping import Error, Refusal, Speaker
from cnn_core.doctor.values import Output, Shape, Step, layers_in

Plain = int | float | str | bool | None
LineState = Literal["fine", "breaks", "not_read", "not_reached"]


@dataclass(frozen=True)
class Line:
    """One line of the text. `shape` leaves its last step; `parameters` are made here; None where nothing is.

    `multiplications` are of the whole batch. `sees` is (height, width) of the receptive field, or "all".
    """

    number: int
    text: str
    state: LineState
    shape: Shape | tuple[Shape, ...] | None = None
    parameters: int | None = None
    multiplications: int = 0
    sees: tuple[int, int] | Literal["all"] | None = None


@dataclass(frozen=True)
class Said:
    """A remark or a refusal: a key of causes.json, its values, and both languages.

    `is_doubtful` is a remark on what runs and cannot be meant.
    """

    reason: str
    line: int | None
    word: str
    en: str
    ko: str
    is_doubtful: bool = False


@dataclass(frozen=True)
class Failure:
    """Where it breaks. `line` is the line that runs, `layer_line` the one that makes the layer.

    `message` is torch's or Python's own, `speaker` who says it: "meta" where the CPU could not be asked.
    `en` and `ko` say what it means, with the numbers at hand; `tokens` are the parts of the message.
    """

    line: int | None
    layer_line: int | None
    stage: str
    kind: str
    message: str
    speaker: Speaker
    op: str
    reason: str
    values: Mapping[str, Plain]
    en: str
    ko: str
    tokens: tuple[Token, ...]
    span: Span | None


@dataclass(frozen=True)
class Mend:
    """A change that was read again and runs: `edits` of the text, or another input shape."""

    fix: Fix
    en: str
    ko: str


@dataclass(frozen=True)
class Diagnosis:
    """All that the doctor says. `output` is a shape, or the name of what is no tensor."""

    verdict: Verdict
    text: str
    input_shape: Shape
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    output: Output | None
    parameters: int | None
    multiplications: int
    failure: Failure | None
    refusals: tuple[Said, ...]
    remarks: tuple[Said, ...]
    mends: tuple[Mend, ...]

    def as_data(self) -> dict[str, object]:
        """Return it as JSON values: lists, tables, numbers and words.

        A step has the shape it was `given`, and its `layer`: name and arguments; null for what no layer does.
        """
        found = cast("dict[str, object]", _plain(self))
        for step, data in zip(self.steps, cast("list[dict[str, object]]", found["steps"]), strict=True):
            del data["site"]
            data |= {"given": list(shape_before(step)), "layer": _layer(step)}
        return found


def diagnose(text: str, input_shape: Shape) -> Diagnosis:
    """Return what leaves every line of a model for an input of a shape; nothing of the text is ever run.

    The text is parsed and read against a list of layers, functions and methods; only shapes go through torch.
    Never raises for a text, whatever it holds: what is not read is named in `refusals`.

    Args:
        text: Python source, at most 20,000 characters and 200 lines.
        input_shape: all of it, batch included if there is one; 1 to 6 sizes of 1 to 100,000.

    >>> text = "nn.Sequential(nn.Conv2d(1, 6, 5), nn.Flatten(), nn.Linear(16 * 4 * 4, 10))"
    >>> found = diagnose(text, (1, 1, 12, 12))
    >>> found.failure.message
    'mat1 and mat2 shapes cannot be multiplied (1x384 and 256x10)'
    >>> found.mends[0].fix.code
    'nn.Sequential(nn.Conv2d(1, 6, 5), nn.Flatten(), nn.Linear(6 * 8 * 8, 10))'
    """
    with alone():  # also what is tried for a mend is parsed, and Python warns of it
        return _diagnosis(read(text, input_shape))


def _diagnosis(reading: Reading) -> Diagnosis:
    return Diagnosis(
        verdict=reading.verdict,
        text=reading.text,
        input_shape=reading.input_shape,
        lines=tuple(_lines(reading)),
        steps=reading.steps,
        output=reading.output,
        parameters=reading.parameters,
        multiplications=sum(step.multiplications for step in reading.steps),
        failure=_failure(reading),
        refusals=tuple(_refused(refusal) for refusal in reading.refusals),
        remarks=tuple(_remarks(reading)),
        mends=tuple(_mend(fix) for fix in fixes_of(reading)),
    )


def _lines(reading: Reading) -> Iterator[Line]:
    last: dict[int, Step] = {}
    costs: dict[int, int] = {}
    for step in reading.steps:
        last[step.line] = step
        costs[step.line] = costs.get(step.line, 0) + step.multiplications
    if len(reading.text) > MOST_CHARACTERS:
        return
    made = _parameters_by_line(reading)
    idle = _lines_of_idle_layers(reading)
    unread = _unread_lines(reading)
    broken = reading.error.line if reading.error else None
    stop = broken or next((each.line for each in reading.refusals if each.line), None)
    for number, text in enumerate(reading.text.split("\n"), start=1):
        step = last.get(number)
        state: LineState = "fine"
        if number == broken:
            state = "breaks"
        elif number in unread:
            state = "not_read"
        elif stop and number > stop and step is None and (number in idle or number not in made):
            state = "not_reached" if text.strip(" \t)]},") else "fine"
        shape, sees = (step.shape, step.sees) if step else (None, None)
        yield Line(number, text, state, shape, made.get(number), costs.get(number, 0), sees)


def _unread_lines(reading: Reading) -> set[int]:
    """Return the lines that were left out; after a refusal what only lacks a value is merely not reached."""
    lines = {refusal.line for refusal in reading.refusals if refusal.line}
    for remark in reading.remarks:
        if remark.reason in NOT_READ and remark.line and not (remark.facts["echo"] and reading.refusals):
            lines |= set(range(remark.line, cast(int, remark.facts["until"]) + 1))
    return lines


def _parameters_by_line(reading: Reading) -> dict[int, int]:
    """Return how many parameters are made on each line: those of layers that are made there."""
    made: dict[int, int] = {}
    for layer in layers_in(reading.model):
        found = parameters_of(layer.module)
        if found is not None:
            made[layer.line] = made.get(layer.line, 0) + found
    return made


def _lines_of_idle_layers(reading: Reading) -> set[int]:
    """Return the lines that make a layer which nothing has reached."""
    called = reading.state.called if reading.state else set[int]()
    return {layer.line for layer in layers_in(reading.model) if id(layer) not in called}


def _failure(reading: Reading) -> Failure | None:
    error = reading.error
    if error is None:
        return None
    reason = reason_of(reading) or "torch_refuses"
    facts = facts_of(reading)
    source = Source(reading.text, reading.tree) if reading.tree else None
    return Failure(
        line=error.line,
        layer_line=error.layer_line,
        stage=error.stage,
        kind=error.kind,
        message=error.message,
        speaker=error.speaker,
        op=error.op,
        reason=reason,
        values={name: value for name, value in facts.items() if isinstance(value, int | float | str | bool)},
        en=sentence(reason, "en", facts),
        ko=sentence(reason, "ko", facts),
        tokens=tokens_of(error, source),
        span=_span(error, source),
    )


def _span(error: Error, source: Source | None) -> Span | None:
    """Return the expression that breaks; in a Sequential the layer."""
    node: ast.AST | None = error.node
    if error.site is not None and error.site.chain is not None:
        node = error.site.node
    if source is None or node is None or not hasattr(node, "lineno"):
        return None
    return source.span_of(node)


def _refused(refusal: Refusal) -> Said:
    said = {language: " ".join(filter(None, words_of_refusal(refusal, language))) for language in LANGUAGES}
    return Said(refusal.reason, refusal.line, refusal.word, said["en"], said["ko"])


NOT_READ = ("not_read", "not_read_lines")
LANGUAGES: tuple[Language, Language] = ("en", "ko")


def _remarks(reading: Reading) -> Iterator[Said]:
    """Return what else is worth a word; what a refusal or the error says already is not said again.

    Of what is not meant the first of a kind is told: its mend changes all of them.
    """
    told = {refusal.line for refusal in reading.refusals} | {reading.error.line if reading.error else None}
    stopped = bool(reading.refusals or reading.error)
    message = reading.error.message if reading.error else ""
    said: set[tuple[str, int | None]] = set()
    for remark in reading.remarks:
        is_echo = remark.reason in NOT_READ and (
            bool(remark.facts["echo"]) or remark.facts["word"] == message
        )
        key = remark.reason, None if remark.reason in SILENT else remark.line
        if (remark.line is not None and remark.line in told) or (is_echo and stopped) or key in said:
            continue
        said.add(key)
        values = {**remark.facts, "line": remark.line}
        both = [sentence(remark.reason, language, values) for language in LANGUAGES]
        is_doubtful = remark.reason in SILENT and reading.verdict == "runs"
        if is_doubtful:
            values = [{"said": each[0].lower() + each[1:]} for each in both]
            both = [sentence("runs_but", *each) for each in zip(LANGUAGES, values, strict=True)]
        yield Said(remark.reason, remark.line, str(remark.facts.get("word", "")), *both, is_doubtful)


def _layer(step: Step) -> dict[str, object] | None:
    call = step.site.call
    if call is None:
        return None
    plain = (int, float, str, bool, tuple, type(None))
    given: dict[str, object] = call.arguments
    written = {name: _plain(given[name]) for name, value in given.items() if isinstance(value, plain)}
    return {"name": call.name, "arguments": written}


def _mend(fix: Fix) -> Mend:
    def said(language: Language) -> str:
        """Return what a mend comes to, in one language."""
        change = sentence(f"fix_{fix.kind}", language, {"input_shape": fix.input_shape})
        count = "?" if fix.parameters is None else f"{fix.parameters:,}"
        return sentence("fix_runs", language, {"output": fix.output, "change": change, "parameters": count})

    return Mend(fix, said("en"), said("ko"))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in dataclasses.fields(value)]
        return {
            name: None if name == "site" else _plain(cast(object, getattr(value, name))) for name in names
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in cast("list[object]", value)]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in cast("Mapping[object, object]", value).items()}
    return value
