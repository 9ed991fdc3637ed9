"""GraphML: read back with an XML parser, and with networkx where it is installed."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest

from models.exports.graphml import write_graphml
from models.records import Actor, Relation
from tests.models.exports.awkward import RECORDS

SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


@pytest.fixture(scope="module")
def written() -> str:
    out = io.StringIO()
    assert write_graphml(RECORDS, out) == 2
    return out.getvalue()


def values(element: ET.Element) -> dict[str, str | None]:
    return {data.get("key", ""): data.text for data in element.findall("g:data", SPACE)}


def test_the_graph_is_directed_and_its_keys_declared(written: str) -> None:
    root = ET.fromstring(written)
    graph = root.find("g:graph", SPACE)
    assert graph is not None
    assert graph.get("edgedefault") == "directed"
    declared = {(key.get("id"), key.get("for")) for key in root.findall("g:key", SPACE)}
    for of in ("node", "edge"):
        used = {key for element in graph.findall(f"g:{of}", SPACE) for key in values(element)}
        assert used <= {id_ for id_, for_ in declared if for_ == of}


def test_nodes_are_actors_and_edges_relations(written: str) -> None:
    root = ET.fromstring(written)
    nodes = {node.get("id"): values(node) for node in root.iterfind(".//g:node", SPACE)}
    assert nodes["n0"] == {
        "node_label": "=Russian|TV <i>�",
        "node_name": "=Russian|TV <i>�",
        "node_kind": "organization",
        "node_country": "RUS",
        "node_role": "MED",
    }
    assert (nodes["n1"]["node_label"], "node_role" in nodes["n1"]) == ("Iran", False)
    first, second = root.iterfind(".//g:edge", SPACE)
    assert (first.get("source"), first.get("target")) == ("n0", "n1")
    assert values(first) == {
        "edge_weight": "3.0",
        "edge_count": "3",
        "edge_conflict": "2",
        "edge_cooperation": "1",
        "edge_categories": "ASSAULT 2, CONSULT 1",
        "edge_first": "2025-06-01",
        "edge_last": "2025-06-30",
    }
    assert "edge_first" not in values(second)


def test_what_no_xml_may_hold_is_not_in_it() -> None:
    actor = Actor(id="\x00]]>", name="a\x00\x0b\ufffe\uffff\ud800\u202e&<]]>", kind="unknown")
    out = io.StringIO()
    write_graphml([Relation(source=actor, target=actor, count=1)], out)
    assert out.getvalue().isascii()
    (node,) = ET.fromstring(out.getvalue()).iterfind(".//g:node", SPACE)
    assert values(node)["node_name"] == "a� ����&<]]>"


def test_without_relations_it_is_an_empty_graph() -> None:
    out = io.StringIO()
    assert write_graphml([], out) == 0
    assert list(ET.fromstring(out.getvalue()).iterfind(".//g:node", SPACE)) == []


def test_networkx_reads_it(written: str) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(written)
    assert graph.is_directed()
    assert {data["name"] for _, data in graph.nodes(data=True)} == {"=Russian|TV <i>�", "Iran", "Israel"}
    edge = graph.edges["n0", "n1"]
    assert (edge["weight"], edge["count"], edge["conflict"], edge["cooperation"]) == (3.0, 3, 2, 1)
    assert (edge["first"], edge["last"]) == ("2025-06-01", "2025-06-30")
