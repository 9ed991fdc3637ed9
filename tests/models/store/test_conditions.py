"""Each field of a filter against each kind of record, and that no filter at all breaks a search."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.filters import VALUES, FieldName, Filter, Group, Part, Term, parse_filter
from models.filters.fields import DAY_FIELDS
from models.records import Actor
from models.store import Store, searching
from models.store.rows import Kind

TODAY = dt.date(2025, 7, 3)


@pytest.fixture
def filled(store: Store, draft: Any) -> Store:
    """A strike that Iran denies through Kan, and talks without a date that the Kremlin held with the Red Cross."""
    made = draft(agency="TASS News")
    made.claim(
        "no  depot\u201d was hit",
        [draft.PEZESHKIAN],
        via=[draft.KAN],
        about=[draft.ISRAEL],
        said=draft.when("2025-06-22"),
        cue="saying",
        mode="mixed",
        stance="distancing",
    )
    made.claim("Talks were held", [draft.KREMLIN], about=[draft.RED_CROSS], certainty="doubtful", polarity="negated")
    made.event(
        "ASSAULT",
        [draft.ISRAEL],
        [draft.PEZESHKIAN],
        sentence="Israel struck a depot in Isfahan.",
        when=draft.when("2025-06-20", "2025-06-22"),
        claim="a.txt:c0",
    )
    made.event("CONSULT", [draft.KREMLIN], [draft.RED_CROSS], words="Talks were held", status="ongoing")
    made.put(store)
    return store


def found(store: Store, text: str) -> str:
    """Which events and claims a filter finds, by number: "e0 c1"."""
    chosen = parse_filter(text, TODAY)
    rows = [*store.timeline(chosen, 0, 9), *store.claims(chosen, 0, 9)]
    shown = store.counts("timeline", chosen).shown + store.counts("claims", chosen).shown
    assert shown == len(rows)
    return " ".join(sorted((row.id.partition(":")[2] for row in rows), key=lambda name: (name[0] != "e", name)))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", "e0 e1 c0 c1"),
        # words: the sentence or content, the cue, the actors' names; the beginning of a word, in any case
        ("isfahan", "e0"),
        ("ISFAH", "e0"),
        ("sfahan", ""),
        ("hit", "c0"),
        ("saying", "c0"),
        ("depot", "e0 c0"),
        ("israel depot", "e0 c0"),
        ("kremlin", "e1 c1"),
        ("-depot", "e1 c1"),
        # story: all lines of a dispatch of which one holds the word
        ("story:isfahan", "e0 e1 c0 c1"),
        ('story:"red cross" israel', "e0 c0"),
        ("story:nowhere", ""),
        ("-story:isfahan", ""),
        ("-depot -talks", ""),
        ("talks -red", ""),
        # quotations: whole words in a row
        ('"no depot"', "c0"),
        ('"depot no"', ""),
        ('"dep"', ""),
        ('-"no depot"', "e0 e1 c1"),
        ('"no dep', "c0"),
        # actor: by id, name, country's code and name, the words that named it
        ("actor:pezeshkian", "e0 c0"),
        ("actor:iran", "e0 c0"),
        ("actor:IRN", "e0 c0"),
        ("actor:masoud", "e0 c0"),
        ('actor:"the kremlin side"', "e1 c1"),
        ("actor:red-cross", "e1 c1"),
        ("actor:cross", "e1 c1"),
        ("actor:ross", ""),
        ("-actor:iran", "e1 c1"),
        # from and to
        ("from:israel", "e0 c0"),
        ("from:kan", "c0"),
        ("from:iran", "c0"),
        ("-from:israel", "e1 c1"),
        ("to:iran", "e0"),
        ("to:israel", "c0"),
        ("to:red", "e1 c1"),
        ("-to:iran", "e1 c0 c1"),
        # category
        ("category:assault", "e0 c0"),
        ("category:con", "e1"),
        ("-category:assault", "e1 c1"),
        # dates: what overlaps; neither a date nor its opposite finds what has none
        ("since:2025-06-22", "e0 c0"),
        ("since:2025-06-23", ""),
        ("-since:2025-06-23", "e0 c0"),
        ("until:2025-06-20", "e0"),
        ("until:2025-06-19", ""),
        ("-until:2025-06-19", "e0 c0"),
        ("since:2025-06-21 until:2025-06-21", "e0"),
        ("on:2025-06-21", "e0"),
        ("on:2025-06", "e0 c0"),
        ("-on:2025-07", "e0 c0"),
        ("on:2025-06-22..2025-06-25", "e0 c0"),
        # what a claim is like, and the event that stands in it
        ("type:event", "e0 e1"),
        ("type:claim", "c0 c1"),
        ("type:relation", ""),
        ("via:kan", "e0 c0"),
        ("-via:kan", "e1 c1"),
        ("status:ongoing", "e1"),
        ("status:happened", "e0 c0"),
        ("-status:happened", "e1 c1"),
        ("mode:mixed", "e0 c0"),
        ("certainty:doubtful", "c1"),
        ("stance:dist", "e0 c0"),
        ("-stance:distancing", "e1 c1"),
        # the dispatch
        ("agency:tass", "e0 e1 c0 c1"),
        ("agency:news", "e0 e1 c0 c1"),
        ("agency:ews", ""),
        ('agency:"tass news"', "e0 e1 c0 c1"),
        ('agency:"tass"', ""),
        ("agency:%s", ""),
        ("file:A.T", "e0 e1 c0 c1"),
        ('file:"a.txt"', "e0 e1 c0 c1"),
        ('file:"a.t"', ""),
        ("-file:a.txt", ""),
        # states
        ("is:conflict", "e0 c0"),
        ("is:cooperation", "e1"),
        ("is:quoted", "e0 c0"),
        ("is:negated", "c1"),
        ("is:undated", "e1 c1"),
        ("-is:undated", "e0 c0"),
        ("is:new", ""),
        ("-is:new", "e0 e1 c0 c1"),
        ("is:marked", ""),
        # alternatives
        ("isfahan OR red", "e0 e1 c1"),
        ("isfahan OR from:kremlin", "e0 e1 c1"),
        ("depot (isfahan OR hit)", "e0 c0"),
        ("-(isfahan OR from:kremlin)", "c0"),
        ("from:(israel OR kremlin) -depot", "e1 c1"),
        ("type:claim OR category:assault", "e0 c0 c1"),
        ("(type:event category:consult) OR (type:claim stance:distancing)", "e1 c0"),
        ("since:2025-06-22 OR talks", "e0 e1 c0 c1"),
        ("since:2025-06-23 OR talks", "e1 c1"),
        ("-(since:2025-06-23 OR depot)", ""),
        # all terms hold
        ("depot from:israel since:2025 -talks category:a", "e0 c0"),
        ("depot talks", ""),
    ],
)
def test_a_filter_finds(filled: Store, text: str, rows: str) -> None:
    assert found(filled, text) == rows


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("isfahan", ["ISR"]),
        ("-isfahan", ["RUS"]),
        ('"talks were"', ["RUS"]),
        ("actor:iran", ["ISR"]),
        ("from:kremlin", ["RUS"]),
        ("to:iran", ["ISR"]),
        ("-to:iran", ["RUS"]),
        ("category:consult", ["RUS"]),
        ("since:2025", ["ISR"]),
        ("until:2025-06-21", ["ISR"]),
        ("-since:2025-06-23", ["ISR"]),
        ("type:relation", ["ISR", "RUS"]),
        ("type:event", []),
        ("via:kan", ["ISR"]),
        ("status:ongoing", ["RUS"]),
        ("status:planned", []),
        ("stance:distancing", ["ISR"]),
        ("certainty:asserted", ["ISR"]),
        ("agency:tass", ["ISR", "RUS"]),
        ('file:"a.txt"', ["ISR", "RUS"]),
        ("on:2025-06", ["ISR"]),
        ("is:conflict", ["ISR"]),
        ("is:quoted", ["ISR"]),
        ("is:undated", ["RUS"]),
        ("is:negated", []),
        ("isfahan OR from:kremlin", ["ISR", "RUS"]),
        ("-(isfahan OR since:2026)", []),
    ],
)
def test_a_filter_finds_relations(filled: Store, text: str, sources: list[str]) -> None:
    chosen = parse_filter(text, TODAY)
    assert [row.source.id for row in filled.relations(chosen, 0, 9)] == sources
    assert filled.counts("relations", chosen).shown == len(sources)


def test_new_is_what_came_later_and_marked_what_is_named(filled: Store, draft: Any) -> None:
    seen = filled.generation()
    later = draft("b.txt").claim("Talks were held").event("CONSULT", [draft.IRAN], [draft.RUSSIA], words="Talks")
    later.put(filled)

    def ids(text: str, **given: Any) -> list[str]:
        chosen = parse_filter(text, TODAY, **given)
        return [row.id for row in (*filled.timeline(chosen, 0, 9), *filled.claims(chosen, 0, 9))]

    assert ids("is:new", seen=seen) == ["b.txt:e0", "b.txt:c0"]
    assert ids("is:new", seen=filled.generation()) == []
    assert ids("is:marked", marked=["a.txt:e1", "b.txt:c0", "gone"]) == ["a.txt:e1", "b.txt:c0"]
    assert ids("-is:marked category:consult", marked=["a.txt:e1"]) == ["b.txt:e0"]
    new = filled.relations(parse_filter("is:new", TODAY, seen=seen), 0, 9)
    assert [(row.source.id, row.target.id) for row in new] == [("IRN", "RUS")]
    marked = filled.relations(parse_filter("is:marked", TODAY, marked=["b.txt:e0"]), 0, 9)
    assert [(row.source.id, row.target.id) for row in marked] == [("IRN", "RUS")]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_with_alternatives_too_only_what_a_date_hides_is_counted(filled: Store, kind: Kind) -> None:
    def undated(text: str) -> int:
        return filled.counts(kind, parse_filter(text, TODAY)).undated

    assert undated("since:2025 OR depot") == 1
    assert undated("since:2025 OR talks") == 0  # it is shown
    assert undated("(since:2025 depot) OR israel") == 0
    assert undated("(since:2025 talks) OR israel") == 1
    assert undated("-(since:2025 depot)") == 0  # shown: no depot in it
    assert undated("-(since:2025 talks)") == 1
    assert undated("-(since:2025 OR talks)") == 0


@pytest.mark.parametrize("kind", get_args(Kind))
def test_what_only_a_date_field_hides_is_counted(filled: Store, kind: Kind) -> None:
    counts = filled.counts(kind, parse_filter("since:2025", TODAY))
    assert (counts.shown, counts.total, counts.undated) == (1, 2, 1)
    assert filled.counts(kind, parse_filter("since:2025 depot", TODAY)).undated == 0
    assert filled.counts(kind, parse_filter("-since:2025 talks", TODAY)).undated == 1


def test_open_ends_reach_without_bounds(store: Store, draft: Any) -> None:
    made = draft().event("AID", [draft.IRAN], when=draft.when(None, "2025-06-20"))
    made.event("AID", [draft.IRAN], when=draft.when("2025-06-22", None)).put(store)
    assert found(store, "until:1900") == "e0"
    assert found(store, "since:2999") == "e1"
    assert found(store, "since:2025-06-21 until:2025-06-21") == ""


def test_accents_do_not_matter(store: Store, draft: Any) -> None:
    draft(text="Erdo\u011fan spoke in \u0130zmir").event("CONSULT", [draft.IRAN], words="Erdo\u011fan spoke").put(store)
    assert found(store, "erdogan") == "e0"


def test_words_of_two_letters_are_words(store: Store, draft: Any) -> None:
    draft(text="The UN met in Tirana").event("CONSULT", [draft.KAN], words="The UN met in Tirana").put(store)
    assert found(store, "UN") == "e0"
    assert found(store, "iran") == ""


@pytest.mark.parametrize("few", [0, 2, 64])
def test_a_beginning_finds_all_words_that_begin_so(
    store: Store, draft: Any, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_FEW", few)
    texts = ("A talk in Tirana", "Talks, talk", "Talking \u00e0 Tbilisi", "T\u00e9l\u00e9 t", "Ta\u0142ks")
    for n, text in enumerate(texts):
        draft(f"{n}.txt", text=text).event("AID", [draft.RED_CROSS], words=text).put(store)

    def found(text: str) -> str:
        return "".join(sorted(row.id[0] for row in store.timeline(parse_filter(text, TODAY), 0, 9)))

    assert [found(text) for text in ("t", "ta", "tal", "TALK", "talki", "tel", "z", "talkz")] == [
        *("01234", "0124", "012", "012", "2", "3", "", ""),
    ]
    assert [found(text) for text in ("actor:r", "actor:cro", "actor:t", "-tal", '"talk"', '"in ti"*')] == [
        *("01234", "01234", "01234", "34", "01", "0"),
    ]


def test_no_quotation_runs_from_one_name_into_the_next(store: Store, draft: Any) -> None:
    made = draft().event("AID", [draft.ISRAEL, draft.IRAN], words="Talks were held")
    made.claim("Talks were held", [draft.ISRAEL, draft.IRAN], about=[draft.RUSSIA]).put(store)
    assert found(store, '"israel side"') == "e0 c0"
    for field in ("", "actor:", "from:"):
        assert found(store, f'{field}"israel iran"') == ""
        assert found(store, f'{field}"israel the"') == ""
        assert found(store, f'{field}"side iran"') == ""


def test_what_stands_in_a_text_is_no_trait(store: Store, draft: Any) -> None:
    text = "\ue001all \ue001undated \ue001categoryAID \ue000 met"
    made = draft(text=text).claim(text, [Actor(id=text, name=text, kind="person")])
    made.event("CONSULT", [draft.IRAN], words=text, when=draft.when("2025-06-20")).put(store)
    assert found(store, "category:aid") == ""
    assert found(store, "is:undated") == "c0"
    assert found(store, "met") == "e0 c0"
    store.remove(["a.txt"])
    assert found(store, "met") == ""


def filters_of(parts: st.SearchStrategy[Part]) -> st.SearchStrategy[Filter]:
    return st.lists(parts, max_size=4).map(tuple).map(Filter)


terms = st.builds(
    Term,
    st.sampled_from([name for name in get_args(FieldName) if name not in {*VALUES, *DAY_FIELDS}]),
    st.one_of(
        st.text(max_size=12),
        st.lists(st.sampled_from(['"', "*", "NEAR(", ")", "AND", "^", "{words}", ":", "\x00"])).map("".join),
    ),
    st.booleans(),
    st.booleans(),
)
others = st.one_of(
    st.builds(Term, st.sampled_from(sorted(DAY_FIELDS)), st.dates().map(dt.date.isoformat), st.booleans()),
    *(st.builds(Term, st.just(field), st.sampled_from(values), st.booleans()) for field, values in VALUES.items()),
)
parts = st.recursive(
    st.one_of(terms, others),
    lambda inner: st.builds(Group, st.lists(filters_of(inner), max_size=3).map(tuple), st.booleans()),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters_of(parts))
@example(Filter((Term("words", '" OR "a'),)))
@example(Filter((Term("words", "NEAR(a b, 2)", exact=True),)))
@example(Filter((Term("words", "\ud800"),)))
@example(Filter((Term("words", "\U0001e900"), Term("words", "talks"))))
@example(Filter((Term("actor", "x\x00y"),)))
def test_any_filter_runs_in_every_view(filled: Store, chosen: Filter) -> None:
    for kind, window in (("timeline", filled.timeline), ("claims", filled.claims), ("relations", filled.relations)):
        counts = filled.counts(kind, chosen)
        assert len(window(chosen, 0, 100)) == counts.shown
        assert counts.shown + counts.undated <= counts.total
    filled.relation_events("ISR", "IRN", chosen)


def test_as_many_terms_as_a_filter_takes_run(filled: Store) -> None:
    for text in ("depot ", "-depot ", "actor:iran ", "-from:iran ", "since:2025 "):
        chosen = parse_filter(text * 64, TODAY)
        for kind in get_args(Kind):
            filled.counts(kind, chosen)


def test_the_quotation_of_an_actor_finds_whole_words(store: Store, draft: Any) -> None:
    india = Actor(id="IND", name="India", kind="country", country="IND")
    indonesia = Actor(id="IDN", name="Indonesia", kind="country", country="IDN")
    draft().event("AID", [india], [draft.IRAN]).event("AID", [indonesia], [draft.IRAN]).put(store)
    shown = [store.counts("timeline", parse_filter(text, TODAY)).shown for text in ("from:ind", 'from:"IND"')]
    assert shown == [2, 1]


def test_what_is_disputed_stands_in_a_clash(filled: Store) -> None:
    assert found(filled, "is:disputed") == ""
    assert found(filled, "-is:disputed") == "e0 e1 c0 c1"
    with filled._connections.writing() as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(clash)")]
        told = {"a": "a.txt:e0", "b": "a.txt:c1", "marks": "[[], []]"}
        values = [told.get(name, 0) for name in columns]
        db.execute(f"INSERT INTO clash VALUES ({', '.join('?' * len(columns))})", values)
    assert found(filled, "is:disputed") == "e0 c1"
    assert [row.source.id for row in filled.relations(parse_filter("is:disputed", TODAY), 0, 9)] == ["ISR"]
