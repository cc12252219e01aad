"""Pictures, text boxes, charts and other drawings of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.text import nfc
from sops.word.lines import Line
from sops.word.names import CHART, DIAGRAM, WP, A, O, R, V, local, told
from sops.word.pictures import picture

if TYPE_CHECKING:
    from sops.word.reader import Reader

_SEEN = ("blip", "imagedata", "txbxContent", "textpath", "chart", "relIds")


def read_drawing(reader: Reader, element: Any, line: Line) -> None:
    """Pictures and text boxes go into `line`; everything else that is drawn is named, with the words it holds."""
    alt = description(element)
    held = next(element.iter(O + "OLEObject"), None)
    ole = held.get("ProgID", "") if held is not None else None
    if held is not None:
        reader.lose("object", detail=ole or "", mark=reader.package.fingerprint(reader.part, held.get(R + "id", "")))
    seen = False
    lettering: list[str] = []
    for node in _outside_boxes(element):
        name = local(node)
        seen = seen or name in _SEEN
        if node.tag == A + "blip":
            _picture(reader, node.get(R + "embed", ""), node.get(R + "link", ""), alt, line)
        elif node.tag == V + "imagedata":
            title = alt or nfc(node.get(O + "title", ""))
            _picture(reader, node.get(R + "id", ""), node.get(R + "href", ""), title, line, of_object=ole is not None)
        elif name == "txbxContent":
            line.boxes.append(node)
        elif name == "textpath" and node.get("string"):
            reader.lose("word_art", node.get("string", ""))
        elif node.tag == CHART + "chart":
            _of_another_part(reader, "chart", node.get(R + "id", ""))
        elif node.tag == DIAGRAM + "relIds":
            _of_another_part(reader, "diagram", node.get(R + "dm", ""))
        elif name in ("contentPart", "inkAnnotation"):
            reader.lose("drawing", detail=name)
            seen = True
        elif name in ("t", "delText") and node.text:
            lettering.append(node.text)
    if lettering:
        reader.lose("drawing", "\n".join(lettering), alt)
    elif not seen and ole is None:
        reader.lose("drawing", detail=alt)


def description(element: Any) -> str:
    """The words an author gave a picture for those who cannot see it."""
    described = next(element.iter(WP + "docPr"), None)
    return nfc(described.get("descr", "")) if described is not None else ""


def _of_another_part(reader: Reader, kind: str, relation_id: str) -> None:
    relation = reader.package.relationships(reader.part).get(relation_id)
    said: list[str] = []
    if relation is not None and not relation.external and relation.target in reader.package:
        root = reader.package.xml(relation.target)
        said = [t.text.strip() for t in root.iter(A + "t", CHART + "v") if t.text and t.text.strip()]
    reader.lose(kind, "\n".join(said))


def _picture(reader: Reader, embed: str, link: str, alt: str, line: Line, *, of_object: bool = False) -> None:
    relations = reader.package.relationships(reader.part)
    relation = relations.get(embed)
    if relation is None or relation.external or relation.target not in reader.package:
        outside = relation or relations.get(link)
        if outside is not None and outside.external:
            reader.lose("picture_outside", detail=outside.target[:300])
        elif embed or link:
            reader.lose("picture", detail=f"{embed or link}?")
        return
    data = reader.package.picture(relation.target)
    key, mime, fault = picture(data)
    if fault:
        reader.lose(
            "picture",
            detail=f"{fault} ({relation.target.rpartition('/')[2]})",
            mark=reader.package.fingerprint(reader.part, embed),
        )
        if of_object:
            return
    else:
        reader.images[key] = (data, mime)
    line.pictures.append((key, alt))


def _outside_boxes(element: Any) -> Iterator[Any]:
    """Descendants, without those inside a text box or inside the second telling of the same thing."""
    for child in element:
        if local(child) == "AlternateContent":
            yield from _outside_boxes(told(child))
            continue
        yield child
        if local(child) != "txbxContent":
            yield from _outside_boxes(child)
