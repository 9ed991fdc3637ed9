"""Attribution by a word and its complement: "Kan claims that …", "vowed to strike", "Moscow's signals about …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.actors import NOMINAL, SUBJECTS, is_expletive
from models.reading.attribution.base import FIRST_PERSON, Found, Rules, certainty_lent, deeds, speaks
from models.reading.attribution.weighing import (
    Complement,
    complements_of,
    is_written,
    kind_of,
    likelihood,
    written_frames,
)
from models.reading.clauses import asked_for, frames_of, is_passive, objects_of, resumes, subject_of
from models.reading.deeds.base import agent_nouns, is_happening, verb_actions
from models.reading.firmness import denying, is_negated
from models.reading.quotes import is_mark
from models.reading.tables import table
from models.records import Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: From this probability on, a complement is taken for what its word attributes (the best F1 on PolNeAR's dev part).
THRESHOLD = 0.31
#: The same inside what another word attributes: for words that `tables/cues.toml` lists, and for others.
WITHIN, NESTED = 0.6, 0.9
#: And where somebody is asked to do something, by a verb that `tables/actions.toml` lists as a request.
ASKED = 0.2
#: Which complement is the main one where a word has several.
_ORDER = ("clause", "addressed", "small", "to", "that", "ing", "np")
#: Prepositions after which the author of a noun of speech stands.
_AUTHORS = frozenset({"by", "from"})


class WordRules(Rules):
    """The rules over a word that can be a cue."""

    def weighed(self, word: Token) -> Found | None:
        """ "Kan claims that …", "called for talks", "the hope of …", "confident that …": as the weights have it."""
        frames = frames_of(word)
        if self._is_aside(word) or _is_not_said(word) or self._only_cites(word):
            return None
        if not frames:
            return self._told_that(word)
        frames = {f: words for f, words in frames.items() if not _is_deed(word, f, words)}
        likely = [
            c for c in complements_of(word, frames, self.quoted) if _denies_words(c) or likelihood(c) >= self._needed(c)
        ]
        if not likely:
            return self._told_that(word)
        likely.sort(key=lambda c: _ORDER.index(c.frame) if c.frame in _ORDER else len(_ORDER))
        said = {t.i for c in likely for t in c.tokens} - self._set_aside(word, likely[0])
        said -= _answered([t for c in likely for t in c.tokens])
        said = self._of_own_half(word, said)
        if word.i in self.said:
            said &= self.said
        if word.i in self.quoted:  # what a quoted word brings is quoted with it
            said &= next((set(range(a, b + 1)) for a, b in self.quotes if a <= word.i <= b), said)
        if not said or all(word.doc[i].tag_ in ("WDT", "WP") for i in said):
            return None
        brought = min(likely, key=lambda c: c.tokens[0].i).tokens[0]
        if brought.dep_ in ("prep", "agent") and brought.i > word.i:
            said.discard(brought.i)  # "called for": the preposition belongs to the cue
        else:
            brought = word
        return self._by_word(word, self.main_word(sorted(said), word), said, likely[0].frame, brought)

    def _told_that(self, verb: Token) -> Found | None:
        """ "Putin said on June 20 that …" where the parse gave the clause to another verb."""
        if kind_of(verb) != "verb" or not _is_finite(verb) or not speaks(verb.lemma_.lower()):
            return None
        for token in verb.doc[verb.i + 1 : verb.sent.end]:
            if token.lower_ == "that" and token.dep_ == "mark":
                clause = {t.i for t in token.head.subtree if t.i >= token.i}
                said = clause & self.said if verb.i in self.said else clause
                return self._by_word(verb, token.head, said, "clause") if said else None
            if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.pos_ == "SCONJ":
                return None
        return None

    def before_quotation(self, verb: Token) -> Found | None:
        """ "He said: "…"" and "He said, "…"": the quotation right after the cue, however it was parsed."""
        doc = verb.doc
        if kind_of(verb) != "verb" or not speaks(verb.lemma_.lower()) or verb.i + 2 >= verb.sent.end:
            return None
        closed = any(last == verb.i + 2 for _, last in self.quotes)  # the verb is quoted itself
        if doc[verb.i + 1].text not in (",", ":") or not is_mark(doc[verb.i + 2].text) or closed:
            return None
        subject = subject_of(verb)
        if subject is None or subject.i > verb.i or subject.lower_ in FIRST_PERSON:
            return None
        said = set(range(verb.i + 2, verb.sent.end))
        return self._by_word(verb, self.main_word(sorted(said), verb), said, "clause")

    def inserted(self, verb: Token) -> Found | None:
        """ "X, he said, Y": a cue that the parse has put beside the clause it interrupts."""
        if verb.dep_ != "parataxis" or not speaks(verb.lemma_.lower()) or self._is_aside(verb):
            return None
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if subject is None or "clause" in frames_of(verb):
            return None
        own = {verb.i, *(t.i for c in verb.children if c.dep_ not in ("advcl", "ccomp") for t in c.subtree)}
        said = {t.i for t in verb.sent} - own - self._set_against(verb, list(verb.sent))
        return self._by_word(verb, self.main_word(sorted(said), verb), said, "clause") if said else None

    # -- what the rules ask

    def _needed(self, complement: Complement) -> float:
        """The probability asked of a complement: more inside what another word attributes, unless it plainly tells."""
        if complement.word.i not in self.said:
            return ASKED if _asks(complement) else THRESHOLD
        if complement.quoted and complement.frame != "clause":
            return 1.0
        return WITHIN if is_written(complement) and not complement.quoted else NESTED

    def _by_word(self, word: Token, root: Token, said: set[int], frame: str, end: Token | None = None) -> Found:
        speakers, own = self._speakers_of(word)
        subject = subject_of(word) if kind_of(word) == "verb" else None
        if is_passive(word) and subject is not None and subject.lower_ != "it" and frame not in ("clause", "subject"):
            said = said | {t.i for t in subject.subtree}  # "Iran was said to be ready"
        first = last = word.i
        if word.i + 1 < len(word.doc) and word.nbor(1).dep_ == "prt":
            last += 1
        if end is not None and end.i == last + 1:
            last += 1
        # "Is expected to come" says as much as "it is expected that he comes".
        certainty = certainty_lent(word.lemma_.lower(), "clause" if is_passive(word) else frame)
        return self.found((first, last), word.lemma_.lower(), speakers, said - own, root, word, certainty)

    def _speakers_of(self, word: Token) -> tuple[list[Mention], set[int]]:
        """Who speaks through a word, and the tokens that name them where they stand as its subject."""
        if kind_of(word) == "noun":
            return self._owners(word), set()
        verb = word if kind_of(word) == "verb" else word.head
        if is_passive(verb):
            agents = (c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj")
            return [s for agent in agents for s in self.speakers(agent)], set()
        subject = subject_of(self._followed(verb) or verb)
        if subject is None:
            return self._standing_before(verb), set()
        if (subject.lower_ == "it" and is_expletive(subject)) or verb.lemma_ in table("cues")["seeming"]["verbs"]:
            return [], set()
        own = {t.i for t in subject.subtree}
        if verb.i not in own:
            return self.speakers(subject), own
        who = next((c for c in verb.lefts if c.tag_ in ("WP", "WDT") and c.dep_ in SUBJECTS), None)
        if who is None:
            return self.speakers(subject), set()
        span = self.parsed.between(who, who)  # "the study, which notes that …"
        return [m.model_copy(update={"span": span, "text": who.text}) for m in self.speakers(subject)[:1]], {who.i}

    def _followed(self, verb: Token) -> Token | None:
        """The verb of speech that a participle goes on from: "said he was not ready, adding that …"."""
        if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != ",":
            return None
        telling = [t for t in verb.ancestors if t.i in self.taken and t.pos_ == "VERB" and speaks(t.lemma_.lower())]
        return telling[-1] if telling else None

    def _standing_before(self, verb: Token) -> list[Mention]:
        """Who stands right before a finite verb that the parse gave no subject."""
        if verb.tag_ not in ("VBD", "VBZ", "VBP"):
            return []
        at = verb.i - 1
        while at > verb.sent.start and verb.doc[at].pos_ in ("ADV", "AUX", "PART"):
            at -= 1
        before = verb.doc[at]
        return self.speakers(before) if at >= verb.sent.start and before.pos_ in NOMINAL else []

    def _owners(self, noun: Token) -> list[Mention]:
        """Whose a noun of speech is: "Moscow's signals", "a warning by Kan", "he made a promise"."""
        owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
        if owner is not None:
            return self.speakers(owner)
        named = next((n for c in noun.lefts if c.dep_ == "compound" and (n := self.actors.inner(c))), None)
        if named is not None and named.mention.actor.kind not in ("unknown", "place"):
            return [named.mention]  # "a Reuters report that"
        if match := self.actors.country_before(noun):
            named = self.actors.inner(self.parsed.doc[match.end - 1])
            return [named.mention] if named is not None else []
        authors = objects_of(noun, _AUTHORS)
        if authors:
            return self.speakers(authors[0])
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if denying(noun) is not None:
            return []  # who refutes reports of an attack has not reported it
        if noun.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB" and (subject := subject_of(verb)) is not None:
            return self.speakers(subject)
        return []

    def _set_aside(self, word: Token, complement: Complement) -> set[int]:
        """The parts of a complement that the reporter, not the speaker, says."""
        tokens = complement.tokens
        again = (t for t in tokens if t.dep_ == "conj" and t.pos_ == "VERB" and resumes(t, t.head))
        resumed = {i.i for t in again for i in t.subtree}
        return (
            self._followed_on(tokens)
            | self._set_against(word, tokens)
            | resumed
            | _gone_along(tokens)
            | _told_beside(tokens)
        )

    def _of_own_half(self, word: Token, said: set[int]) -> set[int]:
        """What is told on the cue's own side of a semicolon: "A said it had fired; B said it was intercepted"."""
        halves = [t.i for t in word.sent if t.text == ";" and t.i < word.i and t.i not in self.quoted]
        after = {i for i in said if i > word.i}
        return after if halves and after and word.i not in self.quoted else said

    def _only_cites(self, word: Token) -> bool:
        """Whether a participle only names whom a verb of its sentence has it from: "B, citing A, reported that"."""
        if word.lower_ not in table("cues")["phrases"]["relays"] or word.tag_ != "VBG":
            return False
        verbs = (t for t in word.sent if t.pos_ == "VERB" and t.i != word.i and speaks(t.lemma_.lower()))
        return any(self.citing(v) is word and self._cited(word) is not None for v in verbs)

    def _set_against(self, verb: Token, words: list[Token]) -> set[int]:
        """What the reporter sets against a speech that ended before its cue: "…, Kan said, but Moscow denied it"."""
        if words[0].i > verb.i:
            return set()
        joined = (
            t
            for t in words
            if t.i > verb.i and t.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in t.lefts)
        )
        return {t.i for clause in joined for t in clause.subtree}

    def _followed_on(self, words: list[Token]) -> set[int]:
        """What a new participle of telling adds after a comma (", saying that …"): the reporter's sentence again."""
        cut = next(
            (
                t
                for t in words
                if t.dep_ == "advcl" and t.tag_ == "VBG" and t.i > words[0].i and t.nbor(-1).text == ","
                and speaks(t.lemma_.lower())
            ),
            None,
        )  # fmt: skip
        return {t.i for t in cut.subtree} if cut is not None else set()

    def _is_aside(self, word: Token) -> bool:
        """Whether a verb is what a quoted speaker says of himself ("I think"), or a clause that only follows on."""
        if kind_of(word) != "verb":
            return False
        subject = subject_of(word)
        if subject is not None and subject.lower_ in FIRST_PERSON and word.i in self.quoted:
            return True
        clause = next((c for c in word.children if c.dep_ == "parataxis"), None)
        return clause is not None and clause.i > word.i and not any(c.dep_ == "ccomp" for c in word.children)


