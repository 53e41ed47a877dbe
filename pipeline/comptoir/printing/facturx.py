"""Put the XML of an invoice in its PDF/A-3: the pair is a Factur-X.

The PDF stays what typst made of it: its XMP is completed, not written anew, so that PDF/A-3a and
PDF/UA-1 still hold.
"""

import io
from datetime import datetime
from typing import Any

FILE = "factur-x.xml"
LEVEL = "EN 16931"  # fx:ConformanceLevel
NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
PROPERTIES = (
    ("DocumentFileName", FILE, "The name of the embedded XML document"),
    ("DocumentType", "INVOICE", "The type of the hybrid document in capital letters"),
    ("Version", "1.0", "The actual version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", LEVEL, "The conformance level of the embedded XML document"),
)


def attach(pdf: bytes, xml: bytes, *, modified: datetime) -> bytes:
    """Return a PDF/A-3 with its XML attached and declared.

    The same PDF, XML and moment give the same bytes.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        spec = pikepdf.AttachedFileSpec(
            document,
            xml,
            filename=FILE,
            description="Factur-X",
            mime_type="text/xml",
            relationship=pikepdf.Name.Alternative,
        )
        embedded = spec.obj.EF.F
        stamp = f"D:{modified:%Y%m%d%H%M%S}+00'00'"
        embedded.Params.ModDate = stamp
        embedded.Params.CreationDate = stamp
        document.attachments[FILE] = spec
        document.Root.AF = document.make_indirect(pikepdf.Array([document.attachments[FILE].obj]))
        packet = document.Root.Metadata.read_bytes().decode("utf-8")
        document.Root.Metadata.write(declared(packet).encode("utf-8"))
        out = io.BytesIO()
        modes: Any = pikepdf.ObjectStreamMode
        document.save(out, deterministic_id=True, object_stream_mode=modes.preserve)
    return out.getvalue()


def declared(packet: str) -> str:
    """Return an XMP packet that says which file is the invoice, and describes how it says it."""
    values = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, value, _ in PROPERTIES)
    said = f'<rdf:Description rdf:about="" xmlns:fx="{NAMESPACE}">{values}</rdf:Description>'
    described = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{text}</pdfaProperty:description></rdf:li>"
        for name, _, text in PROPERTIES
    )
    schema = (
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
    bag = "</rdf:Bag></pdfaExtension:schemas>"
    if packet.count(bag) != 1 or packet.count("</rdf:RDF>") != 1:
        raise ValueError("an XMP packet that typst did not write")
    return packet.replace(bag, schema + bag).replace("</rdf:RDF>", said + "</rdf:RDF>")


def attached(pdf: bytes) -> dict[str, bytes]:
    """Return the files attached to a PDF, by name."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            name: bytes(spec.get_file().read_bytes()) for name, spec in document.attachments.items()
        }
