"""What the rules ask of a clause in the dependency parse: the subject of a verb, the objects of a preposition."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from models.reading.accusing import accused_of
from models.reading.elided import is_elided, is_main_verb, undergoing
from models.reading.phrases import SUBJECTS
from models.reading.quotes import is_mark
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token


#: Prepositions after which the object acts ("accused of", "blamed for", "kept from"), unlike "by" and "after".
_CONTROLLING = frozenset({"of", "for", "from", "into", "against"})
#: The kinds of entities that are times.
_TIMES = frozenset({"DATE", "TIME"})


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb it is joined to or depends on without one of its own."""
    cut = _of_cut_clause(verb)
    return cut[0] if cut else _subject_in_clause(verb)


def _subject_in_clause(verb: Token) -> Token | None:
    at = verb
    for _ in range(4):
        if (own := _own_subject(at)) is not None:
            return own
        infinitive = (
            at.tag_ == "VB" and at.dep_ in ("xcomp", "advcl", "acl") and any(c.lower_ == "to" for c in at.lefts)
        )
        if infinitive and (asked := _asked(verb_before(at))) is not None:
            return asked
        if _is_gerund(at) and (accused := accused_of(at)) is not None:
            return accused
        governor = at.head if at.dep_ == "xcomp" else at.head.head if at.dep_ == "pcomp" else None
        if governor is not None and (controller := _controller(governor, at)) is not None:
            return controller
        above = _clause_over(at)
        if above is None:
            return None
        at = above
    return None


def _clause_over(at: Token) -> Token | None:
    """The verb whose subject one without its own shares."""
    above: Token | None
    if at.dep_ in ("conj", "xcomp"):
        above = _verb_over(at.head)
        if above is not None and at.dep_ == "conj" and resumes(at, above):
            above = above.head  # "said no decision had been made and denied …": the speaker denies
    elif at.dep_ in ("advcl", "acl") and at.tag_ == "VB":
        above = _purposeful(at)
    elif at.dep_ == "acl" and at.tag_ == "VBG" and voices(at.head):
        above = at.head.head  # "passed a resolution condemning B"
    elif at.dep_ == "advcl" and _is_gerund(at):
        above = at.head
    elif at.dep_ == "pcomp" and _is_gerund(at):
        above = _verb_over(at.head.head)
    else:
        return None
    return above


def voices(noun: Token) -> bool:
    """Whether somebody says something in what a noun names: he passes a resolution, sends a letter."""
    return (
        noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and noun.lemma_.lower() in table("actions")["voicing"]["nouns"]
    )


def _is_gerund(verb: Token) -> bool:
    """Whether a verb is a gerund, also of what was done: "after having rejected it"."""
    return verb.tag_ == "VBG" or any(c.lower_ == "having" for c in verb.lefts)


def _own_subject(verb: Token) -> Token | None:
    """The subject that hangs on a verb itself, or which it follows as a misread participle."""
    if is_main_verb(verb):
        return verb.head
    children = (*verb.lefts, *verb.rights)
    subjects = [c for c in children if c.dep_ in SUBJECTS]  # of a name after a quality the parse makes two
    own = next((c for c in subjects if c.pos_ != "ADJ"), next(iter(subjects), None))
    relative = own is not None and own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"
    return _meant_by_which(verb) if relative else own


def _meant_by_which(verb: Token) -> Token:
    """What a relative clause is about: the noun before it, or what happened there: "a raid in Gao, which killed"."""
    noun = verb.head
    place = noun.dep_ == "pobj" and noun.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME")
    harms = place and verb.lemma_.lower() in table("actions")["harm"]["verbs"]
    above = noun.head.head
    return above if harms and above.pos_ == "NOUN" else noun


def _of_cut_clause(verb: Token) -> tuple[Token, Token] | None:
    """Subject and object of a verb that the parse takes for a quality of the name after it.

    "A court on Thursday sentenced trader A to …": a sentence without a verb, in which the day ends with the name.
    """
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or verb.head.i != verb.i + 1:
        return None
    name = verb.head
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    over = name.head.head
    cut = name.pos_ == "PROPN" and name.dep_ == "pobj" and name.head.i < verb.i and verb.head.pos_ == "NOUN"
    return (over, name) if cut and over.dep_ == "ROOT" and over.pos_ in ("NOUN", "PROPN") else None


def cut_object(verb: Token) -> list[Token]:
    """The object of such a verb, if it is one."""
    cut = _of_cut_clause(verb)
    return [cut[1]] if cut else []


