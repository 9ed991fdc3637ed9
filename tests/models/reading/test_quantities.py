"""The numbers of a dispatch as they are compared: how far they reach."""

import pytest

from models.library import read_dispatch


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ("20", (20, 20)),
        ("more than 20", (20, None)),
        ("no more than 20", (None, 20)),
        ("fewer than 20", (None, 20)),
        ("no fewer than 20", (20, None)),
        ("not less than 20", (20, None)),
    ],
)
def test_the_words_before_a_number_bound_it(told, bounds):
    reading = read_dispatch(f"LIMA, June 20 (Sample Wire) - The flood in Peru killed {told} people on Monday.")
    found = {(number.low, number.high) for gist in reading.gists for number in gist.quantities}
    assert found == {bounds}