def _answered(words: list[Token]) -> set[int]:
    """What the reporter adds of a denial: "accused B of massing troops, which B denied"."""
    denials = table("cues")["denials"]["verbs"]
    clauses = (t for t in words if t.dep_ == "relcl" and t.lemma_.lower() in denials and t.i > words[0].i)
    told = (t for t in clauses if t.left_edge.lower_ == "which" and t.left_edge.i and t.left_edge.nbor(-1).text == ",")
    return {i.i for t in told for i in t.subtree}


def _gone_along(words: list[Token]) -> set[int]:
    """What the reporter adds of another's words: "…, with the minister calling the seizure piracy"."""
    added = (t for t in words[1:] if t.lower_ == "with" and t.dep_ == "prep" and t.nbor(-1).text == ",")
    own = (t for t in added if any(c.dep_ == "pcomp" and c.tag_ == "VBG" and _has_speaker(c) for c in t.rights))
    return {i.i for t in own for i in t.subtree}


def _told_beside(words: list[Token]) -> set[int]:
    """What somebody else says at the same time: "Kan said Mali agreed, while Iran said it had not"."""
    against = table("cues")["phrases"]["against"]
    marks = (t for t in words[1:] if t.lower_ in against and t.nbor(-1).text == ",")
    for mark in marks:
        verb = mark.head if mark.head.i > mark.i else next((t for t in words if _opens(t, mark)), None)
        if verb is not None and verb.tag_ in ("VBD", "VBZ", "VBP") and _has_speaker(verb) and _tells(verb):
            return set(range(mark.i - 1, verb.right_edge.i + 1))
    return set()


