"""The marked-up parts of office documents: read without following anything out of them, written anew."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.vocabulary import FileRefusal

# A path on someone's machine tells whose it is; an address of the web was written to be followed.
OF_A_MACHINE = re.compile(r"^(file:|[A-Za-z]:[\\/]|\\\\|/(Users|home)/)")


def read_marked(data: bytes) -> Any:
    """The root of a part. Raises FileRefused for what is broken or declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise FileRefused(FileRefusal.BROKEN) from None
    if root.getroottree().docinfo.doctype:
        raise FileRefused(FileRefusal.BROKEN)
    return root


def write_marked(root: Any) -> bytes:
    """The part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(name: Any) -> str:
    """The name of an element or attribute without its namespace."""
    return etree.QName(name).localname if isinstance(name, str) else ""


def take_out(element: Any) -> None:
    """Removes an element and keeps the words that followed it."""
    parent, tail = element.getparent(), element.tail
    if tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
