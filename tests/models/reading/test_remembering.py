"""Components that remember say of every word what spaCy's own say."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from models.formats import read_file
from models.reading.language import Parser, lay_out, load_pipeline
from models.reading.remembering import RememberingLemmatizer, RememberingRuler, components
from models.reading.version import DEFAULT_PIPELINE

SEEDS = Path(__file__).parents[3] / "seeds"
SAID = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"]
#: What the ruler has patterns about several words for, and white space, which it takes apart.
ODD = """\
There were talks, and there's no end; there are none who'd say there wasn't one.
They ain't gonna go. We've gotta see it, y'all said: let's go, c'mon. It ain't so, ain t it?
"What's he done?" she'd asked. He's said that's what it is.  Those  who have had enough have gone\tto\tsleep.
To be or not to be: that is the question; whoever it's asked of may well have been the best of us.
All that's mine is yours, and the least of it's been theirs, which they do not do.
"""


@pytest.fixture(scope="module")
def stock() -> Language:
    return load_pipeline(DEFAULT_PIPELINE)


def texts() -> list[str]:
    dispatches = [d for path in sorted(SEEDS.glob("*.*")) if path.suffix != ".md" for d in read_file(path, SEEDS)]
    return [*(lay_out(d.text, d.body).text for d in dispatches), *ODD.splitlines(), ODD, ""]


def said(doc: Doc) -> list[list[int]]:
    return doc.to_array(SAID).tolist()


def test_all_annotations_are_those_of_the_pipeline_as_it_loads(stock):
    instead = components(stock)
    assert {RememberingRuler, RememberingLemmatizer} <= {type(component) for component in instead}
    for text in texts() * 2:  # at first sight, and from memory
        doc = stock.make_doc(text)
        for component in instead:
            doc = component(doc)
        assert said(doc) == said(stock(text))


def test_what_is_forgotten_is_worked_out_anew(stock, monkeypatch):
    monkeypatch.setattr("models.reading.remembering._KEPT", 50)
    instead = components(stock)
    for text in texts():
        doc = stock.make_doc(text)
        for component in instead:
            doc = component(doc)
        assert said(doc) == said(stock(text))


def ruled(*rules: dict[str, object]) -> tuple[AttributeRuler, object]:
    nlp = English()
    ruler = nlp.add_pipe("attribute_ruler")
    for rule in rules:
        ruler.add(**rule)
    return ruler, components(nlp)[-1]


@pytest.mark.parametrize(
    "rules",
    [
        [{"patterns": [[{"LOWER": "b"}]], "attrs": {"POS": "NOUN"}}, {"patterns": [[{}]], "attrs": {"POS": "VERB"}}],
        [{"patterns": [[{}]], "attrs": {"POS": "VERB"}}, {"patterns": [[{"lower": "b"}]], "attrs": {"LEMMA": "x"}}],
        [{"patterns": [[{"TEXT": "a"}, {}, {"TEXT": {"REGEX": "^[bc]"}}]], "attrs": {"LEMMA": "x"}, "index": -2}],
        [{"patterns": [[{"TAG": {"NOT_IN": ["X"]}}, {"ORTH": {"IN": ["a", "B"]}}]], "attrs": {"MORPH": "Case=Nom"}}],
        [{"patterns": [[{"LOWER": "b"}], [{"LOWER": "a"}, {"LOWER": "b"}]], "attrs": {"TAG": "NN", "DEP": "dep"}}],
    ],
)
def test_any_rules_about_words_as_they_stand(rules):
    ruler, remembering = ruled(*rules)
    assert isinstance(remembering, RememberingRuler)
    for words in ("a b c a b", "b a B a a b", "c", "b b a"):
        one, other = (Doc(ruler.vocab, words=words.split()) for _ in range(2))
        assert said(remembering(one)) == said(ruler(other))
        assert said(remembering(other)) == said(ruler(one))  # a second time, over what is there


@pytest.mark.parametrize(
    "rule",
    [
        {"patterns": [[{"LOWER": "a", "OP": "+"}]], "attrs": {"POS": "NOUN"}},
        {"patterns": [[{"LENGTH": {">": 3}}]], "attrs": {"POS": "NOUN"}},
        {"patterns": [[{"MORPH": {"IS_SUPERSET": ["Case=Nom"]}}]], "attrs": {"POS": "NOUN"}},
        {"patterns": [[{"LOWER": "a"}]], "attrs": {"NORM": "b"}},
    ],
)
def test_other_rules_are_left_to_spacy(rule):
    ruler, component = ruled(rule)
    assert component is ruler


def test_the_parser_says_what_the_pipeline_says_as_it_loads(reader, stock):
    parser: Parser = reader._parser
    assert {RememberingRuler, RememberingLemmatizer} <= {type(component) for component in parser._components}
    labels = [name for name in SAID if name != "LEMMA"]  # of which the parser mends some
    layouts = [lay_out(text, (0, len(text))) for text in texts() if text]
    pieces = [parser._piece(each, 0, len(each.text)) for each in layouts]
    begun = [piece.to_array(["SENT_START"]) for piece in pieces]
    for one, starts in zip(parser._annotated(iter(pieces)), begun, strict=True):
        other = stock.make_doc(one.text).from_array(["SENT_START"], starts)
        assert (one.to_array(labels) == stock(other).to_array(labels)).all()
