"""A model as somebody wrote it, read and never run: shapes line by line, why it breaks, what mends it."""

from __future__ import annotations

import gc

from cnn_core.doctor.diagnosis import Diagnosis, Failure, Line, Mend, Said, diagnose
from cnn_core.doctor.source import Edit, Span

__all__ = ["Diagnosis", "Edit", "Failure", "Line", "Mend", "Said", "Span", "diagnose", "warm_up"]


FIRST = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3)
        self.norm = nn.BatchNorm2d(4)
        self.up = nn.ConvTranspose2d(4, 4, 2, stride=2)
        self.pool = nn.AvgPool2d(2)
        self.fc = nn.Linear(9, 2)
    def forward(self, x):
        x = F.max_pool2d(F.gelu(self.norm(self.conv(x))), 2)
        x = torch.cat([x, x * 2], 1).mean((2, 3)) if x.ndim < 3 else self.pool(self.up(x) + 1)
        return F.log_softmax(self.fc(x.view(x.size(0), -1)), dim=1)
"""

VALUE = """
class Net(nn.Module):
    def forward(self, x):
        return x.flatten(x)
"""  # a meta tensor asked for its value, which it does not have


def warm_up() -> None:
    """Load what a diagnosis needs: the next one takes milliseconds, opens and imports nothing.

    What is loaded then stays for good: Python's collector leaves it out, which else stops one diagnosis
    in some thousands for 180 ms to walk through all of torch.
    """
    diagnose(FIRST, (2, 1, 14, 14))
    for text in (VALUE, *EVERY_LAYER):
        diagnose(text, (2, 4, 12, 12))
    gc.collect()
    gc.freeze()


EVERY_LAYER = tuple(
    f"nn.Sequential({layer}, nn.Conv2d(3, 3, 3))"
    for layer in (
        "nn.AdaptiveAvgPool2d(2)",
        "nn.AdaptiveMaxPool2d(2)",
        "nn.Conv2d(4, 4, 3, padding='same')",
        "nn.Conv2d(4, 4, 3, padding=1, padding_mode='reflect')",
        "nn.Conv2d(4, 4, 3, padding=1, padding_mode='circular')",
        "nn.Dropout2d()",
        "nn.GLU(1)",
        "nn.GroupNorm(2, 4)",
        "nn.InstanceNorm2d(4)",
        "nn.LayerNorm([4, 12, 12])",
        "nn.LazyConv2d(4, 3), nn.LazyBatchNorm2d(), nn.Flatten(), nn.LazyLinear(3)",
        "nn.LocalResponseNorm(2)",
        "nn.MaxPool2d(2, return_indices=True)",
        "nn.PReLU(), nn.Softplus(), nn.Hardswish(), nn.Mish(), nn.SELU(), nn.CELU(), nn.Hardtanh()",
        "nn.PixelShuffle(2)",
        "nn.Softmax(1), nn.LogSoftmax(1)",
        "nn.Upsample(scale_factor=2)",
        "nn.Upsample(scale_factor=2, mode='bilinear')",
        "nn.ZeroPad2d(1), nn.ReflectionPad2d(1), nn.ReplicationPad2d(1)",
    )
)