def resumes(verb: Token, inner: Token) -> bool:
    """Whether a joined verb goes on with the speech over a clause, not with the clause, which is in another tense."""
    if inner.dep_ == "xcomp" and inner.tag_ == "VBG" and inner.head.tag_ == "VBD":
        return verb.tag_ == "VBD"  # "denied targeting civilians and blamed B"
    if inner.dep_ != "ccomp" or inner.head.tag_ != "VBD":
        return False
    shared = any(c.lower_ in ("had", "have", "has") for c in inner.lefts if c.dep_ == "aux")
    if shared and verb.lower_.endswith("ed") and verb.lemma_.lower() not in _telling():
        return False  # "said B's troops had crossed the border and fired on a patrol": B's fired
    active = is_passive(inner) and any(c.dep_ in ("ccomp", "dobj") for c in verb.rights)  # "was made and denied that"
    return active or (verb.tag_ == "VBD" and inner.tag_ != "VBD")


@cache
def _telling() -> frozenset[str]:
    """Verbs that tell something."""
    return frozenset(v for frames in table("cues")["verbs"].values() for verbs in frames.values() for v in verbs)


def _verb_over(word: Token) -> Token | None:
    """The verb over a word, directly or through an adjective or adverb: "was able to", "stopped short of"."""
    for _ in range(3):
        if word.pos_ in ("VERB", "AUX"):
            return word
        if word.dep_ not in ("acomp", "advmod", "oprd", "prep"):
            return None
        word = word.head
    return None


def verb_before(infinitive: Token) -> Token:
    """The verb that an infinitive goes with, or whose prepositional object the parse has hung it on."""
    above = infinitive.head
    return above.head.head if infinitive.dep_ == "acl" and above.dep_ == "pobj" else above


def _purposeful(verb: Token) -> Token | None:
    """The verb whose subject an infinitive of purpose shares, itself or through its object."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts):
        return None
    above = verb.head
    if verb.dep_ == "acl" and any(c.dep_ in ("poss", "compound", "amod") and c.ent_type_ == "GPE" for c in above.lefts):
        return None  # "condemned the U.S. decision to impose": another decided
    if above.dep_ in ("dobj", "pobj"):
        above = above.head.head if above.dep_ == "pobj" else above.head
    return above if above.pos_ in ("VERB", "AUX") else None


def is_demanded(verb: Token) -> bool:
    """Whether a clause says what is to be done: "demanded that Mali withdraw", in a form that the tagger misses."""
    words = table("actions")["demanding"]
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    if verb.dep_ != "ccomp" or subject is None or verb.head.lemma_ not in words["verbs"] or verb.i < verb.head.i:
        return False
    auxiliaries = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")}
    if auxiliaries:
        return auxiliaries == {"be"}
    if verb.tag_ == "VBP":
        return verb.head.lemma_ in words["surely"] or subject.tag_ in ("NN", "NNP")
    return verb.tag_ == "VB"


def _asked(verb: Token) -> Token | None:
    """Who is asked to do what an infinitive says: "called on Mali to withdraw", "appealed to Mali to withdraw"."""
    frames = table("actions")["verbs"]["REQUEST"]
    for phrase in verb.rights:
        if phrase.dep_ == "prep" and phrase.lower_ in ("on", "upon", "to") and verb.lemma_ in frames[_as_on(phrase)]:
            return next((c for c in phrase.rights if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME")), None)
    return None


def _as_on(phrase: Token) -> str:
    return "on" if phrase.lower_ == "upon" else phrase.lower_


def _controller(governor: Token, verb: Token) -> Token | None:
    """The object of a verb that is the subject of the one below it: "accused Iran of arming", "urged Iran to stop"."""
    if governor.lemma_ in ("promise", "threaten", "vow", "use") or (
        verb.dep_ == "pcomp" and verb.head.lower_ not in _CONTROLLING
    ):
        return None
    return next((c for c in governor.rights if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)


def objects_of(token: Token, prepositions: tuple[str, ...] | frozenset[str]) -> list[Token]:
    """The objects of a word's own prepositional phrases: "talks with B" """
    return [
        thing
        for phrase in token.rights
        if phrase.dep_ in ("prep", "dative") and phrase.lower_ in prepositions
        for thing in phrase.rights
        if thing.dep_ == "pobj"
    ]


def others_with(verb: Token) -> list[Token]:
    """With whom else something is done after that: "held talks with B and then with C"."""
    again = [c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "ADP" and c.lower_ == "with"]
    return [thing for phrase in again for thing in phrase.rights if thing.dep_ == "pobj"]


def seeming(verb: Token) -> list[Token]:
    """What the object of a verb is taken for: "fired what appeared to be a missile"."""
    clauses = [c for c in verb.rights if c.dep_ == "ccomp" and any(s.lower_ == "what" for s in c.lefts)]
    being = [x for c in clauses for x in c.rights if x.dep_ == "xcomp" and x.lemma_ == "be"]
    return [thing for x in being for thing in x.rights if thing.dep_ == "attr"][:1]


