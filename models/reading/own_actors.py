"""The user's own actors: names, countries and roles that go before the tables', read from `actors.toml`.

Loaded once, when the gazetteer is made. What is wrong with the file is logged, and the tables alone are used.
"""

from __future__ import annotations

import logging
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from models.reading.version import ACTORS_VARIABLE, own_actors_path
from models.records import ActorKind

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class OwnActorsError(ValueError):
    """The user's file of actors cannot be used; the message says where it is, what is wrong, and what to do."""


def _existing(code: str) -> str:
    from countryinfo import all_countries

    if code not in {info.iso(3) for info in all_countries()}:
        raise ValueError(f"there is no country {code!r} (write its ISO 3166 code of three letters, as UKR)")
    return code


class OwnActor(BaseModel):
    """An actor as the user knows it: its names, and what it is; what is left out stays as the tables have it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name = Field(description="The name it is shown by, and found by as it is written.")
    aliases: tuple[Name, ...] = Field(default=(), description="Further names it is found by.")
    country: Annotated[str, AfterValidator(_existing)] | None = Field(
        default=None, description="Its country, as ISO 3166-1 alpha-3 code."
    )
    kind: ActorKind = Field(default="organization", description="What it is.")
    role: str | None = Field(default=None, pattern="^[A-Z]{3}$", description="Its sector, as GOV, MIL, REB, MED.")


class OwnActors(BaseModel):
    """What a user's file says: actors, pairs of names that are one, pairs that are not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actor: tuple[OwnActor, ...] = Field(default=(), description="Actors, each under [[actor]].")
    same: tuple[tuple[Name, Name], ...] = Field(
        default=(), description="Two names of one actor; the first says which one, and how it is called."
    )
    different: tuple[tuple[Name, Name], ...] = Field(
        default=(), description="Two names that are never taken for one actor."
    )

    def one_name(self, name: str) -> str:
        """The name that stands for this one and those the user says are the same."""
        return next((first for first, other in self.same if other == name), name)

    def told_apart(self, name: str, other: str) -> bool:
        """Whether the user says that two names are not one actor."""
        return (name, other) in self.different or (other, name) in self.different


def load_own_actors(path: Path) -> OwnActors:
    """The actors of a file; none where there is no file. `OwnActorsError` where it cannot be used."""
    advice = "Correct it, or take the file away; until then only the built-in actors are used."
    try:
        return OwnActors.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return OwnActors()
    except UnicodeDecodeError:
        raise OwnActorsError(f"{path}: it is not UTF-8. {advice}") from None
    except OSError as error:
        raise OwnActorsError(f"{path}: cannot be read ({error.strerror}). {advice}") from None
    except tomllib.TOMLDecodeError as error:
        raise OwnActorsError(f"{path}: {error}. {advice}") from None
    except ValidationError as error:
        raise OwnActorsError(f"{path}: {_first_mistake(error)}. {advice}") from None


@cache
def own_actors() -> OwnActors:
    """The user's own actors; where their file is wrong, none, and the log says why."""
    path = own_actors_path()
    if path is None:
        logging.getLogger(__name__).warning(
            "%s must be an absolute path; until it is, only the built-in actors are used.", ACTORS_VARIABLE
        )
        return OwnActors()
    try:
        return load_own_actors(path)
    except OwnActorsError as error:
        logging.getLogger(__name__).warning("%s", error)
        return OwnActors()


def _first_mistake(error: ValidationError) -> str:
    """The first mistake of a file, with the actor or pair it stands in."""
    mistake = error.errors()[0]
    where = [str(part + 1) if isinstance(part, int) else str(part) for part in mistake["loc"]]
    if mistake["type"] == "extra_forbidden" and where[0] == "actor" and where[-1] in ("same", "different"):
        return f"{where[-1]}: it must stand above the first [[actor]]"  # in TOML it is that actor's below
    if mistake["type"] == "extra_forbidden":
        model: type[BaseModel] = OwnActor if where[0] == "actor" else OwnActors
        return f"{' '.join(where)}: there is no such key (there are {', '.join(model.model_fields)})"
    if mistake["type"] == "value_error":
        return f"{' '.join(where)}: {mistake['ctx']['error']}"
    return f"{' '.join(where)}: {mistake['msg'][0].lower()}{mistake['msg'][1:]}"
