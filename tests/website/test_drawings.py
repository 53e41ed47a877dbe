"""SVG files: what only draws is copied, what could do more is refused."""

from pathlib import Path

import pytest

from comptoir.errors import InputError
from comptoir.readers.drawings import read_drawing

from make_site import make_site, photo

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path d="M0 0h9"/></svg>'


def test_a_drawing_is_copied_with_its_size(tmp_path: Path):
    site = make_site(tmp_path)
    site.write("content/images/logo.svg", PLAIN)
    site.page("content/pages/contact.md", body="![Le logo](/images/logo.svg)")
    assert not site.build().held
    assert 'alt="Le logo" width="300" height="200"' in site.html("/contact/")
    (made,) = (site.output / "images").glob("logo-*.svg")
    assert made.read_text("utf-8") == PLAIN


def test_the_logo_of_the_register_is_the_icon(tmp_path: Path):
    site = make_site(tmp_path)
    site.build()
    letter = (site.output / "favicon.ico").read_bytes()
    logo = 'author = "A"\nlicence = "own"\nalt = "Le logo"\nkind = "logo"\n'
    site.write("content/images/logo.svg", PLAIN)
    site.write("content/images/logo.png", photo(60, 40, "PNG"))
    register = (site.root / "content/images/register.toml").read_text("utf-8")
    both = f'[images."logo.svg"]\n{logo}[images."logo.png"]\n{logo}'
    site.write("content/images/register.toml", f"{both}{register}")
    site.build()
    assert (site.output / "favicon.svg").read_text("utf-8") == PLAIN
    assert (site.output / "favicon.ico").read_bytes() != letter


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        '<g onload="x"/>',
        '<a href="javascript:x"/>',
        '<image href="https://example.org/a.png"/>',
        '<rect style="fill:url(https://example.org/a)"/>',
        "<style>@import 'a.css'</style>",
        '<h:body xmlns:h="http://www.w3.org/1999/xhtml"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>',
        '<set attributeName="href" to="javascript:x"/>',
        '<animate attributeName="xlink:href" values="javascript:x"/>',
        '<animate attributeName="onclick" to="x"/>',
        '<use href="data:image/svg+xml,x"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//example.org/a.svg#b"/>',
        '<image href=" https://example.org/a.png"/>',
        '<rect fill="url(//example.org/a)"/>',
        "<style>a{fill:u\\72l(https://example.org/a)}</style>",
        "<style>@\\69mport 'a.css'</style>",
        "<style>a{background:image-set('https://example.org/a' 1x)}</style>",
        "<style><![CDATA[@import 'a.css']]></style>",
        '<g xml:base="https://example.org/"/>',
        "<?xml-stylesheet href='a.css'?>",
        "<p",
    ],
)
def test_a_drawing_that_could_do_more_is_refused(tmp_path: Path, inside: str):
    path = tmp_path / "x.svg"
    path.write_text(PLAIN.replace("<path", f"{inside}<path"), "utf-8")
    with pytest.raises(InputError, match="ce dessin SVG"):
        read_drawing(path, shown="x.svg")


def test_the_declaration_that_drawing_programs_write_is_taken_off(tmp_path: Path):
    path = tmp_path / "x.svg"
    svg11 = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE svg PUBLIC {svg11}>{PLAIN}', "utf-8")
    content, width, height = read_drawing(path, shown="x.svg")
    assert content.decode() == f'<?xml version="1.0"?>{PLAIN}'
    assert (width, height) == (300, 200)


def test_an_encoding_that_could_hide_something_is_refused(tmp_path: Path):
    path = tmp_path / "x.svg"
    path.write_text(f'<?xml version="1.0" encoding="utf-7"?>{PLAIN}', "utf-8")
    with pytest.raises(InputError, match="l’encodage utf-7"):
        read_drawing(path, shown="x.svg")


def test_a_drawing_to_download_is_looked_at_too(tmp_path: Path):
    site = make_site(tmp_path)
    site.write("content/fichiers/plan.svg", PLAIN.replace("<path", "<script>x</script><path"))
    site.page("content/pages/contact.md", body="::: telechargements\nplan.svg : Le plan\n:::")
    (held,) = site.build().held
    assert "ligne 9 : plan.svg : ce dessin SVG contient un élément <script>" in held.reasons[0]
    site.write("content/fichiers/plan.svg", PLAIN)
    assert not site.build().held
    assert (site.output / "fichiers/plan.svg").is_file()