def caught_doing(verb: Token) -> list[Token]:
    """The object of a verb that the parse takes for the subject of what it does: "arrested two men carrying knives".

    Or for a clause: "fired what was believed to be a missile".
    """
    if taken := seeming(verb) or _swallowed(verb):
        return taken
    if any(c.dep_ in ("dobj", "xcomp") for c in verb.rights):
        return []
    clauses = [c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ == "VBG"]
    return [s for c in clauses for s in c.lefts if s.dep_ == "nsubj" and s.i > verb.i and s.pos_ != "PRON"][:1]


def _swallowed(verb: Token) -> list[Token]:
    """The object of a verb that the parse has joined to who tells it: "B has freed two soldiers, the C said"."""
    cue = verb.head
    if verb.dep_ != "ccomp" or verb.i > cue.i or any(c.dep_ in ("dobj", "xcomp", "prep") for c in verb.rights):
        return []
    told = [s for s in cue.lefts if s.dep_ == "nsubj" and s.i > verb.i and s.left_edge.i == verb.i + 1]
    return [s for s in told if any(c.dep_ == "appos" and c.i > s.i + 1 for c in s.rights)]


def frames_of(word: Token) -> dict[str, list[Token]]:
    """The frames that a verb or a noun stands in, each with the tokens of its complement.

    `clause` a finite clause, `small` a small clause ("called it a lie"), `to` an infinitive, `ing` a gerund, `np` an
    object, `addressed` an object told to do something, `subject` and `participle` what a passive is said of, and a
    preposition for each that brings a noun or gerund;
    a noun's are prepositions, `to` and `that`.
    """
    found: dict[str, list[Token]] = {}
    children = [c for c in word.children if not (word.pos_ == "VERB" and _is_day(c))]
    if word.pos_ == "ADJ" and word.dep_ == "acomp":  # "it was clear that": the parse gives the clause to the verb
        children += [c for c in word.head.rights if c.i > word.i and c.dep_ in ("ccomp", "xcomp")]
    clauses = {c.dep_ for c in children}
    told: set[int] = set()
    for child in children:
        if child.dep_ == "parataxis" and "ccomp" in clauses:
            continue  # "Putin said, TASS recalled, that …": another's cue, put in
        if child.i in told:
            continue
        day = set(day_of_cue(word, child)) if child.dep_ == "ccomp" else ()
        for frame in _noun_frames(child) if word.pos_ == "NOUN" else _verb_frames(child):
            found[frame] = [*found.get(frame, ()), *(t for t in child.subtree if t not in day)]
        if rejected := _rejected_as(word, child):
            found["np"] = rejected
        elif child.dep_ == "prep" and child.i > word.i and any(_is_brought(c) for c in child.rights):
            found[child.lower_] = [*child.subtree, *(t for t in asked_for(word, child) if t.i not in told)]
            told |= {t.i for t in found[child.lower_]}
    if word.pos_ == "VERB" and is_passive(word):
        found |= _passive_frame(word)
    asked = next((c for c in children if c.dep_ == "dobj"), None)
    if asked is not None and "np" in found:
        found["np"] += _part_taken(asked)
    if asked is not None and "np" in found and (to_do := asked_for(word, asked)):
        found["to"] = to_do
    if "np" in found and "to" in found:
        found["addressed"] = [*found.pop("np"), *found.pop("to")]
    return found


def _is_day(phrase: Token) -> bool:
    """Whether what stands after a verb only tells the day: "on Friday" of "called on Mali on Friday to leave"."""
    things = [c for c in phrase.rights if c.dep_ in ("pobj", "pcomp")]
    return phrase.dep_ == "prep" and bool(things) and all(c.ent_type_ in _TIMES for c in things)


def day_of_cue(verb: Token, clause: Token) -> list[Token]:
    """The day right after a verb, which the parse has put into the clause behind: "said on Sunday it had fired"."""
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
    if clause.dep_ != "ccomp" or clause.i < verb.i or subject is None:
        return []
    end, day = verb.i + 1, []
    for phrase in clause.lefts:
        told = phrase.ent_type_ in _TIMES and phrase.dep_ in ("npadvmod", "advmod")
        if phrase.i > subject.i or phrase.left_edge.i != end or not (told or _is_day(phrase)):
            break
        day += list(phrase.subtree)
        end = phrase.right_edge.i + 1
    return day


def asked_for(verb: Token, whom: Token) -> list[Token]:
    """What somebody is asked to do where the parse makes it a purpose: "pressed Mali on Friday to leave".

    `whom` is the object, or the phrase of it ("called on Mali on Friday to leave").
    """
    frames = table("actions")["verbs"]["REQUEST"]
    lemma = verb.lemma_.lower()
    if whom.dep_ == "dobj":
        purpose = {"advcl"}
        asks = lemma in frames["object"] or lemma in table("cues")["addressed"]["verbs"]
    else:
        purpose = {"advcl", "xcomp"}
        asks = whom.lower_ in ("on", "upon", "to") and lemma in frames[_as_on(whom)]
    if verb.pos_ != "VERB" or not asks:
        return []
    return [
        t
        for c in verb.rights
        if c.dep_ in purpose and c.tag_ == "VB" and c.i > whom.i and any(a.lower_ == "to" for a in c.lefts)
        for t in c.subtree
    ]


