"""What a cell sees of the picture after a layer or function: where torch has a gradient, or nothing."""

import pytest
import torch

from cnn_core.doctor import diagnose
from tests.oracle.test_doctor import model_of
from tests.oracle.test_doctor_as_written import PICTURE, net

INIT = """self.conv, self.fc = nn.Conv2d(1, 4, 3), nn.LazyLinear(2)
self.d = nn.Conv2d(4, 4, 3, padding=1)"""
# What leaves these is known, and what leaves those is not: `y` is a map of 4 channels, 26×26.
SEEN = (
    *("y.mean(1)", "y.amax(1, keepdim=True)", "y.std(1)", "y.softmax(1)", "F.normalize(y)", "y.mean()"),
    *("y.mean((2, 3))", "y.norm(2, (2, 3))", "y * y.mean((2, 3), True)", "self.d(y) + y", "self.d(y[0])"),
    *("torch.cat([y, self.d(y)], 1)", "y[:, :, ::2, ::2]", "y.permute(0, 2, 3, 1)", "self.fc(y.flatten(1))"),
    *("self.d(y.chunk(1, 1)[0])", "self.fc(self.d(y).permute(0, 1, 2, 3).view(1, -1))"),
    "self.d(y.view(1, 2, 2, 26, 26).transpose(1, 2).reshape(1, 4, 26, 26))",
)
NOT_SEEN = (
    *("self.d(y[:, :, ::2, ::2])", "self.d(F.interpolate(y, scale_factor=2))", "y + y.roll(5, 3)"),
    *("y.flatten(2).transpose(1, 2) @ y.flatten(2)", "y.softmax(3)", "y.mean(2)", "F.layer_norm(y, [26])"),
    *("self.fc(x.view(2, 392))", "self.fc(y.permute(0, 2, 3, 1))", "y + y.flip(3)", "F.unfold(y, 3)"),
    *("torch.einsum('nchw,nchv->nwv', y, y)", "F.normalize(y, dim=3)", "y + y.transpose(2, 3)"),
    *("y.std(3)", "y.cumsum(2)"),
)


@pytest.mark.parametrize("code", SEEN + NOT_SEEN)
@pytest.mark.filterwarnings("ignore:Lazy modules")
def test_what_a_cell_is_said_to_see_has_a_gradient_in_torch(code: str) -> None:
    source = net(INIT, f"y = self.conv(x)\nreturn {code}")
    told = diagnose(source, PICTURE).steps[-1].sees
    x = torch.randn(PICTURE, requires_grad=True)
    output = model_of(source)(x)
    output[tuple(size // 2 for size in output.shape)].backward()
    assert x.grad is not None
    rows, columns = (x.grad[0, 0] != 0).nonzero().T
    size = tuple(int(each.max() - each.min()) + 1 for each in (rows, columns))
    assert told == (None if code in NOT_SEEN else "all" if size == (28, 28) else size)
