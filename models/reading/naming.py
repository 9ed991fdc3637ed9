"""What a noun phrase names: the rules that read it in the light of what the dispatch has named before.

Asked by `actors` for each noun phrase in text order; `proper_names` reads names, `common_nouns` what is called by a
noun. What cannot be resolved stays itself, of kind `unknown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from models.reading.common_nouns import CommonNouns
from models.reading.describing import Describing, collective_of, title_of
from models.reading.gazetteer import slug
from models.reading.phrases import SUBJECTS, Named, left_edge, words_of
from models.reading.proper_names import ProperNames, bare
from models.reading.referring import Referring
from models.reading.tables import table
from models.records import Actor, Mention

if TYPE_CHECKING:
    from models.reading.actors import Actors
    from models.reading.tokens import Token


#: So many words at most stand between an office and the comma before the name of who holds it.
_LONGEST_OFFICE: Final = 14


class Known:
    """What the dispatch has named so far, and the rules that read the next noun phrase in its light."""

    def __init__(self, actors: Actors) -> None:
        self.parsed = actors.parsed
        self.match_of = actors.match_of
        self.describing = Describing(actors)
        self.referring = Referring(actors)
        self.names = ProperNames(actors, self.describing, self.referring)
        self.nouns = CommonNouns(actors, self.describing, self.referring)
        #: Names that have been read with the title before them.
        self._merged: set[int] = set()

    def resolve(self, head: Token) -> Named | None:
        """The noun phrase headed by a token, read by the first rule that fits."""
        if head.pos_ == "PRON":
            return self.referring.pronoun(head)
        if self._titles_next_name(head):
            return self._with_next_name(head)
        if (titled := self._titled(head) or self._of_a_country(head)) is not None:
            return titled
        first = left_edge(head)
        if head.pos_ == "PROPN" and self._is_title(head):
            return self._named(head, first, self.nouns.described(head, first))
        # "its coast guard", whatever the tagger takes it for; but "Oh Jae-hwan"
        small = head.pos_ == "PROPN" and all(
            t.text.islower() for t in self.parsed.doc[max(first.i, head.i - 1) : head.i + 1]
        )
        names = () if small else (self.names.person, self.names.organization)
        for rule in (self.names.known_name, *names, self.nouns.described):
            actor = rule(head, first)
            if actor is not None:
                if actor.kind in ("person", "organization") and head.i == first.i and head.pos_ == "PROPN":
                    first = next(self.describing.before_name(first, head), first)
                return self._named(head, first, actor)
        return None

    def _titled(self, head: Token) -> Named | None:
        """A person right after a word in small letters: "his Turkish counterpart Hakan Fidan", "the trader A"."""
        if head.tag_ != "NN" or not (title_of(head) or _is_calling(head)) or head.i + 2 >= head.sent.end:
            return None
        beyond = head.nbor(1).text == "," and (head.lemma_ == "counterpart" or _is_inserted_after(head))
        start = head.nbor(2) if beyond else head.nbor(1)
        kind = "PERSON"
        if start.lower_ in ("of", "for", "to", "in", "at") and title_of(head):
            start, kind = self._inserted_after(start)
        if start.ent_type_ != kind or start.pos_ != "PROPN" or start.ent_iob_ != "B":
            return None
        last = start
        while last.i + 1 < head.sent.end and last.nbor(1).ent_iob_ == "I" and last.nbor(1).ent_type_ == kind:
            last = last.nbor(1)
        if last.tag_ == "POS":
            return None
        opening = start.nbor(-2) if start.nbor(-1).lower_ in words_of("titles") else start.nbor(-1)
        inserted = opening.text == "," and last.i + 1 < head.sent.end and last.nbor(1).text == ","
        first = left_edge(head)
        before = list(self.parsed.doc[first.i : head.i + 1])
        state, (role, _) = self.describing.state_of(before, persons=False), self.describing.title([*before, start])
        beside = last.dep_ == "appos" and last.head.i == head.i and start.i == head.i + 1
        if state is None and not beside and not inserted:
            return None
        if state is None and inserted:
            found = self.describing.state_beside(head)
            state = found[0] if found else None
        name = self.names.one_name(bare(self.parsed.doc.words(start.i, last.i + 1).text))
        actor = self.names.known_as(name) or self.names.remembered(
            Actor(id=slug(name), name=name, kind="person", country=state and state.country, role=role), before
        )
        self._merged.update(range(start.i, last.i + 1))
        span = self.parsed.between(first, last)
        return Named(head.i, first.i, last.i, Mention(actor=actor, span=span, text=self.parsed.text(span)))

    def _of_a_country(self, head: Token) -> Named | None:
        """Who bears an office of a country, by name right after it: "President of Georgia Mikheil Kavelashvili"."""
        of = head.nbor(1) if head.i + 3 < head.sent.end and title_of(head) else None
        if of is None or of.lower_ not in ("of", "to"):
            return None
        first = of.nbor(2) if of.nbor(1).lower_ == "the" else of.nbor(1)
        match = self.match_of.get(first.i)
        thing = next((c for c in of.rights if c.dep_ == "pobj"), None)
        kinds = ("country", "organization") if of.lower_ == "to" else ("country",)
        if match is None or match.entry.actor.kind not in kinds or thing is None or thing.i <= match.end:
            return None
        words = self.parsed.doc[match.end : thing.i + 1]
        known = [self.match_of.get(t.i) for t in words]
        if any(m is not None and m.entry.form != "person" for m in known):
            return None
        if not all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in words):
            return None
        before = list(self.parsed.doc[left_edge(head).i : head.i + 1])
        name = self.names.one_name(bare(self.parsed.doc.words(match.end, thing.i + 1).text))
        role, _ = self.describing.title([*before, of])
        own = (
            self.describing.state_of(before, persons=False) if of.lower_ == "to" else None
        )  # "Russian envoy to the UN A"
        state = own.country if own is not None else match.entry.actor.country if of.lower_ == "of" else None
        actor = self.names.known_as(name) or self.names.remembered(
            Actor(id=slug(name), name=name, kind="person", country=state, role=role), before
        )
        self._merged.update(t.i for t in words)
        span = self.parsed.between(before[0], thing)
        return Named(head.i, before[0].i, thing.i, Mention(actor=actor, span=span, text=self.parsed.text(span)))

    def _inserted_after(self, of: Token) -> tuple[Token, str]:
        """The name between commas after what an office is of: "The governor of the Orel Region, Anna Muster, said".

        With the kind that the tagger has for it: a person's, or, after a body's own name, a body's.
        """
        thing = _last_before_comma(of)
        if thing is None or thing.i + 2 >= of.sent.end:
            return of, "PERSON"
        start = thing.nbor(2)
        if start.lower_ in words_of("titles") and start.i + 1 < of.sent.end:
            start = start.nbor(1)  # "a spokesman for the junta, Colonel Anna Muster, said"
        end = next((t.i for t in of.doc[start.i : min(start.i + 5, of.sent.end)] if t.text == ","), start.i)
        name = of.doc[start.i : end]
        plain = all(t.pos_ == "PROPN" and t.ent_type_ == "ORG" and t.i not in self.match_of for t in name)
        misread = thing.pos_ == "PROPN" and len(name) > 1 and plain and collective_of(list(name)) is None
        return start, "ORG" if misread else "PERSON"

    def _with_next_name(self, head: Token) -> Named | None:
        """A title or collective and the name after it, which the parse has made two phrases of."""
        name = head.nbor(1)
        while name.dep_ in ("compound", "nmod") and name.head.i > name.i:
            name = name.head
        if head.head.i == name.i or (name.dep_ not in SUBJECTS and name.head.i != head.i):
            return None
        named = self.resolve(name)
        if named is None:
            return None
        self._merged.add(name.i)
        first = left_edge(head)
        span = self.parsed.between(first, self.parsed.doc[named.last])
        mention = Mention(actor=named.mention.actor, span=span, text=self.parsed.text(span))
        return Named(head.i, first.i, named.last, mention, named.locative, named.plural)

    def is_inside_name(self, token: Token) -> bool:
        """Whether a token is a part of a known name that another token heads ("Korea" of "Republic of Korea")."""
        match = self.match_of.get(token.i)
        if token.i in self._merged:
            return True
        return match is not None and len(roots := self.describing.roots_of(match)) == 1 and roots[0].i != token.i

    def _is_title(self, head: Token) -> bool:
        """Whether a capitalised word is an office standing alone, no surname ("the Secretary-General")."""
        if title_of(head) is None:
            return False
        hyphenated = head.i > 0 and head.nbor(-1).text == "-"
        return hyphenated or head.ent_type_ not in ("PERSON", "ORG")

    def _titles_next_name(self, head: Token) -> bool:
        """Whether a title's name comes next, cut off from it by the parse ("President", then "Masoud Pezeshkian")."""
        if head.i + 1 >= head.sent.end:
            return False
        following = head.nbor(1)
        match = self.match_of.get(following.i)
        if head.lower_ in words_of("collectives") and head.tag_ == "NN":
            if match is not None and match.entry.form == "institution" and match.start == following.i:
                return collective_of(list(self.parsed.doc[max(0, head.i - 1) : head.i + 1])) == match.entry.actor.role
            return (
                following.pos_ == "PROPN" and following.ent_type_ in ("PERSON", "ORG") and following.dep_ != "compound"
            )
        if head.lower_ not in words_of("titles"):
            return False
        if following.pos_ != "PROPN":
            return False
        return following.ent_type_ == "PERSON" and head.pos_ == "PROPN"

    def _named(self, head: Token, first: Token, actor: Actor) -> Named:
        last = head
        end = self.describing.phrase_end(head)
        match = self.match_of.get(head.i)
        if end > head.i + 1 and (actor.kind != "country" or match is not None):
            last = self.parsed.doc[end - 1]
        span = self.parsed.between(first, last)
        mention = Mention(actor=actor, span=span, text=self.parsed.text(span))
        if actor.kind in ("organization", "group"):
            self.names.abbreviated(actor, span[1])
        somewhere = actor.kind != "person" and self.describing.stands_as_place(head, match)
        locative = somewhere or actor.kind == "place"
        return Named(head.i, first.i, last.i, mention, locative, head.tag_ in ("NNS", "NNPS"))


def _last_before_comma(of: Token) -> Token | None:
    """The last word of what an office is of, at or for, where a comma follows: "of its delegation in Mali, A, said"."""
    for token in of.doc[of.i + 1 : min(of.i + _LONGEST_OFFICE, of.sent.end)]:
        if token.text == ",":
            before = token.nbor(-1)
            return before if before.i > of.i and before.pos_ in ("NOUN", "PROPN") else None
        if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ"):
            return None
    return None


def _is_inserted_after(title: Token) -> bool:
    """Whether a name stands between commas right after an office: "A Thai government spokesman, Anna Muster, said"."""
    beside = next((c for c in title.rights if c.dep_ == "appos" and c.left_edge.i == title.i + 2), None)
    if beside is None or beside.pos_ != "PROPN" or beside.i + 1 >= title.sent.end or beside.nbor(1).text != ",":
        return False
    return title_of(title) is not None and beside.i > title.i + 2


def _is_calling(noun: Token) -> bool:
    """Whether a noun is what somebody does or is, and no body of people: "trader", not "police"."""
    return noun.lemma_.lower() in table("actions")["agents"]["nouns"] and not collective_of([noun])