def _part_taken(noun: Token) -> list[Token]:
    """What somebody had a part in, where the parse hangs it on the verb: "admitted its role in the downing of …"."""
    beside = (c for c in noun.head.rights if c.dep_ == "prep" and c.lower_ == "in" and c.i == noun.right_edge.i + 1)
    takes = noun.lemma_.lower() in table("dates")["background"]["after"]["in"]
    return [t for c in beside if takes and not _is_day(c) for t in c.subtree]


def _is_brought(token: Token) -> bool:
    """Whether a preposition brings a noun or a gerund; a quality ("as baseless") is none."""
    return token.dep_ in ("pobj", "pcomp") and not (token.pos_ == "ADJ" and token.head.lower_ == "as")


def _rejected_as(verb: Token, prep: Token) -> list[Token]:
    """What is rejected, where what it is rejected as stands before it: "dismissed as false reports that …"."""
    if prep.lower_ != "as" or prep.i != verb.i + 1 or verb.lemma_.lower() not in table("cues")["denials"]["verbs"]:
        return []
    thing = next((c for c in prep.rights if c.dep_ == "pobj"), None)
    if (denied := called_as(prep)) is not None:
        return list(denied.subtree)
    if thing is None or any(c.dep_ == "dobj" for c in verb.rights):
        return []
    quality = next(t for t in verb.doc[prep.i + 1 : thing.i + 1] if not is_mark(t.text))
    if quality.pos_ != "ADJ" or quality.head.i != thing.i:
        return []
    told = [t for t in thing.subtree if t.i > quality.right_edge.i]
    return told[1:] if is_mark(told[0].text) else told


def called_as(prep: Token) -> Token | None:
    """What is called so, where the parse makes it the object of the quality: "rejected as baseless the claims"."""
    qualities = (c for c in prep.rights if c.dep_ == "pcomp" and c.pos_ == "ADJ") if prep.lower_ == "as" else ()
    return next((o for q in qualities for o in q.rights if o.dep_ == "dobj"), None)


def _verb_frames(child: Token) -> list[str]:
    """The frame that a verb's dependent makes, if any."""
    if child.dep_ in ("ccomp", "parataxis"):
        marks = {c.lower_ for c in child.lefts if c.dep_ in ("aux", "auxpass")}
        if child.pos_ not in ("VERB", "AUX") or (child.tag_ == "VBG" and not marks):
            return ["small"]
        told = "to" in marks and any(c.dep_ in SUBJECTS for c in child.lefts)
        return ["addressed" if told else "clause"]
    if child.dep_ == "xcomp":
        return ["ing" if child.tag_ == "VBG" else "to"]
    return {"dobj": ["np"], "oprd": ["small"]}.get(child.dep_, [])


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive: "was said", or as a participle after a noun ("the penalty imposed by")."""
    plainly = any(c.dep_ == "auxpass" for c in verb.lefts) or (verb.tag_ == "VBN" and qualifies(verb))
    return plainly or is_elided(verb)


def patients_of(verb: Token) -> list[Token]:
    """Whom a passive is said of: its subject, also where its auxiliary is left out ("and five wounded")."""
    if (elided := undergoing(verb)) is not None:
        return [elided]
    return [c for c in verb.lefts if c.dep_ == "nsubjpass"]


def qualifies(verb: Token) -> bool:
    """Whether a verb is said of the noun before it, and has no subject of its own ("reports that B had attacked")."""
    alone = verb.dep_ == "acl" and not any(c.dep_ in SUBJECTS for c in verb.lefts)
    return alone and not is_main_verb(verb) and not is_elided(verb)


def _passive_frame(verb: Token) -> dict[str, list[Token]]:
    """What a passive is said of: its subject, or the noun that a participle follows."""
    if qualifies(verb):
        return {"participle": [t for t in verb.head.subtree if t.i <= verb.head.i]}
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass" and c.lower_ != "it"), None)
    return {"subject": list(subject.subtree)} if subject is not None else {}


def _noun_frames(child: Token) -> list[str]:
    """The frames that a clause after a noun makes: "the decision to", "the claim that"."""
    if child.dep_ not in ("acl", "ccomp") or child.pos_ not in ("VERB", "AUX"):
        return []
    marks = {c.lower_ for c in child.lefts if c.dep_ in ("aux", "mark")}
    return [mark for mark in ("to", "that") if mark in marks]
