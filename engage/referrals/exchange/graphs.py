"""GraphML and GEXF as they come in. Pure; in memory only.

A reader that trusts nothing goes over every byte first: no document type, no entities, nothing large, nothing deep.
Only what passes is handed to the library that knows these formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from engage.referrals.exchange.vocabulary import GraphFault

MOST_BYTES = 5 * 1024 * 1024
MOST_NODES = 100_000
MOST_EDGES = 200_000
MOST_ELEMENTS = 1_000_000
DEEPEST = 40
PIECE = 64 * 1024
_LABELS = ("label", "pseudonym", "name")
_SHORT = 1_000
_OPENINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")


class GraphRefused(ValueError):
    """The file cannot be read; `code` says why, in words for people."""

    def __init__(self, code: GraphFault) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Graph:
    """What a file says: what its people are called, and its lines as (from, to, attributes), in its order.

    `shared`: those of `ends` whose label several carry. `alone`: how many have no line.
    """

    ends: list[str]
    lines: list[tuple[int, int, dict[str, str]]]
    shared: frozenset[int]
    alone: int


class _Watch:
    """Counts what goes by and keeps nothing."""

    def __init__(self) -> None:
        self.root = ""
        self._depth = self._elements = self._nodes = self._edges = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Raises GraphRefused for one too many."""
        name = tag.rpartition("}")[2]
        self.root = self.root or name
        self._depth += 1
        self._elements += 1
        self._nodes += name == "node"
        self._edges += name == "edge"
        many = self._nodes > MOST_NODES or self._edges > MOST_EDGES or self._elements > MOST_ELEMENTS
        if many or self._depth > DEEPEST or len(attributes) > DEEPEST:
            raise GraphRefused(GraphFault.TOO_MANY)

    def end(self, _tag: str) -> None:
        self._depth -= 1

    def data(self, text: str) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """There is nothing to give."""


def is_packed(data: bytes) -> bool:
    """Whether a file is packed; workbooks, which are packed too, are read elsewhere."""
    return data.startswith(_PACKED)


def is_graph(data: bytes) -> bool:
    """Whether a file begins as XML does."""
    start = data[:256]
    return start.startswith(_OPENINGS) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_graph(data: bytes) -> Graph:
    """The graph of a GraphML or GEXF file. Raises GraphRefused."""
    if len(data) > MOST_BYTES:
        raise GraphRefused(GraphFault.TOO_LARGE)
    root = _looked_over(data)
    if root not in {"graphml", "gexf"}:
        raise GraphRefused(GraphFault.NOT_XML)
    found = _read(data, root)
    if not found.is_directed():
        raise GraphRefused(GraphFault.NO_DIRECTION)
    nodes = list(found.nodes(data=True))
    edges = list(found.edges(data=True))
    if len(nodes) > MOST_NODES or len(edges) > MOST_EDGES:
        raise GraphRefused(GraphFault.TOO_MANY)
    if not edges:
        raise GraphRefused(GraphFault.NO_NAMINGS)
    place = {key: at for at, (key, _about) in enumerate(nodes)}
    ends = [_called(key, about) for key, about in nodes]
    first: dict[str, int] = {}
    shared = set()
    for at, end in enumerate(ends):
        if first.setdefault(end.casefold(), at) != at:
            shared |= {at, first[end.casefold()]}
    lines = [(place[one], place[other], _said(about)) for one, other, about in edges]
    linked = {end for line in lines for end in line[:2]}
    return Graph(ends, lines, frozenset(shared), len(nodes) - len(linked))


def _looked_over(data: bytes) -> str:
    """The name of the outermost element of XML that can do no harm. Raises GraphRefused."""
    watch = _Watch()
    parser = DefusedXMLParser(target=watch, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        for start in range(0, len(data), PIECE):
            parser.feed(data[start : start + PIECE])
        parser.close()
    except GraphRefused:
        raise
    except DefusedXmlException:
        raise GraphRefused(GraphFault.UNSAFE) from None
    except (ParseError, ValueError, LookupError):
        # An encoding that nobody knows is a LookupError.
        raise GraphRefused(GraphFault.NOT_XML) from None
    return watch.root


def _read(data: bytes, root: str) -> Any:
    # Loaded for the few who bring a graph in: it takes a quarter of a second and many megabytes.
    import networkx

    try:
        return (networkx.read_graphml if root == "graphml" else networkx.read_gexf)(BytesIO(data))
    except (networkx.NetworkXError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise GraphRefused(GraphFault.NOT_XML) from None


def _called(key: Any, about: dict[str, Any]) -> str:
    """What the file calls someone: a label if there is one, else what stands for them in the lines."""
    for name in _LABELS:
        if text := _tidy(str(about.get(name, ""))[:_SHORT]):
            return text
    return _tidy(str(key)[:_SHORT])


def _said(about: dict[str, Any]) -> dict[str, str]:
    return {str(name)[:_SHORT]: str(value) for name, value in about.items() if value is not None}


def _tidy(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
