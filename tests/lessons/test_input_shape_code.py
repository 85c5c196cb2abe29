"""The code below the figure runs as it stands and prints what it promises; no text that comes is run."""

import json
import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from lessons.input_shape.code import TABLE
from lessons.input_shape.pictures import wide_photo
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.lessons.test_asked_code import answered, prints
from tests.lessons.test_live_pytorch import run_alone

START = {setting.name: setting.default for setting in TABLE.asked}

RUNS = 60
CHAINS = (
    "",
    "permute:2,0,1",
    "permute:2,0,1.view:-1",
    "permute:2,0,1.contiguous.view:3,64",
    "reshape:3,-1.flatten:1",
    "unsqueeze:4",
    "permute:2,0",
    "flatten.view:5,-1",
)


SNIPPETS = [
    START | {"view": "mend", "snippet": name, "mend": mend}
    for name, mend in product(TABLE.settings["snippet"].choices, range(4))
]
FILES = [
    START | {"view": "file"} | dict(zip(("permute", "scale", "batch"), steps, strict=True))
    for steps in product((0, 1), repeat=3)
]
# A file that runs each of the codes beside it by itself, and prints what each has printed.
EACH_BY_ITSELF = """
import io, json
from contextlib import redirect_stdout

printed = []
for code in json.load(open("codes.json", encoding="utf-8")):
    with redirect_stdout(io.StringIO()) as said:
        exec(code, {})
    printed.append(said.getvalue().rstrip().splitlines())
print(json.dumps(printed))
"""


def assert_prints_what_it_promises(**changes: object) -> None:
    answer = answered("input_shape", START | changes)
    assert answer["printed"]
    assert prints(answer["code"]) == answer["printed"], answer


@pytest.mark.slow
def test_code_with_pictures_runs_in_an_empty_folder_without_this_repository(tmp_path: Path) -> None:
    answers = [answered("input_shape", state, at) for at, state in enumerate([*SNIPPETS, *FILES])]
    codes = ["\n".join(answer["code"]) for answer in answers]
    assert sum("frombytes" in code or "frombuffer" in code for code in codes) > len(codes) / 2
    (tmp_path / "codes.json").write_text(json.dumps(codes), encoding="utf-8")
    said = json.loads(run_alone(EACH_BY_ITSELF, tmp_path))
    assert said == [answer["printed"] for answer in answers]
    assert all(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_says_which_pixels_it_carries(language: Language) -> None:
    answer = answered("input_shape", FILES[0], LANGUAGES.index(language))
    line = next(line for line in answer["code"] if line.startswith("photo = "))
    assert "4,608" in line.split("# ")[1]
    names: dict[str, Any] = {}
    exec("\n".join([*answer["code"][:6], line]), names)
    assert names["photo"].size == wide_photo().size
    assert names["photo"].tobytes() == wide_photo().tobytes()


def test_code_of_tensors_that_are_built() -> None:
    chance = random.Random(9)
    for _ in range(RUNS):
        shape = [chance.randint(1, 12) for _ in range(chance.randint(1, 4))]
        assert_prints_what_it_promises(
            shape=",".join(map(str, shape)),
            dtype=chance.choice(["float32", *TABLE.settings["dtype"].choices]),
            in_channels=chance.choice([shape[-3] if len(shape) > 2 else 1, 3]),
            kernel_size=chance.randint(1, 7),
            padding=chance.randint(0, 2),
        )


@pytest.mark.parametrize("chain", CHAINS)
def test_code_of_calls_on_the_small_picture(chain: str) -> None:
    assert_prints_what_it_promises(view="memory", ops=chain)


def test_a_drill_shows_no_code_before_its_answer() -> None:
    answer = answered("input_shape", START | {"view": "drill"})
    assert "nn." not in "".join(answer["code"])
    assert answer["printed"] == []
