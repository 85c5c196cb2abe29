"""The page of the doctor, without a browser: its examples, what it makes of a diagnosis, its links."""

import json
import math
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from cnn_core import doctor
from cnn_core.doctor.places import PATTERNS
from cnn_core.doctor.silent import SILENT
from lessons.catalog import lesson
from lessons.kit.i18n.labels import TABLE
from tests.oracle import test_doctor
from tests.oracle.test_doctor import run_by_torch, shape_of
from tests.oracle.twin import told
from tests.settings_states import written_of

HERE = lesson("doctor").folder
OPENS_IN = ("conv2d", "maxpool2d", "output_size")
EXAMPLES: list[dict[str, str]] = json.loads((HERE / "examples.json").read_text(encoding="utf-8"))
MISTAKES = {
    "flatten": "features_differ",
    "grey": "channels_differ",
    "not_flat": "not_flat",
    "pooled": "pooling_larger_than_input",
    "norm": "num_features_differ",
}


def shape(written: str) -> tuple[int, ...]:
    return tuple(int(size) for size in written.split(","))


@cache
def diagnoses() -> tuple[dict[str, Any], ...]:
    items = [(item["source"], shape_of(item)) for item in test_doctor.items()]
    items += [(each["text"], shape(each["input_shape"])) for each in EXAMPLES]
    return tuple(json.loads(json.dumps(doctor.diagnose(*item).as_data())) for item in items)


@cache
def said_of_all() -> list[dict[str, Any]]:
    return said_of(diagnoses())


def said_of(found: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    tables = {lesson(name).address[1:]: written_of(name) for name in OPENS_IN}
    return told("doctor", {"tables": tables, "diagnoses": found})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_an_example_is_what_its_name_says(example: dict[str, str]) -> None:
    name, given = example["name"], shape(example["input_shape"])
    found = doctor.diagnose(example["text"], given)
    if name in MISTAKES:
        assert found.failure is not None
        assert found.failure.reason == MISTAKES[name]
        with pytest.raises((RuntimeError, ValueError)):
            run_by_torch(example["text"], given)
    else:
        assert (found.output, found.parameters) == run_by_torch(example["text"], given)
        assert (name == "batch") == ("batch_changed" in {said.reason for said in found.remarks})
    assert bool(found.mends) == (name in {*MISTAKES, "batch"})


def test_the_notes_network_has_the_numbers_that_the_course_names() -> None:
    (note,) = [each for each in EXAMPLES if each["name"] == "note"]
    assert doctor.diagnose(note["text"], shape(note["input_shape"])).parameters == 7_340


@pytest.mark.slow
def test_bricks_are_the_shapes_that_change_in_their_order() -> None:
    for found, said in zip(diagnoses(), said_of_all(), strict=True):
        last, wanted = found["input_shape"], [found["input_shape"]]
        for step in found["steps"]:
            is_one = step["shape"] and not isinstance(step["shape"][0], list)
            if is_one and step["shape"] != last:
                last = step["shape"]
                wanted.append(last)
        one_picture = [sizes[1:] if len(sizes) in (2, 4) else sizes for sizes in wanted]
        drawn = [brick["sizes"] for brick in said["stack"]["bricks"]]
        assert drawn == [sizes for sizes in one_picture if len(sizes) in (1, 3)]
        assert 0 < said["stack"]["cell"] <= 16
        assert 0 < said["stack"]["number"] <= 16


ALIKE = "nn.Sequential(nn.Conv2d(1, 8, 8), nn.Conv2d(3, 16, 3))"
"""The number that is put in stands there before, too."""
TOKEN = re.compile(r"\d+\.\d*|\w+|\*\*|//|[-+*/=!<>]=|.")


@cache
def mistaken() -> tuple[dict[str, Any], ...]:
    """Return diagnoses of the examples with one number of each that is another one."""
    given = shape("1,1,28,28")
    items = [(ALIKE, given), (ALIKE.replace("3, 16, 3", "1, 5, 5"), given)]
    for each in EXAMPLES:
        numbers = list(re.finditer(r"(?<=[( ])\d+(?=[,) ])", each["text"]))
        for at, number in enumerate(numbers):
            other = (8, 500, 28, 2000)[at % 4]
            text = each["text"][: number.start()] + str(other) + each["text"][number.end() :]
            items.append((text, shape(each["input_shape"])))
    return tuple(json.loads(json.dumps(doctor.diagnose(*item).as_data())) for item in items)


CUT = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 5, 5)
        self.fc = nn.Linear(700, 10)

    def forward(self, x):
        return self.fc(self.conv(x).view(-1, 720))
