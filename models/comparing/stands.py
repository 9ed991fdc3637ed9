"""Which two stands cannot both be: at two ends of one axis, with other figures, on other days, and of one thing.

Pure, and of two gists alone. Whether they are of one thing is weighed by `topics`; this has each kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from models.comparing.figures import dates, figures, may_count, may_date, once, unit
from models.comparing.matters import Statement, doers, is_country, is_dated, is_office, listed, meet, same_speaker
from models.comparing.matters import TURN_DAYS, Statement, doers, is_country, is_dated, is_office, listed, meet, same_speaker
