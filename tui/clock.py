"""The reader's clock: this moment in the time zone of the settings, or else of the system.

Asked when something is looked at, never ticking.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def now(zone: str | None) -> dt.datetime:
    """This moment where the reader is; `zone` is a name that the settings have checked, None the system's own."""
    return dt.datetime.now(ZoneInfo(zone)) if zone else dt.datetime.now().astimezone()