def test_entities_are_refused_before_they_grow(tmp_path: Path):
    path = tmp_path / "x.svg"
    path.write_text('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + PLAIN, "utf-8")
    with pytest.raises(InputError, match="déclaration"):
        read_drawing(path, shown="x.svg")


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="30" height="20px"', (30, 20)),
        ('viewBox="0 0 7 5"', (7, 5)),
        ("", (960, 640)),
        ('width="1.2.3" height="4"', (960, 640)),
        (f'viewBox="0 0 {"9" * 400} 5"', (960, 640)),
        ('viewBox="0,0,0,0"', (960, 640)),
    ],
)
def test_sizes(tmp_path: Path, head: str, size: tuple[int, int]):
    path = tmp_path / "x.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>', "utf-8")
    assert read_drawing(path, shown="x.svg")[1:] == size


ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
  <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
]>
<svg version="1.1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;"
  xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 200" xml:space="preserve">
<metadata><x:xmpmeta>Camille Exemple</x:xmpmeta></metadata>
<switch>
<foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1">
<i:pgfRef xlink:href="#adobe_illustrator_pgf"/></foreignObject>
<g i:extraneous="self"><path id="Quai" fill="#1f5f6b" d="M0 0h9"/><use xlink:href="#Quai"/></g>
</switch>
<i:pgf id="adobe_illustrator_pgf"><![CDATA[eJzsvet2HDeSLvoE/Q55]]></i:pgf>
</svg>"""
INKSCAPE = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" sodipodi:docname="logo.svg"
  inkscape:export-filename="/home/camille/Bureau/logo.png">
<sodipodi:namedview id="base" inkscape:window-width="1920"/>
<metadata><rdf:RDF/></metadata><title>Le quai</title>
<g inkscape:label="Calque 1"><path d="M0 0h9" sodipodi:nodetypes="cc"/></g></svg>"""


@pytest.mark.parametrize("text", [ILLUSTRATOR, INKSCAPE], ids=["illustrator", "inkscape"])
def test_what_drawing_programs_leave_is_taken_off(tmp_path: Path, text: str):
    path = tmp_path / "x.svg"
    path.write_text(text, "utf-8")
    content, width, height = read_drawing(path, shown="x.svg")
    assert (width, height) == (300, 200)
    left = content.decode()
    assert 'd="M0 0h9"' in left
    for word in ("foreignObject", "adobe", "pgf", "metadata", "sodipodi", "inkscape", "camille"):
        assert word not in left
    path.write_bytes(content)
    assert read_drawing(path, shown="x.svg")[0] == content, "a cleaned drawing is as it is"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ILLUSTRATOR.replace("<path", "<script>x</script><path"), "un élément <script>"),
        (ILLUSTRATOR.replace('"#Quai"', '"https://example.org/a.svg"'), "un lien vers l’extérieur"),
        (ILLUSTRATOR.replace("http://ns.adobe.com/Ext", "&ns_ai;Ext"), "une déclaration"),
        (ILLUSTRATOR.replace('ns_ai "', 'ns_ai SYSTEM "'), "une déclaration"),
        (PLAIN.replace("<path", "<foreignObject/><!--").replace("/></", "/>--></"),
         "un élément <foreignobject>"),
    ],
)  # fmt: skip
def test_a_file_of_a_drawing_program_that_could_do_more_is_refused(
    tmp_path: Path, text: str, said: str
):
    path = tmp_path / "x.svg"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        read_drawing(path, shown="x.svg")


def test_a_drawing_to_download_is_cleaned_too(tmp_path: Path):
    site = make_site(tmp_path)
    site.write("content/fichiers/plan.svg", ILLUSTRATOR)
    site.page("content/pages/contact.md", body="[Le plan](/fichiers/plan.svg)")
    site.build()
    given = (site.output / "fichiers/plan.svg").read_text("utf-8")
    assert 'd="M0 0h9"' in given
    assert "foreignObject" not in given
