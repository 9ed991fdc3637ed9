"""The tokens of the rules say what spaCy's say."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc as Parse

from models.reading.reader import Reader
from models.reading.tokens import Doc

TEXT = (
    "OSLO, July 3 (Sample Wire) - The foreign ministers of Chad, Peru and Nepal, who had met twice, said on Monday "
    'that "no decision has been made" yet. Kan, citing a source, denied it; 1,200 people left!\n\n'
    "Talks will go on, the ministry's spokeswoman Anna Muster told reporters, and nobody objected"
)
PLAIN = [
    "i",
    "idx",
    "text",
    "lower_",
    "lemma_",
    "pos_",
    "tag_",
    "dep_",
    "ent_type_",
    "ent_iob_",
    "is_alpha",
    "is_punct",
    "is_space",
    "like_num",
]
TREE = ["lefts", "rights", "children", "ancestors", "subtree", "conjuncts"]


@pytest.fixture(scope="module")
def parse(reader: Reader) -> Parse:
    return reader._parser.nlp(TEXT)


def test_words_and_labels(parse: Parse) -> None:
    doc = Doc(parse)
    assert doc.text == parse.text
    assert [[getattr(t, name) for name in PLAIN] for t in doc] == [[getattr(t, name) for name in PLAIN] for t in parse]
    assert [t.is_sent_start for t in doc] == [bool(t.is_sent_start) for t in parse]
    assert [len(t) for t in doc] == [len(t) for t in parse]


@pytest.mark.parametrize("name", TREE)
def test_tree(parse: Parse, name: str) -> None:
    assert [[c.i for c in getattr(t, name)] for t in Doc(parse)] == [[c.i for c in getattr(t, name)] for t in parse]


@pytest.mark.parametrize("name", ["head", "left_edge", "right_edge"])
def test_one_other_token(parse: Parse, name: str) -> None:
    assert [getattr(t, name).i for t in Doc(parse)] == [getattr(t, name).i for t in parse]


def test_sentences(parse: Parse) -> None:
    found = [(s.start, s.end, s.start_char, s.end_char, s.text, s.root.i) for s in Doc(parse).sents]
    assert found == [(s.start, s.end, s.start_char, s.end_char, s.text, s.root.i) for s in parse.sents]
    assert len(found) > 2
    assert [(t.sent.start, t.sent.end) for t in Doc(parse)] == [(t.sent.start, t.sent.end) for t in parse]


def test_stretches_of_tokens(parse: Parse) -> None:
    doc = Doc(parse)
    for start in range(len(doc)):
        for end in range(start, min(start + 9, len(doc) + 1)):
            words, span = doc.words(start, end), parse[start:end]
            assert (words.text, len(words), [t.i for t in words]) == (span.text, len(span), [t.i for t in span])
            assert start == end or words.root.i == span.root.i


def test_neighbours_end_with_the_text(parse: Parse) -> None:
    doc = Doc(parse)
    assert doc[3].nbor().i == 4
    assert doc[3].nbor(-3).i == 0
    for token, by in ((doc[2], -3), (doc[-1], 1)):
        with pytest.raises(IndexError):
            token.nbor(by)


def test_no_words(reader: Reader) -> None:
    doc = Doc(reader._parser.nlp.make_doc(""))
    assert (list(doc), doc.text, doc.sents) == ([], "", [])


def test_crossing_dependencies(reader: Reader) -> None:
    parse = Parse(reader._parser.nlp.vocab, words=list("abcde"), heads=[2, 3, 2, 2, 1], deps=["dep"] * 5)
    doc = Doc(parse)
    for name in ("lefts", "rights", "subtree"):
        assert [[c.i for c in getattr(t, name)] for t in doc] == [[c.i for c in getattr(t, name)] for t in parse]
    assert [(t.left_edge.i, t.right_edge.i) for t in doc] == [(0, 0), (1, 4), (0, 4), (1, 4), (4, 4)]
