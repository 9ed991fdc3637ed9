"""The reader's clock: the zone of the settings, or the system's."""

from __future__ import annotations

import datetime as dt

from tui.clock import now


def test_a_zone_of_the_settings_tells_the_day() -> None:
    west, east = now("Pacific/Pago_Pago"), now("Pacific/Kiritimati")
    assert east.utcoffset() == dt.timedelta(hours=14)
    assert east.date() > west.date()  # 25 hours apart: never the same day


def test_without_a_zone_the_system_tells_it() -> None:
    here = now(None)
    assert here.utcoffset() == dt.datetime.now().astimezone().utcoffset()
