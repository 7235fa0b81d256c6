"""Files of other programs: what is read of them, and that anything at all is read or refused in words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from io import BytesIO

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engage.referrals.exchange import graphs
from engage.referrals.exchange.graphs import GraphRefused, read_graph
from engage.referrals.exchange.headings import Column, columns_of
from engage.referrals.exchange.tables import table_of
from engage.referrals.exchange.understanding import Terms, Usual, from_graph, from_rows
from engage.referrals.exchange.vocabulary import GraphFault

DAY = date(2026, 11, 20)
TERMS = Terms({"water": "Right to water"}, Usual("knows", DAY), DAY)


def written(graph: networkx.DiGraph, form: str) -> bytes:
    into = BytesIO()
    (networkx.write_graphml if form == "graphml" else networkx.write_gexf)(graph, into)
    return into.getvalue()


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_labels_are_the_ends_and_attributes_the_columns(form: str) -> None:
    graph = networkx.MultiDiGraph()
    graph.add_node("a", label="Amber  Heron")
    graph.add_node("b", label="Blue Fox")
    graph.add_node("lonely", label="Nobody near")
    graph.add_edge("a", "b", relation="speaks_for_us", state="Approached", right="right to water")
    graph.add_edge("a", "b", relation="knows")
    graph.add_edge("b", "a", relation="what is this")
    content = from_graph(read_graph(written(graph, form)), TERMS)
    assert content.ends == ["Amber Heron", "Blue Fox"]
    said = {(line.namer, line.named, line.question, line.state, line.right) for line in content.lines}
    assert said == {(0, 1, "speaks_for_us", "approached", "water"), (0, 1, "knows", "named", "")}
    assert [code for _row, code in content.faults] == ["question"]
    assert (content.read, content.alone) == (3, 1)


def test_two_dots_with_one_label_are_not_one_person() -> None:
    graph = networkx.DiGraph()
    graph.add_node("a", label="Twin")
    graph.add_node("b", label="twin")
    graph.add_node("c", label="Other")
    graph.add_edges_from([("a", "c"), ("b", "c")])
    content = from_graph(read_graph(written(graph, "graphml")), TERMS)
    assert not content.lines
    assert {code for _row, code in content.faults} == {"end_twice"}


def test_too_much_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(networkx.gn_graph(30, seed=1), "graphml")
    assert len(read_graph(data).lines) == 29
    for bound in ("MOST_NODES", "MOST_EDGES", "MOST_ELEMENTS", "DEEPEST"):
        with monkeypatch.context() as patch:
            patch.setattr(graphs, bound, 2)
            patch.setattr(graphs, "_read", None)
            with pytest.raises(GraphRefused) as refused:
                read_graph(data)
            assert refused.value.code is GraphFault.TOO_MANY


@pytest.mark.parametrize("declared", [b"<!DOCTYPE x>", b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_document_type_in_any_encoding(declared: bytes, encoding: str) -> None:
    text = '<?xml version="1.0"?>' + declared.decode() + "<graphml/>"
    data = text.encode(encoding)
    assert graphs.is_graph(data)
    with pytest.raises(GraphRefused) as refused:
        read_graph(data)
    assert refused.value.code is GraphFault.UNSAFE


@given(some.data())
@settings(max_examples=150, deadline=None)
def test_anything_is_read_or_refused(data: some.DataObject) -> None:
    whole = written(networkx.gn_graph(4, seed=1), data.draw(some.sampled_from(["graphml", "gexf"])))
    at = data.draw(some.integers(0, len(whole)))
    length = data.draw(some.integers(0, 30))
    broken = whole[:at] + data.draw(some.binary(max_size=8)) + whole[at + length :]
    with suppress(GraphRefused):
        from_graph(read_graph(broken), TERMS)


def test_a_list_is_found_below_its_title_and_days_are_days() -> None:
    text = "A list of ours,,,\nde,vers,date,mots\nOne,Two,2026-03,Oui\nOne,Three,31/12/2025,\nOne,Four,03/04/2026,\n"
    table, columns = table_of(text.encode())
    assert columns == {Column.NAMER: 0, Column.NAMED: 1, Column.ASKED_ON: 2}
    content = from_rows(table.rows, columns, TERMS)
    assert [line.asked_on for line in content.lines] == ["2026-03-01", "2025-12-31"]
    assert content.faults == [(5, "day")]
    assert columns_of(["Source", "TARGET", "Type"]) == {Column.NAMER: 0, Column.NAMED: 1, Column.QUESTION: 2}