def _opens(verb: Token, mark: Token) -> bool:
    """Whether a verb's clause begins right after a word that the parse has not made its mark."""
    return verb.dep_ == "advcl" and verb.i > mark.i and verb.left_edge.i == mark.i + 1


def _tells(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp", "dobj") for c in verb.rights)


def _denies_words(complement: Complement) -> bool:
    """Whether a verb of denial has words as its object, whatever its own weight: "refuted the claim that …"."""
    if complement.frame != "np" or complement.quoted:
        return False
    head = _head_of(complement.tokens)
    return head.lemma_.lower() in table("cues")["untrue"]["told"] and denying(head) is complement.word


def _asks(complement: Complement) -> bool:
    """Whether somebody is asked to do something: "appealed to Mali to leave", "pressed Mali to leave"."""
    frames, word, first = table("actions")["verbs"]["REQUEST"], complement.word, complement.tokens[0]
    lemma = word.lemma_.lower()
    if complement.frame == "addressed":
        asks = lemma in frames["object"]
    else:
        asks = lemma in frames.get(complement.frame, ()) and bool(asked_for(word, first))
    return asks and kind_of(word) == "verb"


def _has_speaker(verb: Token) -> bool:
    """Whether a verb of speech has a subject of its own."""
    return speaks(verb.lemma_.lower()) and any(c.dep_ in SUBJECTS for c in verb.lefts)


def _is_not_said(word: Token) -> bool:
    """Whether words tell that nobody agreed or nobody is expected to: of that there is no speaker."""
    if word.pos_ == "NOUN":  # "there were no reports of damage"
        return is_negated(word) and word.dep_ in ("attr", "nsubj") and any(c.dep_ == "expl" for c in word.head.lefts)
    if word.pos_ != "VERB" or not is_negated(word):
        return False
    kinds = table("cues")["unsaid"]
    return word.lemma_ in (kinds["passive"] if is_passive(word) else kinds["active"])


def _is_finite(verb: Token) -> bool:
    """Whether a verb is finite, also where the parse took the past tense of a sentence's own verb for a participle."""
    bare = verb.tag_ == "VBN" and verb.dep_ == "ROOT" and not any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
    return bare or verb.tag_ in ("VBD", "VBZ", "VBP")


def _is_deed(word: Token, frame: str, complement: list[Token]) -> bool:
    """Whether something is done rather than said: "attacked the port", "blocked roads", "answered with a strike"."""
    lemma = word.lemma_.lower()
    if frame == "clause":
        return False
    if frame == "np" and frame not in written_frames().get(lemma, ()) and _is_unsayable(complement):
        return True
    if frame == "np" and lemma in table("actions")["receiving"]["verbs"]:
        head = _head_of(complement)  # "admitted 40 refugees"
        return head.ent_type_ == "GPE" or not agent_nouns().isdisjoint({head.lemma_.lower(), head.lower_})
    if frame == "subject" and "REQUEST" in verb_actions().get(lemma, {}).values():
        return is_happening(_head_of(complement))  # "the meeting was requested by Cambodia"
    if lemma in deeds(kind_of(word) or ""):
        return frame not in written_frames().get(lemma, ())
    return lemma in table("cues")["answers"]["verbs"] and any(t.lemma_.lower() in deeds("noun") for t in complement)


def _is_unsayable(complement: list[Token]) -> bool:
    """Whether a noun phrase is of things that nobody can say: "blocked roads"."""
    return _head_of(complement).lemma_.lower() in table("cues")["unsayable"]["nouns"]


def _head_of(complement: list[Token]) -> Token:
    """The word of a complement on which its others hang."""
    inside = {t.i for t in complement}
    return next((t for t in complement if t.head.i not in inside), complement[0])
