"""The doctor: what a page and a terminal are told, in both languages, and how far it reads."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cnn_core.doctor import Diagnosis, diagnose
from cnn_core.doctor.__main__ import main, report, shape_from
from cnn_core.doctor.causes import sentences
from cnn_core.mends import CAUSES
from cnn_core.refusals import REFUSAL_MESSAGES

DOCTOR = Path(__file__).parents[2] / "cnn_core" / "doctor"
LENET = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        return self.fc1(x)
"""
PICTURE = (1, 1, 28, 28)


def applied(diagnosis: Diagnosis, number: int = 0) -> str:
    """Return the text after the edits of a mend, as a page would make them: the last first."""
    lines = diagnosis.text.split("\n")
    for edit in sorted(diagnosis.mends[number].fix.edits, key=lambda edit: edit.span.line, reverse=True):
        span = edit.span
        after = lines[span.end_line - 1][span.end_column :] if span.end_line <= len(lines) else ""
        joined = lines[span.line - 1][: span.column] + edit.text + after
        lines[span.line - 1 : span.end_line] = joined.split("\n")
    return "\n".join(lines)


def test_each_line_has_its_shape_its_parameters_and_what_it_sees() -> None:
    lines = {line.number: line for line in diagnose(LENET, PICTURE).lines}
    assert (lines[4].parameters, lines[5].parameters, lines[6].parameters) == (156, 2416, 48120)
    assert (lines[9].shape, lines[9].multiplications, lines[9].sees) == (
        (1, 6, 12, 12),
        6 * 24 * 24 * 25,
        (6, 6),
    )
    assert (lines[11].shape, lines[11].sees, lines[12].state) == ((1, 256), (16, 16), "breaks")


def test_words_of_torch_are_linked_to_the_source() -> None:
    failure = diagnose(LENET, PICTURE).failure
    assert failure is not None
    tokens = {token.role: token for token in failure.tokens}
    assert [failure.message[token.start : token.end] for token in failure.tokens] == [
        "1",
        "256",
        "400",
        "120",
    ]
    assert [token.role for token in failure.tokens if token.conflict] == ["given", "in_features"]
    span = tokens["in_features"].span
    assert span is not None
    assert LENET.split("\n")[span.line - 1][span.column : span.end_column] == "16 * 5 * 5"
    assert (failure.line, failure.layer_line, failure.reason) == (12, 6, "features_differ")
    assert failure.values["given"] == 256


def test_edits_make_the_mended_text_and_it_runs() -> None:
    diagnosis = diagnose(LENET, PICTURE)
    codes = [mend.fix.code for mend in diagnosis.mends]
    assert codes[0] == "self.fc1 = nn.Linear(16 * 4 * 4, 120)"
    padded = diagnosis.mends[codes.index("self.conv1 = nn.Conv2d(1, 6, 5, padding=2)")].fix
    assert (diagnosis.mends[0].fix.arrives, padded.arrives) == ((1, 256), (1, 400))
    for number, mend in enumerate(diagnosis.mends):
        assert applied(diagnosis, number) == mend.fix.text
        again = diagnose(mend.fix.text, mend.fix.input_shape or PICTURE)
        assert (again.verdict, again.output, again.parameters) == (
            "runs",
            mend.fix.output,
            mend.fix.parameters,
        )


