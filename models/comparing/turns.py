"""Whether one who speaks twice has turned: a named person on two days, at two ends of one axis, in one matter.

What one person says twice of one matter is rare, so that less must be shared than where two speak.
"""

from __future__ import annotations

from typing import Final

from models.comparing.ends import between, by_side, personal, telling
from models.comparing.matters import TURN_DAYS, Statement, doers, is_country, is_named, is_office, listed, persons_apart
from models.comparing.tables import of_happenings
from models.comparing.topics import NEXT_TO_NOTHING, Topic, is_light
from models.comparing.views import once_of, view
from models.reading.synonyms import senses
from models.records import Gist

#: What is told within so many days of its own is news.
NEWS_DAYS: Final = 7
#: What a thing weighs that both clauses are about, by name or not, and one of the clause of one and the lead of other.
_NAMED: Final = 2.0
_OWN: Final = 1.0
_BESIDE: Final = 0.5
#: How much must be shared; and where each side is about something that the other dispatch has nowhere.
_ENOUGH: Final = 2.5
_ENOUGH_APART: Final = 3.0
#: So many words of their leads make two dispatches one story, the speaker's names among them.
_RICH: Final = 6
#: Of a person's own office or candidacy, and of where the parties are all that is spoken of.
_ENOUGH_PERSONAL: Final = 1.5


def one_person(x: Gist, y: Gist) -> str:
    """The surname of the person who speaks in both, or speaks in one of what it does in the other; else nothing."""
    for one, other in ((x, y), (y, x)):
        name = _surname(one.speakers)
        if name and _surname(other.speakers) == name and not _countries_apart(x, y):
            return "" if persons_apart(x.speakers, y.speakers) else name
        if name and not other.speakers and name in {*other.called, *other.names} and _acts(other, name, one.speakers):
            return name
    return ""


def voices(gist: Gist) -> list[str]:
    """The surnames under which a stand is found as one of a person: who speaks, or is told to do something."""
    told = gist.called[:2] if gist.agents and not gist.speakers else ()
    return sorted({name for name in (_surname(gist.speakers), *told, *_doing(gist)) if name})


def _doing(gist: Gist) -> list[str]:
    return [name for key in gist.agents if (name := key.rpartition("-")[2]) in {*gist.called, *gist.names}]


def _surname(speakers: tuple[str, ...]) -> str:
    """The last name of who speaks, where it is a person who is named in full or by it."""
    if not speakers or not is_named(speakers[0]) or is_office(speakers[0]):
        return ""
    return speakers[0].rpartition("-")[2]


def _acts(gist: Gist, name: str, speakers: tuple[str, ...]) -> bool:
    """Whether it is the person who does it, by name or as one of its country."""
    if gist.acting:
        return not persons_apart(gist.acting, speakers)
    return name in _doing(gist) or (name in gist.called[:2] and not {*gist.agents}.isdisjoint(speakers))


def _countries_apart(x: Gist, y: Gist) -> bool:
    one, other = ({key for key in g.speakers if is_country(key)} for g in (x, y))
    return bool(one and other and not one & other)


def is_one_matter(x: Gist, y: Gist, about: Topic, personal: bool, between: bool, telling: bool) -> bool:
    """Whether what one person says on two days is likely of one matter.

    `between` parties, which are named then; `telling` by itself of which thing it is.
    """
    parties = _beside(x) & _beside(y)
    if min(about.alone) >= 1 and not about.foremost and not (parties and (between or len(parties) > 1)):
        return False
    enough = _ENOUGH_PERSONAL if personal else _ENOUGH_APART if min(about.alone) >= 1 else _ENOUGH
    if telling and about.settings >= _RICH and min(about.alone) < 1:
        return True
    words = shared(x, y)
    if not (about.foremost or parties or personal or words >= _ENOUGH_APART):
        return False  # who speaks often says much of many things
    if words < _BESIDE and max(about.alone) >= _ENOUGH_APART:
        return False  # "ready for talks with India on gas", "no talks with India over land"
    return words + _OWN * len(parties) >= enough


def is_bare(about: Topic) -> bool:
    """Whether neither clause is of anything that the other dispatch has not, and both dispatches are of one story."""
    return max(about.alone) <= NEXT_TO_NOTHING and about.settings >= 2 and about.known >= 2


