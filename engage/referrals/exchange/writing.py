"""A graph as a file, made in memory and nowhere else. Pure."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from xml.sax.saxutils import escape, quoteattr

from engage.referrals.exchange.taking import Edge, Node, Taken
from engage.referrals.exchange.vocabulary import GraphForm
from engage.stakeholders.importing.mending import harmless

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OF_NODES = (("label", "string"), ("is_start", "boolean"), ("wave", "int"))
_OF_EDGES = ("question", "asked_on", "state", "may_be_told")


def written(form: GraphForm, taken: Taken) -> bytes:
    """The file."""
    return _WRITERS[form](taken)


def _graphml(taken: Taken) -> bytes:
    parts = [_XML, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n']
    parts += [f'<key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>\n' for name, kind in _OF_NODES]
    parts += [f'<key id="{name}" for="edge" attr.name="{name}" attr.type="string"/>\n' for name in _OF_EDGES]
    parts.append('<graph edgedefault="directed">\n')
    for node in taken.nodes:
        said = "".join(f'<data key="{name}">{escape(text)}</data>' for name, text in _about_node(node))
        parts.append(f"<node id={quoteattr(node.id)}>{said}</node>\n")
    for number, edge in enumerate(taken.edges):
        said = "".join(f'<data key="{name}">{escape(text)}</data>' for name, text in _about_edge(edge))
        one, other = taken.nodes[edge.namer].id, taken.nodes[edge.named].id
        parts.append(f'<edge id="e{number}" source={quoteattr(one)} target={quoteattr(other)}>{said}</edge>\n')
    return "".join([*parts, "</graph>\n</graphml>\n"]).encode()


def _gexf(taken: Taken) -> bytes:
    parts = [_XML, '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<graph defaultedgetype="directed">\n']
    parts.append('<attributes class="node">')
    kinds = {"int": "integer"}
    parts += [f'<attribute id="{name}" title="{name}" type="{kinds.get(kind, kind)}"/>' for name, kind in _OF_NODES[1:]]
    parts.append('</attributes>\n<attributes class="edge">')
    parts += [f'<attribute id="{name}" title="{name}" type="string"/>' for name in _OF_EDGES]
    parts.append("</attributes>\n<nodes>\n")
    for node in taken.nodes:
        said = _values(_about_node(node)[1:])
        parts.append(f"<node id={quoteattr(node.id)} label={quoteattr(node.pseudonym)}>{said}</node>\n")
    parts.append("</nodes>\n<edges>\n")
    for number, edge in enumerate(taken.edges):
        one, other = taken.nodes[edge.namer].id, taken.nodes[edge.named].id
        said = _values(_about_edge(edge))
        parts.append(f'<edge id="e{number}" source={quoteattr(one)} target={quoteattr(other)}>{said}</edge>\n')
    return "".join([*parts, "</edges>\n</graph>\n</gexf>\n"]).encode()


def _values(said: Iterable[tuple[str, str]]) -> str:
    values = "".join(f'<attvalue for="{name}" value={quoteattr(text)}/>' for name, text in said)
    return f"<attvalues>{values}</attvalues>"


def _kumu(taken: Taken) -> bytes:
    """Elements and connections, as Kumu's JSON import wants them; pseudonyms are unique, so lines go by label."""
    elements = [
        {"label": node.pseudonym, "type": "Start" if node.is_start else "Named", "wave": node.wave}
        for node in taken.nodes
    ]
    connections = [
        {
            "from": taken.nodes[edge.namer].pseudonym,
            "to": taken.nodes[edge.named].pseudonym,
            "direction": "directed",
            "type": edge.question,
            "asked on": edge.asked_on,
            "state": edge.state,
            "may be told": edge.told,
        }
        for edge in taken.edges
    ]
    return json.dumps({"elements": elements, "connections": connections}, ensure_ascii=False, indent=1).encode()


def _edges(taken: Taken) -> bytes:
    rows = (
        [taken.nodes[edge.namer].pseudonym, taken.nodes[edge.named].pseudonym, *(text for _name, text in said)]
        for edge in taken.edges
        for said in [_about_edge(edge)]
    )
    return _csv(["from", "to", *_OF_EDGES], rows)


def _nodes(taken: Taken) -> bytes:
    rows = (
        [node.pseudonym, "true" if node.is_start else "false", "" if node.wave is None else str(node.wave)]
        for node in taken.nodes
    )
    return _csv(["label", "is_start", "wave"], rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    into = StringIO(newline="")
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return into.getvalue().encode("utf-8-sig")


def _about_node(node: Node) -> list[tuple[str, str]]:
    said = [("label", node.pseudonym), ("is_start", "true" if node.is_start else "false")]
    return said if node.wave is None else [*said, ("wave", str(node.wave))]


def _about_edge(edge: Edge) -> list[tuple[str, str]]:
    return list(zip(_OF_EDGES, (edge.question, edge.asked_on, edge.state, edge.told), strict=True))


_WRITERS: dict[GraphForm, Callable[[Taken], bytes]] = {
    GraphForm.GRAPHML: _graphml,
    GraphForm.GEXF: _gexf,
    GraphForm.KUMU: _kumu,
    GraphForm.EDGES: _edges,
    GraphForm.NODES: _nodes,
}