@pytest.mark.parametrize(
    ("source", "shape", "first"),
    [
        (
            "nn.Sequential(nn.Conv2d(1, 5, 5), nn.MaxPool2d(2, return_indices=True), nn.Conv2d(5, 8, 3))",
            PICTURE,
            498,
        ),
        ("nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(16))", (2, 3, 9, 9), 240),
        ("nn.Sequential(nn.Conv2d(1, 8, 3, padding='SAME'))", PICTURE, 80),
        ("nn.Sequential(nn.Conv2d(1, 8, 3, padding=1, padding_mode='zero'))", PICTURE, 80),
        ("nn.Sequential(nn.Conv2d(1, 8, 3), nn.MaxPool2d(2, padding='same'))", PICTURE, 80),
        ("nn.Sequential(nn.Flatten(), nn.Dropout(50), nn.Linear(784, 10))", PICTURE, 7850),
        ("nn.Sequential(nn.Conv2d(1, 5, 5), nn.BatchNorm1d(5))", (2, 1, 28, 28), 140),
        ("nn.Sequential(nn.AvgPool2d(2, divisor_override=0))", PICTURE, 0),
        ("nn.Sequential(nn.Conv2d(1, 8, kernal_size=3))", PICTURE, 80),
        ("nn.Sequential(nn.Flatten(), nn.Dense(784, 10))", PICTURE, 7850),
        ("nn.Sequential(nn.Conv2d(1, 5, 5), nn.Flatten(), nn.Conv2d(5, 8, 3))", PICTURE, 498),
        ("nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.Linear(4 * 6 * 6, 10))", (3, 8, 8), 1562),
    ],
)
def test_common_mistakes_have_a_cause_and_a_mend(source: str, shape: tuple[int, ...], first: int) -> None:
    diagnosis = diagnose(source, shape)
    assert diagnosis.failure is not None
    assert diagnosis.failure.reason != "torch_refuses"
    assert diagnosis.mends[0].fix.parameters == first


MAPS = "class Net(nn.Module):\n    def forward(self, x):\n        return "


@pytest.mark.parametrize(
    ("source", "shape", "said"),
    [
        ("nn.Sequential(nn.BatchNorm2d(1))", (1, 28, 28), "(1, 28, 28) lacks the batch axis"),
        ("nn.Sequential(nn.Conv2d(1, 5, 5), nn.BatchNorm2d(5))", (1, 28, 28), "lacks the batch axis"),
        ("nn.Sequential(nn.BatchNorm2d(3))", PICTURE, "Channels that arrive: 1. "),
        ("nn.Sequential(nn.MaxPool2d(40))", PICTURE, "The map is 28×28 here"),
        ("nn.Sequential(nn.Conv2d(1, 5, 5))", (28,), "1 axis arrives."),
        ("nn.Sequential(nn.Conv2d(1, 8, kernel=3))", PICTURE, "no argument kernel of nn.Conv2d:"),
        ("nn.Sequential(nn.Conv2d(1, 8, 3, padding='same))", PICTURE, "a quotation mark, and none ends it."),
        ("nn.Sequential(nn.Conv2d(1))", PICTURE, "must also be told out_channels, kernel_size."),
        (
            "nn.Sequential(nn.Conv2d(3, 32, 3, groups=32))",
            PICTURE,
            "does not divide both in_channels=3",
        ),
        (
            "nn.Sequential(nn.Conv2d(1, 5, 5), nn.Linear(2880, 9))",
            PICTURE,
            "Flattened first, each picture",
        ),
        ("nn.Sequential(nn.Conv2d(1, 5, 5), nn.Linear(5, 9))", PICTURE, "24 numbers arrive in each row"),
        (
            LENET.replace("(self):", "(self, n):"),
            PICTURE,
            "The class Net must be given n, and",
        ),
        (f"{MAPS}x.sum(2)", (5,), "has 1 axis,"),
        (f"{MAPS}x.mean().flatten(1)", (5,), "has 0 axes,"),
        (f"{MAPS}torch.cat([x, x], 4)", PICTURE, "has 4 axes,"),
        (f"{MAPS}x + torch.zeros(-1)", PICTURE, "PyTorch refuses this step; the message"),
        (f"{MAPS}torch.stack([x, x[:, :, :5]], 2)", PICTURE, "stack lays tensors on each other"),
        (f"{MAPS}x.view(3)", (1,), "1 number arrives, (1,), and it cannot"),
        (f"{MAPS}x[:, :, ::2].view(-1)", PICTURE, "as after permute or transpose"),
    ],
)
def test_why_it_breaks_is_so_of_what_came(source: str, shape: tuple[int, ...], said: str) -> None:
    failure = diagnose(source, shape).failure
    assert failure is not None
    assert said in failure.en
    assert not re.search(r"arrive: (\d+)\. .*\((?:num_features=)?\1\)", failure.en)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (
            "nn.Sequential(nn.Flatten(), nn.Linear(10, 784))",
            "nn.Sequential(nn.Flatten(), nn.Linear(784, 10))",
        ),
        (f"{MAPS}F.max_pool2d(x, 40, stride=2)", "return F.max_pool2d(x, 28, stride=2)"),
        (f"{MAPS}F.max_pool2d(x, kernel_size=40)", "return F.max_pool2d(x, kernel_size=28)"),
    ],
)
def test_a_mend_is_written_where_the_mistake_stands(source: str, code: str) -> None:
    assert code in [mend.fix.code for mend in diagnose(source, PICTURE).mends]


