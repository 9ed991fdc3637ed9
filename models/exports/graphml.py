"""Records → GraphML: the relations as a directed graph, for Gephi, yEd and networkx.

GraphML's primer (graphml.graphdrawing.org) has the format; `label` and `weight` are the names that Gephi looks for.
In ASCII: what is not becomes a character reference.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import TextIO

from models.exports.context import NOTHING_MORE, Beyond
from models.exports.marked import marks_of
from models.records import Actor, Record, Relation
from models.wording import one_line

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{_SPACE} {_SPACE}/1.0/graphml.xsd"
#: Beside what is never shown: the code points that no XML file may hold.
_NO_XML = re.compile("[\ufffe\uffff]")

_KEYS = (
    ("node", "label", "string"),
    ("node", "name", "string"),
    ("node", "kind", "string"),
    ("node", "country", "string"),
    ("node", "role", "string"),
    ("edge", "weight", "double"),
    ("edge", "count", "int"),
    ("edge", "conflict", "int"),
    ("edge", "cooperation", "int"),
    ("edge", "categories", "string"),
    ("edge", "first", "string"),
    ("edge", "last", "string"),
    ("edge", "marked", "int"),
    ("edge", "notes", "string"),
)


def write_graphml(records: Iterable[Record], out: TextIO, beyond: Beyond = NOTHING_MORE) -> int:
    """Writes the relations among the records; returns how many. Edges weigh as many events as they sum.

    `first` and `last` are ISO dates; what is not known is left out. `marked` is how many of the events the user has
    marked, `notes` what is noted on them. Raises `OSError` where `out` cannot be written.
    """
    root = ET.Element("graphml", {"xmlns": _SPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"})
    root.set("xsi:schemaLocation", _SCHEMA)
    for of, name, kind in _KEYS:
        ET.SubElement(root, "key", {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", {"id": "relations", "edgedefault": "directed"})
    ET.indent(root)
    graph.text = " "  # so that it has an end of its own
    head, end = ET.tostring(root, encoding="unicode").split("</graph>")
    out.write(f"<?xml version='1.0' encoding='us-ascii'?>\n{head.rstrip()}")
    # Ids are NMTOKENs, which an actor's own id need not be.
    numbers: dict[str, str] = {}
    written = 0
    # Readers that take it as it comes want all nodes before the edges.
    with tempfile.TemporaryFile("w+", encoding="ascii") as edges:
        for relation in records:
            if not isinstance(relation, Relation):
                continue
            for actor in (relation.source, relation.target):
                if actor.id not in numbers:
                    numbers[actor.id] = f"n{len(numbers)}"
                    out.write(_as_text(_node(numbers[actor.id], actor)))
            ends = {"source": numbers[relation.source.id], "target": numbers[relation.target.id]}
            edges.write(_as_text(_edge({"id": f"e{written}"} | ends, relation)))
            written += 1
        edges.seek(0)
        shutil.copyfileobj(edges, out)
    out.write(f"\n  </graph>{end}\n")
    return written


def _as_text(element: ET.Element) -> str:
    ET.indent(element, level=2)
    written: bytes = ET.tostring(element, encoding="us-ascii", xml_declaration=False)
    return "\n    " + written.decode("ascii")


def _node(id_: str, actor: Actor) -> ET.Element:
    node = ET.Element("node", {"id": id_})
    values = {"label": actor.name, "name": actor.name, "kind": actor.kind, "country": actor.country, "role": actor.role}
    _add_data(node, "node", values)
    return node


def _edge(attributes: dict[str, str], relation: Relation) -> ET.Element:
    edge = ET.Element("edge", attributes)
    marked, notes = marks_of(relation)
    values = {
        "weight": f"{relation.count:.1f}",
        "count": str(relation.count),
        "conflict": str(relation.conflict),
        "cooperation": str(relation.cooperation),
        "categories": ", ".join(f"{category} {count}" for category, count in relation.categories.items()),
        "first": relation.first.isoformat() if relation.first else None,
        "last": relation.last.isoformat() if relation.last else None,
        "marked": str(marked) if marked else None,
        "notes": notes or None,
    }
    _add_data(edge, "edge", values)
    return edge


def _add_data(parent: ET.Element, of: str, values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is not None:
            data = ET.SubElement(parent, "data", {"key": f"{of}_{name}"})
            data.text = _NO_XML.sub("\ufffd", one_line(value))
