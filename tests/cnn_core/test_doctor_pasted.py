"""The doctor on what is pasted: what is said of it is so, where it runs and where it does not."""

import pytest

from cnn_core.doctor import diagnose

PICTURE = (1, 1, 28, 28)
MAPS = "class Net(nn.Module):\n    def forward(self, x):\n        return "
CONV = """class {name}(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3)
    def forward(self, x):
        return self.conv(x)
"""
IN_A_LIST = "[nn.Conv2d(1, 8, 3)]"
HIDDEN = CONV.format(name="Net").replace(IN_A_LIST[1:-1], IN_A_LIST).replace("conv(x)", "conv[0](x)")
A, B = CONV.format(name="A"), CONV.format(name="B")


@pytest.mark.parametrize(
    ("source", "line", "reasons"),
    [
        (f"{MAPS}nn.Conv2d(1, 8, 3)(x)", 3, ["made_in_forward"]),
        (f"{A}{MAPS}A()(x)", 9, ["made_in_forward"]),
        (f"{MAPS}nn.Sequential(nn.Conv2d(1, 8, 3), nn.Conv2d(8, 8, 3))(x)", 3, ["made_in_forward"]),
        (f"{MAPS}nn.ReLU()(nn.MaxPool2d(2)(x))", None, []),
        (f"{MAPS}nn.Linear(28, 5)(nn.Conv2d(1, 8, 3, padding=1)(x))", 3, ["made_in_forward"]),
        (f"{MAPS}nn.Dropout()(x)", 3, ["dropout_in_forward"]),
        (f"{MAPS}F.dropout(x, 0.5)", 3, ["dropout_without_training"]),
        (f"{MAPS}F.dropout(x, 0.5, self.training)", None, []),
        (f"{MAPS}F.dropout(x, training=True)", None, []),
        (f"{MAPS}F.alpha_dropout(x)", None, []),
        (f"{MAPS}nn.ReLU(x)", 3, ["tensor_as_setting"]),
        (HIDDEN, 4, ["list_hides_layers"]),
        (HIDDEN.replace(IN_A_LIST, "[nn.ReLU()]"), None, []),
        (HIDDEN.replace(IN_A_LIST, f"l = {IN_A_LIST}; self.net = nn.Sequential(*l)"), None, []),
        (A.replace("return", "if not self.training:\n            return"), None, ["nothing_returned"]),
        (A.replace("return self", "if self.training:\n            return x\n        return self"), None, []),
        (A.replace("return", "return x if self.training else"), None, []),
        (f"{MAPS}x.squeeze()", 3, ["batch_squeezed"]),
        (f"{MAPS}x.mean((2, 3)).squeeze()", 3, ["batch_squeezed"]),
        (f"{MAPS}x.squeeze(1)", None, []),
        (f"{MAPS}x.flatten(1).squeeze(0)", None, []),
        (f"{MAPS}x.squeeze().unsqueeze(0)", None, []),
        (f"{MAPS}x[0].squeeze()", None, []),
    ],
)
def test_what_runs_and_is_not_meant_is_said_with_its_line(
    source: str, line: int | None, reasons: list[str]
) -> None:
    said = [each for each in diagnose(source, PICTURE).remarks if each.reason != "several_models"]
    assert [each.reason for each in said] == reasons
    assert all(each.line == line and each.en.startswith("It runs, but") for each in said)


def test_what_does_not_run_is_not_said_to_run() -> None:
    for end in ("x.view(7)", "[each(x) for each in self.conv][0]"):
        found = diagnose(HIDDEN.replace("self.conv[0](x)", end), PICTURE)
        assert found.verdict != "runs"
        assert [each.en.split()[0] for each in found.remarks] == ["In"]


