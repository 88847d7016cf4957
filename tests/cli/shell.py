"""What the tests of the command line share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

COMMAND = Path(sys.executable).with_name("marsad")  # the real one, beside this Python
SENTENCE = "قصفت المدفعية قرية كفرنبل."  # artillery shelled the village of Kafr Nabl: one claim


class Run(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Marsad = Callable[..., Run]
