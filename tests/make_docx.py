"""A document of a word processor, with the merge fields one asks for."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/'
    '2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/><Override PartName="/word/settings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    f'package/2006/relationships"><Relationship Id="rId1" Type="{R}/{{kind}}" Target="{{target}}"/>'
    "{more}</Relationships>"
)


def write_docx(
    path: Path, fields: list[str], *, field: str = "", relation: str = "", macro: bool = False
) -> Path:
    """Write a model: a paragraph a field, and maybe what no model should hold."""
    paragraphs = "".join(_field(f' MERGEFIELD "{name}" ', f"«{name}»") for name in fields)
    if field:
        paragraphs += _field(field, "x")
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        f'{paragraphs}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr(
            "_rels/.rels",
            RELS.format(kind="officeDocument", target="word/document.xml", more=""),
        )
        packed.writestr("word/document.xml", document)
        packed.writestr("word/settings.xml", f'<w:settings xmlns:w="{W}"/>')
        packed.writestr(
            "word/_rels/document.xml.rels",
            RELS.format(kind="settings", target="settings.xml", more=relation),
        )
        if macro:
            packed.writestr("word/vbaProject.bin", b"x")
    return path


def _field(code: str, shown: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f'{escape(code)}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>'
        f'<w:t>{escape(shown)}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