def test_what_runs_with_one_picture_and_one_parameter_says_so() -> None:
    cut = diagnose(f"{MAPS}x.reshape(-1, 392)", PICTURE)
    assert "1 picture goes in and 2 rows come out" in cut.remarks[0].en
    assert report(diagnose("nn.Sequential(nn.PReLU())", PICTURE), "en").startswith(
        "It runs. (1, 1, 28, 28) comes out; 1 parameter."
    )


def test_two_maps_that_differ_are_mended_where_they_come_from() -> None:
    source = (
        "class Block(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.conv = nn.Conv2d(16, 16, 3)\n"
        "    def forward(self, x):\n        return x + self.conv(x)\n"
    )
    diagnosis = diagnose(source, (2, 16, 8, 8))
    assert diagnosis.failure is not None
    assert diagnosis.failure.reason == "sizes_differ"
    assert diagnosis.mends[0].fix.code == "self.conv = nn.Conv2d(16, 16, 3, padding=1)"


@pytest.mark.parametrize(
    "source",
    [
        "from torch import nn\nm = nn.Sequential(nn.Conv2d(1, 5, 5), nn.Flatten(), nn.Linear(2880, 10))\n",
        "import torch.nn as n\nm: n.Module = n.Sequential(n.Flatten(), n.Linear(784, 10))\nprint(m)\n",
        "from torch.nn import *\nSequential(Flatten(), Linear(28 * 28, 10))",
        "from collections import OrderedDict as D\nnn.Sequential(D(a=nn.Flatten(), b=nn.Linear(784, 10)))",
        "sizes = [784, 10]\nm = nn.Sequential(nn.Flatten(), nn.Linear(*sizes))",
        "m = nn.Sequential(nn.Flatten())\nm.append(nn.Linear(784, 10))\nif __name__ == 'x':\n    train(m)",
    ],
)
def test_a_model_is_read_however_it_is_written(source: str) -> None:
    diagnosis = diagnose(source, PICTURE)
    assert diagnosis.failure is None
    assert (diagnosis.verdict, diagnosis.output) == ("runs", (1, 10))


@pytest.mark.parametrize(
    ("source", "word", "reason"),
    [
        ("net = nn.Sequential(*[nn.ReLU() for _ in range(3)])", "for", "comprehension"),
        ("net = nn.LSTM(28, 64)", "nn.LSTM", "not_in_the_list"),
        ("import timm\nnet = timm.create_model('resnet18')", "timm.create_model", "foreign_name"),
        ("net = eval('nn.ReLU()')", "eval", "builtin"),
        ("net = getattr(nn, 'ReLU')()", "getattr", "builtin"),
        ("net = nn.ReLU().__class__()", "__class__", "attribute_not_read"),
        ("class Net(pl.LightningModule):\n    pass", "", ""),
    ],
)
def test_what_is_beyond_the_doctor_is_named(source: str, word: str, reason: str) -> None:
    diagnosis = diagnose(source, PICTURE)
    assert diagnosis.verdict in ("not_read", "breaks")
    if reason:
        assert [(said.reason, said.word) for said in diagnosis.refusals] == [(reason, word)]
        assert "?" not in diagnosis.refusals[0].en + diagnosis.refusals[0].ko


