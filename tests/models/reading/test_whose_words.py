"""Whose words a refusal is of, what is refused, and what is done with words alone."""

from __future__ import annotations

import pytest

from tests.models.reading.test_undergone import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togo rejected Benin's plan to patrol the coast of Ghana.", ("REJECT", "Togo", "Benin")),
        ("Togo rejected a Beninese proposal to move the talks to Accra.", ("REJECT", "Togo", "Beninese")),
        ("The court dismissed a complaint lodged by the union against the port.", ("REJECT", "The court", "the union")),
        (
            "Malta vetoed a European Union statement on the arrest of the editor.",
            ("REJECT", "Malta", "European Union"),
        ),
        # What will not be done is refused, and that it is refused has happened.
        ("Oman will not lift the ban on Yemeni fish.", ("REJECT", "Oman", "Yemeni fish")),
        ("Oman will not release the pilots.", ("REJECT", "Oman", "the pilots")),
        # Attacks with words accuse.
        ("The senator launched a scathing attack on Mayor Ann Hall.", ("ACCUSE", "The senator", "Mayor Ann Hall")),
    ],
)
def test_whose_words_are_refused(read, text, expected) -> None:
    events = read(text).events
    assert expected in told(read(text))
    assert next(e for e in events if e.category == expected[0]).status == "happened"


def test_a_statement_is_released_not_let_go(read) -> None:
    assert told(read("Chile and Peru released a joint statement criticising abuses in Haiti.")) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hezbollah denied it was behind a rocket attack on northern Israel that killed a farmer.", "negated"),
        ("Hezbollah denied responsibility for the rocket attack on northern Israel.", "negated"),
        ("Hezbollah denied any part in the rocket attack on northern Israel.", "negated"),
        ("Hezbollah said it was behind a rocket attack on northern Israel.", "happened"),
    ],
)
def test_who_owns_up_to_a_deed_or_disowns_it(read, text, status) -> None:
    events = read(text).events
    attack = next(e for e in events if e.verb == "attack")
    assert (attack.sources[0].actor.country, attack.targets[0].actor.country, attack.status) == ("LBN", "ISR", status)
    assert "REJECT" not in {e.category for e in events}
    assert all(e.status == "happened" for e in events if e.verb == "kill")  # what a relative clause adds is not denied
