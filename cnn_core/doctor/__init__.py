"""A model as somebody wrote it, read and never run: shapes line by line, why it breaks, what mends it."""

from cnn_core.doctor.diagnosis import Diagnosis, Failure, Line, Mend, Said, diagnose
from cnn_core.doctor.source import Edit, Span
from cnn_core.doctor.warming import warm_up

__all__ = ["Diagnosis", "Edit", "Failure", "Line", "Mend", "Said", "Span", "diagnose", "warm_up"]