def test_lines_before_a_loop_keep_their_shapes() -> None:
    source = LENET.replace(
        "        x = x.view", "        for layer in self.more:\n            x = layer(x)\n        x = x.view"
    )
    diagnosis = diagnose(source, PICTURE)
    assert diagnosis.verdict == "not_read"
    assert [line.shape for line in diagnosis.lines[8:10]] == [(1, 6, 12, 12), (1, 16, 4, 4)]
    assert [line.state for line in diagnosis.lines[10:14]] == [
        "not_read",
        "not_read",
        "not_reached",
        "not_reached",
    ]
    assert diagnosis.refusals[0].en.startswith("Line 11 is beyond the doctor: for.")


NO_PICTURES = [(), (0, 1, 28, 28), (1, -1), (1,) * 7, (100_001, 1)]


@pytest.mark.parametrize("shape", [(1,) * 6, (100_000, 1), *NO_PICTURES])
def test_an_input_that_no_picture_has_is_refused(shape: tuple[int, ...]) -> None:
    wanted = ["input_shape"] if shape in NO_PICTURES else []
    assert [said.reason for said in diagnose("nn.Sequential(nn.ReLU())", shape).refusals] == wanted


def test_a_huge_model_is_counted_and_never_built() -> None:
    diagnosis = diagnose("nn.Sequential(nn.Flatten(), nn.Linear(784, 900_000_000))", PICTURE)
    assert diagnosis.parameters == 784 * 900_000_000 + 900_000_000
    assert diagnose("nn.Sequential(nn.Softmax(1))", (1, 1, 50_000, 50_000)).verdict == "runs"


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    table = sentences()
    source = "\n".join(path.read_text(encoding="utf-8") for path in DOCTOR.glob("*.py"))
    refused = set(re.findall(r'Refus(?:ed|al)\(\s*"(\w+)"', source))
    assert {f"refused_{reason}" for reason in refused} <= set(table)
    kinds = set(re.findall(r'Candidate\(\s*"(\w+)"', source)) | set(
        re.findall(r'\(\("?(\w+)", text\) for', source)
    )
    assert {f"fix_{kind}" for kind in kinds} <= set(table)
    geometry = set(REFUSAL_MESSAGES) - {"in_channels_differ", "not_three_axes", "not_two_axes"}
    assert geometry <= set(table)
    mends = "\n".join(path.read_text(encoding="utf-8") for path in (DOCTOR.parent / "mends").glob("*.py"))
    assert set(re.findall(r'return \(?"(\w+)", ', mends)) <= set(table)
    assert len(CAUSES) > 15
    for key, both in table.items():
        assert set(both) == {"en", "ko"}
        values = [sorted(re.findall(r"{(\w+)", both[language])) for language in ("en", "ko")]
        assert set(values[0]) == set(values[1]), key


def test_the_report_says_where_why_and_what_helps() -> None:
    diagnosis = diagnose(LENET, PICTURE)
    english, korean = report(diagnosis, "en"), report(diagnosis, "ko")
    assert english.startswith("Line 12 does not fit.")
    assert korean.startswith("12번 줄이 맞지 않습니다.")
    for said in (english, korean):
        assert "mat1 and mat2 shapes cannot be multiplied (1x256 and 400x120)" in said
        assert "nn.Linear(16 * 4 * 4, 120)" in said


def test_terminal_gives_the_report_and_1_where_it_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "model.py"
    file.write_text(LENET, encoding="utf-8")
    assert main([str(file), "--input", "1,1,28,28"]) == 1
    assert "does not fit" in capsys.readouterr().out
    assert main([str(file), "--input", "(1, 1, 32, 32)", "--lang", "ko"]) == 0
    assert "실행됩니다" in capsys.readouterr().out
    assert main([str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["failure"]["reason"] == "features_differ"
    with pytest.raises(SystemExit):
        main([str(tmp_path / "none.py")])
    assert shape_from("1x3x32x32") == (1, 3, 32, 32)


@pytest.mark.slow
def test_terminal_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "cnn_core.doctor", "-", "--input", "1,1,28,28"]
    ran = subprocess.run(
        command, input=LENET, capture_output=True, text=True, check=False, cwd=DOCTOR.parents[1]
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("Line 12 does not fit.")