def test_a_mend_of_one_mistake_is_offered_beside_another_and_changes_all_of_a_kind() -> None:
    lists = f"self.a = {IN_A_LIST}\n        self.b = {IN_A_LIST}"
    source = HIDDEN.replace(f"self.conv = {IN_A_LIST}", lists)
    found = diagnose(source.replace("self.conv[0](x)", "F.dropout(x)"), PICTURE)
    reasons = ["list_hides_layers", "dropout_without_training"]
    assert [each.reason for each in found.remarks if "runs" in each.en] == reasons
    texts = [mend.fix.text for mend in found.mends]
    assert sorted(text.count("nn.ModuleList([") for text in texts) == [0, 2]
    assert sorted(text.count("training=self.training") for text in texts) == [0, 1]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (A + B, "line 7 was read, and not `A`."),
        (f"{A}{B}model = A()", "line 13 was read, and not `B`."),
        (f"{A}{B}a = A()\nb = B()", "line 14 was read, and not `a`."),
        (
            "a = nn.Sequential(nn.ReLU())\nb = nn.Sequential(nn.Conv2d(3, 1, 3))",
            "line 2 was read, and not `a`.",
        ),
        ("a = nn.Sequential(nn.ReLU())\nb = nn.Sequential(a, nn.ReLU())", ""),
        (f"{A}class B(A):\n    pass\n", ""),
        (f"{A}model = A()\nmodel = model.to('cpu')\nsame = model", ""),
        (f"from torch.utils.data import Dataset\nclass Digits(Dataset):\n    pass\n{A}", ""),
    ],
)
def test_of_two_models_it_is_said_which_one_is_read(source: str, said: str) -> None:
    remarks = [each for each in diagnose(source, PICTURE).remarks if each.reason == "several_models"]
    assert [each.en.partition("that of ")[2] for each in remarks] == [said] * bool(said)


@pytest.mark.parametrize(
    ("source", "reason", "said"),
    [
        ('nn.Sequential({"conv": nn.Conv2d(1, 8, 3)})', "dict_in_sequential", "OrderedDict"),
        ("!pip install torch\nnn.Sequential(nn.ReLU())", "notebook_command", "code"),
        (f"{MAPS}x".replace("self, x", "x"), "forward_without_self", "`self`"),
    ],
)
def test_a_mend_is_described_as_what_it_does(source: str, reason: str, said: str) -> None:
    diagnosis = diagnose(source, PICTURE)
    assert diagnosis.failure is not None
    assert diagnosis.failure.reason == reason
    for words in (diagnosis.mends[0].en, diagnosis.mends[0].ko):
        assert said in words or "코드" in words
        assert "self." not in words


def test_of_a_text_that_is_too_long_nothing_is_said_to_be_read() -> None:
    for text in ("x = 1\n" * 252, "#" * 29_995):
        said = diagnose(text, PICTURE).refusals[0]
        assert "At most" in said.en
        assert "까지 읽" in said.ko


@pytest.mark.parametrize(
    ("layers", "shape", "mended"),
    [
        ("nn.Conv2d(1, 4, 3), nn.BatchNorm3d(4)", (8, 1, 28, 28), ["nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4)"]),
        ("nn.Conv1d(1, 4, 3), nn.BatchNorm2d(4)", (8, 1, 28), ["nn.Conv1d(1, 4, 3), nn.BatchNorm1d(4)"]),
        ("nn.Conv2d(1, 4, 3), nn.MaxPool1d(2)", PICTURE, ["nn.Conv2d(1, 4, 3), nn.MaxPool2d(2)"]),
        ("nn.MaxPool1d(2)", PICTURE, ["nn.MaxPool2d(2)"]),
        ("*[nn.MaxPool2d(2)] * 6", (1, 1, 32, 32), []),
    ],
)
def test_only_what_may_be_meant_is_offered(layers: str, shape: tuple[int, ...], mended: list[str]) -> None:
    found = diagnose(f"nn.Sequential({layers})", shape)
    assert [mend.fix.code for mend in found.mends] == [f"nn.Sequential({each})" for each in mended]
    assert found.failure is not None
    assert found.failure.reason in ("other_axes", "pooling_larger_than_input")