"""
"""Its rows of 720 are no picture of 5 × 24 × 24."""


def test_the_numbers_in_a_row_are_those_of_the_map_that_is_said_to_be_laid_there() -> None:
    cut = json.loads(json.dumps(doctor.diagnose(CUT, shape("1,1,28,28")).as_data()))
    assert cut["failure"]["values"]["given"] == 720
    came = [said["came"] for said in said_of((*diagnoses(), *mistaken(), cut))]
    rows = [json.loads(each)[1] for each in came if each]
    assert len(rows) > 5
    for each in rows:
        assert math.prod(int(side) for side in each["product"].split(" × ")) == each["n"]


def alike(old: list[str], new: list[str]) -> int:
    """Return how many tokens two lines begin with alike."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def new_in(old: str, new: str) -> tuple[int, str]:
    """Return where a line begins to differ from what it was, and its tokens from there to the last other."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    first = alike(before, after)
    last = alike(before[first:][::-1], after[first:][::-1])
    wanted = "".join(after[first : len(after) - last])
    bare = wanted.strip(" ,\t") or wanted.strip()
    return len("".join(after[:first])) + wanted.index(bare), bare


def test_what_is_underlined_is_what_differs_from_the_code_as_it_is_written() -> None:
    within = 0
    found = (*diagnoses(), *mistaken())
    for each, said in zip(found, said_of(found), strict=True):
        for mend, parts in zip(each["mends"], said["parts"], strict=True):
            if not parts:
                continue
            fix, (edit, *_) = mend["fix"], mend["fix"]["edits"]
            before, changed, after = parts
            assert before + changed + after in (fix["code"], fix["code"].removesuffix(","))
            lines, line = fix["text"].split("\n"), edit["span"]["line"]
            if edit["span"]["end_line"] == line and "\n" not in edit["text"]:
                place, wanted = new_in(each["lines"][line - 1]["text"], lines[line - 1])
                assert changed == wanted, fix["code"]
                assert not wanted or lines[line - 1].index(fix["code"]) + len(before) == place, fix["code"]
                within += 1
            else:
                assert edit["text"].strip(" ,\t\n").startswith(changed), fix["code"]
    assert within > 60


def test_a_line_is_the_same_in_pieces_and_its_place_is_found() -> None:
    for found, said in zip(diagnoses(), said_of_all(), strict=True):
        assert said["lines"] == [line["text"] for line in found["lines"]]
        assert said["places"] == [line["number"] for line in found["lines"]]
        for line, text in zip(found["lines"], said["shapes"], strict=True):
            if line["shape"] and not isinstance(line["shape"][0], list):
                assert text == str(tuple(line["shape"]))


def test_the_verdict_follows_the_core_and_leads_to_its_line() -> None:
    looks = {"breaks": {"breaks"}, "not_read": {"not_read"}, "runs": {"runs", "doubt"}, "nothing": {"empty"}}
    for found, said in zip(diagnoses(), said_of_all(), strict=True):
        verdict = said["verdict"]
        if found["refusals"]:
            assert verdict["look"] == "not_read"
        else:
            assert verdict["look"] in looks[found["verdict"]]
            doubtful = {remark["reason"] for remark in found["remarks"]} & SILENT
            assert found["verdict"] != "runs" or (verdict["look"] == "doubt") == bool(doubtful)
        if found["failure"]:
            assert said["trouble"] == found["failure"]["line"] or found["failure"]["line"] is None


def argument(text: str) -> object:
    sizes = [
        None if each == "None" else int(each) if each.lstrip("-").isdigit() else each
        for each in text.split(",")
    ]
    return sizes[0] if len(sizes) == 1 else sizes


def same(ours: object, theirs: object) -> bool:
    """Return whether an argument in an address is the one of the layer: 5 is [5, 5], 1 is True."""
    one, other = [[each, each] if isinstance(each, int) else each for each in (ours, theirs)]
    return one == other


def test_links_hold_the_layer_as_it_is_in_settings_that_the_page_has() -> None:
    seen: dict[str, int] = {}
    links: list[dict[str, str]]
    for found, said in zip(diagnoses(), said_of_all(), strict=True):
        for step, links in zip(found["steps"], said["links"], strict=True):
            for link in links:
                address = urlsplit(link["address"])
                seen[link["page"]] = seen.get(link["page"], 0) + 1
                query = dict(parse_qsl(address.query))
                name = query.pop("layer", "Conv2d")
                assert step["layer"]["name"] == name
                height, width = (str(size) for size in step["given"][-2:])
                for each, size in (("height", height), ("width", width), ("size", height)):
                    assert query.pop(each, size) == size
                given = step["layer"]["arguments"]
                for key, value in query.items():
                    wanted = given["kernel_size"] if key == "stride" and given[key] is None else given[key]
                    assert same(argument(value), wanted) or argument(value) == given[key], (link, key)
                required = {"kernel_size", "stride", "padding"} & set(given)
                assert required <= set(query)
    assert {page: count > 20 for page, count in seen.items()} == {
        "conv2d": True,
        "maxpool2d": True,
        "output-size": True,
    }


def test_every_part_of_a_message_has_its_name() -> None:
    roles = {name for pattern in PATTERNS for name in re.compile(pattern).groupindex}
    source = (HERE / "view" / "explaining.js").read_text(encoding="utf-8")
    unnamed = {role for role in roles if f"doctor.role_{role}" not in TABLE and f'"{role}"' not in source}
    assert unnamed == set()
