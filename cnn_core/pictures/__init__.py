"""A visitor's picture: the bytes of a file become, step by step, 28 x 28 numbers for the live network."""

from cnn_core.pictures.decoding import MESSAGES, PictureError
from cnn_core.pictures.looking import Seen
from cnn_core.pictures.preparing import CHOICES, REMARKS, STEPS, WAYS, Outline, Prepared, Step, prepare

__all__ = [
    "CHOICES",
    "MESSAGES",
    "REMARKS",
    "STEPS",
    "WAYS",
    "Outline",
    "PictureError",
    "Prepared",
    "Seen",
    "Step",
    "prepare",
]
