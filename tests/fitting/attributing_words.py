"""Fits the weights with which a word attributes its complement, on articles whose attributions were marked by hand.

    python tests/fitting/attributing_words.py TRAIN [DEV] > models/reading/tables/weights.toml

needs scikit-learn (the dependency group `fitting`). TRAIN and DEV each hold docs.jsonl ({"id", "text"}) and gold.jsonl
({"doc", "claims": [{"cue": spans, "content": spans}]}): PolNeAR 1.0 in that form. A complement counts as attributed
where a marked cue covers its word and the marked content at least half of its tokens; words inside a marked content
are left out, as only one level is marked. The regression is logistic with
an L1 penalty, so that few weights remain; features seen fewer than `LEAST` times are left out. The table holds figures
only, no text of the articles. With DEV, precision and recall there are printed to stderr for several thresholds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from models.reading.attribution.weighing import complements_of, features, kind_of
from models.reading.clauses import frames_of
from models.reading.language import Parsed, Parser
from models.reading.quotes import find_quotes
from models.records import Dispatch, Span

LEAST = 5
#: Inverse strength of the penalty, and the least weight that is kept.
STRENGTH = 0.5
SLIGHT = 0.1

Sample = tuple[list[str], bool]
_Marks = defaultdict[int, list[set[int]]]


def main(train: Path, dev: Path | None = None) -> None:
    """Read, fit, print the table; judge it on `dev` where given."""
    samples = list(_samples(train))
    seen = Counter(f for found, _ in samples for f in set(found))
    known = {f for f, count in seen.items() if count >= LEAST}
    vectors = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, l1_ratio=1, solver="liblinear", max_iter=500)
    model.fit(_narrow(vectors.fit_transform(_rows(samples, known))), [y for _, y in samples])
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    _print(weights, float(model.intercept_[0]))
    if dev is not None:
        judged = list(_samples(dev))
        shares = model.predict_proba(_narrow(vectors.transform(_rows(judged, known))))[:, 1]
        _judge(list(zip(shares, (y for _, y in judged), strict=True)))


def _samples(data: Path) -> Iterator[Sample]:
    """For each complement of each word its features, and whether it was marked."""
    gold = {row["doc"]: row["claims"] for row in _lines(data / "gold.jsonl")}
    dispatches = (
        Dispatch(id=row["id"], path=row["id"], sha256="0", text=row["text"], body=(0, len(row["text"])))
        for row in _lines(data / "docs.jsonl")
    )
    for parsed in Parser().parse(dispatches):
        cued, said = _marked(parsed, gold.get(parsed.dispatch.id, []))
        quoted = frozenset(i for first, last in find_quotes(parsed) for i in range(first, last + 1))
        for word in parsed.doc:
            if kind_of(word) is None or word.i in said:
                continue
            for complement in complements_of(word, frames_of(word), quoted):
                tokens = {t.i for t in complement.tokens if _counts(t.text)}
                if tokens:
                    marked = any(2 * len(tokens & content) >= len(tokens) for content in cued[word.i])
                    yield ["\t".join(f) for f in features(complement)], marked


def _marked(parsed: Parsed, claims: list[dict[str, list[Span]]]) -> tuple[_Marks, set[int]]:
    """For each token that a marked cue covers, the tokens of that claim's content; and all tokens of contents."""
    at = [parsed.between(t, t) for t in parsed.doc]
    cued: _Marks = defaultdict(list)
    said: set[int] = set()
    for claim in claims:
        content = {t.i for t in parsed.doc if _counts(t.text) and _overlaps(at[t.i], claim["content"])}
        said |= content
        for token in parsed.doc:
            if _overlaps(at[token.i], claim["cue"]):
                cued[token.i].append(content)
    return cued, said


def _counts(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _rows(samples: list[Sample], known: set[str]) -> list[dict[str, int]]:
    return [{f: 1 for f in found if f in known} for found, _ in samples]


def _narrow(matrix: Any) -> Any:
    """The solver takes 32-bit indices only."""
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return matrix


def _print(weights: dict[str, float], bias: float) -> None:
    print("# What speaks for (+) and against (-) a word's attributing its complement: log odds, by family of feature")
    print(
        "# (`attribution.weighing`). Fitted by tests/fitting/attributing_words.py on PolNeAR 1.0 (train); not by hand."
    )
    print(f'\n[bias]\n"" = {bias:.2f}')
    families: defaultdict[str, list[str]] = defaultdict(list)
    for name, weight in sorted(weights.items()):
        family, value = name.split("\t")
        if abs(weight) >= SLIGHT and value.isascii() and (value.replace(" ", "").isalnum() or "$" in value):
            families[family].append(f"{json.dumps(value)} = {weight:.2f}")
    for family, values in families.items():
        print(f'\n["{family}"]')
        print(*values, sep="\n")


def _judge(judged: list[tuple[float, bool]]) -> None:
    wanted = sum(y for _, y in judged)
    for threshold in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        chosen = [y for share, y in judged if share >= threshold]
        precision, recall = sum(chosen) / len(chosen), sum(chosen) / wanted
        figures = f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
        print(f"threshold {threshold:.2f}: {figures}", file=sys.stderr)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
