"""What runs and is not as meant: what the doctor says of it is so in torch, and its mend ends it."""

import math
import re

import pytest
import torch
import torch.nn.functional as F

from cnn_core.doctor import diagnose
from tests.oracle.test_doctor import model_of
from tests.oracle.test_doctor_as_written import CONV, PICTURE, net

BLOCK = (
    "class Block(nn.Module):\n    def __init__(self, cin):\n        super().__init__()\n"
    "        self.conv = nn.Conv2d(cin, 8, 3)\n    def forward(self, x):\n        return self.conv(x)\n"
)
NEW_AT_EACH_CALL = {
    "a layer where there is no __init__": "class Net(nn.Module):\n\tdef forward(self, x):\n"
    "\t\tx = F.relu(nn.Conv2d(1, 8, 3)(x))\n\t\treturn nn.Conv2d(8, 2, 3)(x)\n",
    "a layer whose size forward computes": net(
        f"{CONV}  # 24×24",
        "x = self.conv(x).flatten(1)\nfc = nn.Linear(x.size(1), out_features=10)\nreturn fc(x)",
    ),
    "layers in a Sequential": net(
        CONV,
        "head = nn.Sequential(\n    nn.Flatten(),\n    nn.Linear(3456, 10),\n)\nreturn head(self.conv(x))",
    ),
    "a block, and a layer of its name": BLOCK
    + net("self.block = nn.ReLU()", "return self.block(Block(1)(x))"),
    "a name with a number that is taken": net(
        "self.conv1 = nn.Conv2d(1, 6, 5)", "conv1 = nn.Conv2d(6, 2, 3)\nreturn conv1(self.conv1(x))"
    ),
    "dropout": net(CONV, "x = nn.Dropout(0.2)(self.conv(x))\nreturn nn.Dropout2d()(x)"),
    "dropout and weights": net(CONV, "return nn.Conv2d(6, 2, 3)(nn.Dropout()(self.conv(x)))"),
    "dropout as a function": net(CONV, "return F.dropout2d(F.dropout(self.conv(x), p=0.2), 0.3)"),
}


@pytest.mark.parametrize("name", NEW_AT_EACH_CALL)
def test_what_is_new_at_each_call_of_a_model_in_use_is_made_once_by_its_mend(name: str) -> None:
    source, x = NEW_AT_EACH_CALL[name], torch.randn(2, 1, 28, 28)
    found = diagnose(source, (2, 1, 28, 28))
    assert found.remarks[0].is_doubtful
    fix = found.mends[0].fix
    model, mended = model_of(source).eval(), model_of(fix.text).eval()
    assert not torch.equal(model(x), model(x))
    assert torch.equal(mended(x), mended(x))
    assert mended(x).shape == model(x).shape == fix.output
    counts = [sum(each.numel() for each in one.parameters()) for one in (model, mended)]
    assert counts == [found.parameters, fix.parameters]
    assert "conv12" not in fix.text
    assert (counts[1] > counts[0]) == ("dropout" not in name or "weights" in name)


def test_a_layer_that_is_another_at_another_call_is_not_made_once() -> None:
    source = net(CONV, "return self.more(self.more(self.conv(x)))")
    more = "    def more(self, x):\n        return nn.Conv2d(x.shape[1], 2, 3)(x)\n"
    found = diagnose(source + more, PICTURE)
    assert [each.reason for each in found.remarks] == ["made_in_forward"]
    assert found.mends == ()


@pytest.mark.parametrize("classes", [2, 10, 1000])
@pytest.mark.parametrize(
    "end", ["nn.Softmax(dim=1)(x)", "F.softmax(x, dim=-1)", "x.softmax(1)", "torch.softmax(x, 1)"]
)
def test_a_loss_of_softmax_taken_twice_is_never_less_than_is_said(end: str, classes: int) -> None:
    source = net(f"self.fc = nn.Linear(784, {classes})", f"x = self.fc(x.flatten(1))\nreturn {end}")
    loss = F.cross_entropy(torch.eye(classes), torch.arange(classes)).item()
    assert diagnose(source, PICTURE).remarks == ()
    source += "model = Net()\nloss = F.cross_entropy(model(x), y)\n"
    one_class = diagnose(source.replace(f"784, {classes}", "784, 1"), PICTURE)  # its loss is always 0
    assert "taken_twice" not in {each.reason for each in one_class.remarks}
    found = diagnose(source, PICTURE)
    said = next(each for each in found.remarks if each.reason == "taken_twice")
    assert said.line == 7
    assert "cross_entropy in line 9" in said.en
    least = float(re.findall(r"below (\d+\.\d+)", said.en)[0])
    assert least <= loss < least + 0.01
    assert found.mends[0].fix.code == "return x"


def test_a_loss_of_a_sigmoid_taken_twice_is_never_less_than_is_said() -> None:
    source = (
        "net = nn.Sequential(nn.Flatten(), nn.Linear(784, 3), nn.Sigmoid())\nloss = nn.BCEWithLogitsLoss()"
    )
    (said,) = [each for each in diagnose(source, PICTURE).remarks if each.reason == "taken_twice"]
    loss = F.binary_cross_entropy_with_logits(torch.ones(1), torch.ones(1)).item()
    assert f"below {math.floor(loss * 100) / 100}" in said.en
