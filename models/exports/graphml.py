"""Records → GraphML: the relations as a directed graph, for Gephi, yEd and networkx.

GraphML's primer (graphml.graphdrawing.org) has the format; `label` and `weight` are the names that Gephi looks for.
In ASCII: what is not becomes a character reference.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import TextIO

from models.exports.context import ClaimOf, nothing_more
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
)


def write_graphml(records: Iterable[Record], out: TextIO, claim_of: ClaimOf = nothing_more) -> int:
    """Writes the relations among the records; returns how many. Edges weigh as many events as they sum.

    `first` and `last` are ISO dates; what is not known is left out. Raises `OSError` where `out` cannot be written.
    """
    root = ET.Element("graphml", {"xmlns": _SPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"})
    root.set("xsi:schemaLocation", _SCHEMA)
    for of, name, kind in _KEYS:
        ET.SubElement(root, "key", {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", {"id": "relations", "edgedefault": "directed"})
    relations = [record for record in records if isinstance(record, Relation)]
    # Ids are NMTOKENs, which an actor's own id need not be.
    actors = {actor.id: actor for relation in relations for actor in (relation.source, relation.target)}
    numbers = {id_: f"n{number}" for number, id_ in enumerate(actors)}
    for id_, actor in actors.items():
        _add_node(graph, numbers[id_], actor)
    for number, relation in enumerate(relations):
        _add_edge(graph, f"e{number}", numbers[relation.source.id], numbers[relation.target.id], relation)
    ET.indent(root)
    out.write("<?xml version='1.0' encoding='us-ascii'?>\n")
    out.write(ET.tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii") + "\n")
    return len(relations)


def _add_node(graph: ET.Element, id_: str, actor: Actor) -> None:
    node = ET.SubElement(graph, "node", {"id": id_})
    values = {"label": actor.name, "name": actor.name, "kind": actor.kind, "country": actor.country, "role": actor.role}
    _add_data(node, "node", values)


def _add_edge(graph: ET.Element, id_: str, source: str, target: str, relation: Relation) -> None:
    edge = ET.SubElement(graph, "edge", {"id": id_, "source": source, "target": target})
    values = {
        "weight": f"{relation.count:.1f}",
        "count": str(relation.count),
        "conflict": str(relation.conflict),
        "cooperation": str(relation.cooperation),
        "categories": ", ".join(f"{category} {count}" for category, count in relation.categories.items()),
        "first": relation.first.isoformat() if relation.first else None,
        "last": relation.last.isoformat() if relation.last else None,
    }
    _add_data(edge, "edge", values)


def _add_data(parent: ET.Element, of: str, values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is not None:
            data = ET.SubElement(parent, "data", {"key": f"{of}_{name}"})
            data.text = _NO_XML.sub("\ufffd", one_line(value))
