"""Pictures, text boxes, charts and other drawings of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.text import nfc
from sops.word.lines import Line
from sops.word.names import CHART, DIAGRAM, WP, A, O, R, V, chosen_branch, local_name
from sops.word.package import Package
from sops.word.pending import PendingLosses
from sops.word.pictures import picture

MAX_DETAIL = 300  # characters of an address in the loss report
# Elements that say what a drawing is; a drawing without any of them is recorded as one that cannot be read.
_KNOWN = ("blip", "imagedata", "txbxContent", "textpath", "chart", "relIds")


class DrawingReader:
    """Reads the drawings of a file and keeps the bytes of their pictures in `images`, by key: (data, MIME type)."""

    def __init__(self, package: Package, losses: PendingLosses) -> None:
        self._package = package
        self._losses = losses
        self.images: dict[str, tuple[bytes, str]] = {}

    def read(self, element: Any, line: Line, part: str) -> None:
        """Add pictures and text boxes to `line`; record everything else that is drawn, with its text."""
        description = description_of(element)
        ole = next(element.iter(O + "OLEObject"), None)
        if ole is not None:
            mark = self._package.fingerprint(part, ole.get(R + "id", ""))
            self._losses.add("object", detail=ole.get("ProgID", ""), mark=mark)
        known = False
        lettering: list[str] = []
        for node in _outside_boxes(element):
            name = local_name(node)
            known = known or name in _KNOWN
            if node.tag == A + "blip":
                self._add_picture(part, node.get(R + "embed", ""), node.get(R + "link", ""), description, line)
            elif node.tag == V + "imagedata":
                title = description or nfc(node.get(O + "title", ""))
                ids = node.get(R + "id", ""), node.get(R + "href", "")
                self._add_picture(part, *ids, title, line, of_object=ole is not None)
            elif name == "txbxContent":
                line.boxes.append(node)
            elif name == "textpath" and node.get("string"):
                self._losses.add("word_art", node.get("string", ""))
            elif node.tag == CHART + "chart":
                self._record_part("chart", part, node.get(R + "id", ""))
            elif node.tag == DIAGRAM + "relIds":
                self._record_part("diagram", part, node.get(R + "dm", ""))
            elif name in ("contentPart", "inkAnnotation"):
                self._losses.add("drawing", detail=name)
                known = True
            elif name in ("t", "delText") and node.text:
                lettering.append(node.text)
        if lettering:
            self._losses.add("drawing", "\n".join(lettering), description)
        elif not known and ole is None:
            self._losses.add("drawing", detail=description)

    def _record_part(self, kind: str, part: str, relation_id: str) -> None:
        """Record a chart or diagram with the text of the part it is drawn from."""
        relation = self._package.relationships(part).get(relation_id)
        texts: list[str] = []
        if relation is not None and not relation.external and relation.target in self._package:
            root = self._package.xml(relation.target)
            texts = [t.text.strip() for t in root.iter(A + "t", CHART + "v") if t.text and t.text.strip()]
        self._losses.add(kind, "\n".join(texts))

    def _add_picture(
        self, part: str, embed_id: str, link_id: str, description: str, line: Line, *, of_object: bool = False
    ) -> None:
        """Add a picture to the line; one that no browser shows has no key, and as preview of an object is left out."""
        relations = self._package.relationships(part)
        relation = relations.get(embed_id)
        if relation is None or relation.external or relation.target not in self._package:
            outside = relation or relations.get(link_id)
            if outside is not None and outside.external:
                self._losses.add("picture_outside", detail=outside.target[:MAX_DETAIL])
            elif embed_id or link_id:
                self._losses.add("picture", detail=f"{embed_id or link_id}?")
            return
        data = self._package.picture(relation.target)
        key, mime, fault = picture(data)
        if fault:
            name = relation.target.rpartition("/")[2]
            mark = self._package.fingerprint(part, embed_id)
            self._losses.add("picture", detail=f"{fault} ({name})", mark=mark)
            if of_object:
                return
        else:
            self.images[key] = (data, mime)
        line.pictures.append((key, description))


def description_of(element: Any) -> str:
    """The alternative text of a drawing."""
    properties = next(element.iter(WP + "docPr"), None)
    return nfc(properties.get("descr", "")) if properties is not None else ""


def _outside_boxes(element: Any) -> Iterator[Any]:
    """Descendants, without those inside a text box or in the unread branch of an AlternateContent."""
    for child in element:
        if local_name(child) == "AlternateContent":
            yield from _outside_boxes(chosen_branch(child))
            continue
        yield child
        if local_name(child) != "txbxContent":
            yield from _outside_boxes(child)