def own_positions(a: Statement, b: Statement, kinds: set[str]) -> bool:
    """Whether two of different days tell a country's own position, by itself or by the dispatch, as news."""
    x, y = a.gist, b.gist
    if kinds != {"position"} or (x.speakers and y.speakers) or a.said == b.said:
        return False
    if _is_a_deed(x) and y.mood == "fact":
        return False  # who met and later did not has not turned; who refuses to meet may have
    days = [(s.said, day) for s in (a, b) for day in (s.gist.first, s.gist.last) if day is not None]
    if any(abs((said - day).days) > NEWS_DAYS for said, day in days):
        return False
    doing = {key for key in {*x.agents} & {*y.agents} if is_country(key)}
    return bool(doing) and all(not g.speakers or bool({*g.speakers} & doing) for g in (x, y))


@once_of
def _is_a_deed(gist: Gist) -> bool:
    """Whether a dispatch tells by it what took place, and nobody's stand: "met in the afternoon"."""
    sides = {side + axis for axis, side in by_side(gist).items()}
    return gist.mood == "fact" and not gist.speakers and bool(sides) and sides <= of_happenings("took_place")


def parties_apart(x: Gist, y: Gist) -> bool:
    """Whether both name parties beside those who act and speak, a country among them, and none is the same."""
    one, other = _beside(x), _beside(y)
    return bool(one and other) and not one & other and any(map(is_country, one | other))


@once_of
def _beside(gist: Gist) -> set[str]:
    """The parties of a clause beside those who speak and act."""
    return {*gist.others} - {*gist.speakers} - {*gist.agents}


def shared(x: Gist, y: Gist) -> float:
    """By weight, what both clauses are about, and what one is about and the lead of the other has."""
    one, other = view(x), view(y)
    tellers = {word for g in (x, y) for key in g.speakers for word in key.split("-")} | {*x.called, *y.called}
    names = {*x.names, *y.names}
    found: dict[str, float] = {}
    for mine, theirs in ((one, other), (other, one)):
        own, around = theirs.own, theirs.around
        met = mine.meeting(theirs)
        for word in mine.own.words:
            if word not in met or word in tellers or is_light(word) or word in listed("own", "holders"):
                continue
            if (sense := own.met(word)) is not None:
                found[sense] = max(found.get(sense, 0), _NAMED if word in names else _OWN)
            elif (sense := around.met(word)) is not None and not senses(word) & found.keys():
                found[sense] = max(found.get(sense, 0), _BESIDE)
    return sum(found.values())


def _is_of_others(gist: Gist, other: Gist) -> bool:
    """Whether one tells what another does: a person by name, or those of whom the other stand does not tell."""
    if not gist.speakers:
        return False
    if persons_apart(gist.acting, gist.speakers):
        return True
    doing = doers(gist)
    return bool(doing) and doing.isdisjoint((*gist.speakers, *other.agents)) and not any(map(is_country, doing))


def _is_news(a: Statement, b: Statement) -> bool:
    """Whether each of two is told within days, and the later is of later days: "rejected on Sunday"."""
    x, y = a.gist, b.gist
    if x.first is None or x.last is None or y.first is None or y.last is None or not x.last < y.first:
        return False
    return all(abs((s.said - day).days) <= NEWS_DAYS for s, day in ((a, x.last), (b, y.last)))


def turn(a: Statement, b: Statement, kinds: set[str], dated: bool) -> bool:
    """Whether the later of two stands of one voice is a turn from the earlier, by its days and how both are meant."""
    x, y = a.gist, b.gist
    if not 1 <= (b.said - a.said).days <= TURN_DAYS:
        return False
    if _is_of_others(x, y) or _is_of_others(y, x):
        return False  # what one says of others is not what it stands for itself
    if y.mood == "will" and (x.mood == "will" or "position" in kinds):
        return True
    if x.mood == "will" and y.mood == "fact":
        return True
    return "position" in kinds and x.mood == y.mood and (not dated or _is_news(a, b))


def matter(a: Statement, b: Statement) -> tuple[str, ...]:
    """What names the turn of one person, whoever tells of it in whatever words: an axis that says of what it is, days.

    Empty where it takes more to say of what it is.
    """
    person = one_person(a.gist, b.gist)
    axes = sorted(by_side(a.gist).keys() & by_side(b.gist).keys() & (between() | personal() | telling()))
    return (person, axes[0], str(a.said), str(b.said)) if person and axes else ()
