"""Images of every kind, made here: upright, in sRGB, clean of their camera, never a bug."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from comptoir.errors import InputError
from comptoir.website import shrink
from comptoir.website.rights import ARTIST, COPYRIGHT, rights_of

from make_site import make_site, photo

ORIENTATIONS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # how a scene was turned when the camera kept it, so that the value of EXIF sets it right


def made(path: Path, *, avif: bool = False) -> list[shrink.Variant]:
    return list(shrink.variants(path, shown="content/images/x", avif=avif))


def opened(variant: shrink.Variant) -> Image.Image:
    return Image.open(io.BytesIO(variant.content))


def saved(tmp_path: Path, image: Image.Image, kind: str, **options: Any) -> Path:
    path = tmp_path / f"x.{kind.lower()}"
    image.save(path, kind, **options)
    return path


def quarters() -> Image.Image:
    """A scene of four colours: black, red, green, blue, read as a page."""
    image = Image.new("RGB", (160, 120))
    for place, colour in ((80, 0), "red"), ((0, 60), "lime"), ((80, 60), "blue"):
        image.paste(colour, (*place, place[0] + 80, place[1] + 60))
    return image


def corners(image: Image.Image) -> list[str]:
    wide, high = image.size
    said = []
    for x, y in ((1, 1), (3, 1), (1, 3), (3, 3)):
        pixel: Any = image.convert("RGB").getpixel((wide * x // 4, high * y // 4))
        said.append("".join("1" if value > 127 else "0" for value in pixel))
    return said


@pytest.mark.parametrize("value", ORIENTATIONS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_orientation_is_applied(tmp_path: Path, kind: str, value: int):
    scene, turn = quarters(), ORIENTATIONS[value]
    kept = scene if turn is None else scene.transpose(turn)
    exif = Image.Exif()
    exif[shrink.ORIENTATION] = value
    options = {"quality": 95} if kind != "PNG" else {}
    path = saved(tmp_path, kept, kind, exif=exif, **options)
    assert shrink.size_of(path, shown="x") == scene.size
    for variant in made(path):
        shown = opened(variant)
        assert shown.size == scene.size
        assert corners(shown) == ["000", "100", "010", "001"]
        assert shrink.ORIENTATION not in shown.getexif()


# what a file says of itself

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" photoshop:Credit="Agence &amp; Cie"
 exif:GPSLatitude="47,39N" aux:SerialNumber="NUMERO-XMP">
<dc:creator><rdf:Seq><rdf:li>Élodie Exemple</rdf:li><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Élodie Exemple</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def camera() -> Image.Exif:
    told = Image.Exif()
    told[0x010F], told[0x0110] = "Appareil", "Modèle SECRET-1"
    inner = told.get_ifd(0x8769)
    inner[0xA431], inner[0xA435] = "SECRET-BOITIER", "SECRET-OBJECTIF"  # body, lens
    inner[0xA430], inner[0x927C] = "SECRET-PROPRIETAIRE", b"SECRET-FABRICANT" * 9  # maker note
    inner[0x9286] = b"ASCII\0\0\0SECRET-COMMENTAIRE"
    place = told.get_ifd(0x8825)
    place[1], place[2] = "N", (47.0, 39.0, 0.0)
    return told


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "PNG"])
def test_xmp_keeps_author_credit_and_rights_and_nothing_else(tmp_path: Path, kind: str):
    image, exif = Image.effect_noise((500, 300), 30).convert("RGB"), camera()
    options: dict[str, Any] = {"exif": exif, "xmp": XMP.encode()}
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        packet = PngInfo()
        packet.add_itxt("XML:com.adobe.xmp", XMP)
        packet.add_text("Comment", "SECRET-TEXTE")
        options = {"exif": exif, "pnginfo": packet}
    path = saved(tmp_path, image, kind, **options)
    assert b"SECRET" in path.read_bytes()
    for variant in made(path, avif=True):
        told = rights_of(opened(variant))
        assert told.creator == "Élodie Exemple; Ana"
        assert told.credit == "Agence & Cie"
        assert told.notice == "© Élodie Exemple"
        assert b"SECRET" not in variant.content
        assert b"NUMERO" not in variant.content
        assert b"GPSLatitude" not in variant.content
        assert not opened(variant).getexif().get_ifd(0x8825)


def test_exif_letters_are_kept_as_they_were_meant(tmp_path: Path):
    exif = Image.Exif()
    exif[ARTIST], exif[COPYRIGHT] = "Élodie Exemple".encode(), "© 2026 Élodie".encode()
    path = saved(tmp_path, quarters(), "JPEG", exif=exif)
    for variant in made(path):
        told = rights_of(opened(variant))
        assert (told.creator, told.notice) == ("Élodie Exemple", "© 2026 Élodie")


def test_the_credit_of_an_agency_is_kept(tmp_path: Path):
    records = b"".join(
        b"\x1c\x02" + bytes([number]) + len(words).to_bytes(2, "big") + words
        for number, words in ((80, b"Ana Exemple"), (110, b"Agence"), (116, b"(c) Agence"))
    )
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(records).to_bytes(4, "big") + records
    plain = photo()
    path = tmp_path / "x.jpg"
    path.write_bytes(plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block
                     + plain[2:])  # fmt: skip
    for variant in made(path):
        told = rights_of(opened(variant))
        assert (told.creator, told.credit, told.notice) == ("Ana Exemple", "Agence", "(c) Agence")


def test_an_entity_bomb_in_xmp_is_left_alone(tmp_path: Path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + XMP.replace("Ana", "&b;")
    path = saved(tmp_path, quarters(), "JPEG", xmp=bomb.encode())
    assert not any(rights_of(opened(variant)) for variant in made(path))


def test_a_thumbnail_goes(tmp_path: Path):
    small = io.BytesIO()
    Image.new("RGB", (160, 120), "red").save(small, "JPEG")
    exif = Image.Exif()
    inside = exif.get_ifd(1)  # IFD1, the thumbnail's
    inside[0x0201], inside[0x0202] = 0, len(small.getvalue())
    path = saved(tmp_path, quarters(), "JPEG", exif=exif.tobytes() + small.getvalue())
    assert path.read_bytes().count(b"\xff\xd8\xff") == 2
    for variant in made(path):
        if variant.extension == "jpg":
            assert variant.content.count(b"\xff\xd8\xff") == 1


# modes and profiles


def near(image: Image.Image, *colour: int, tolerance: int = 12) -> bool:
    pixel: Any = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    return all(abs(a - b) <= tolerance for a, b in zip(pixel, colour, strict=True))


def sixteen_bits(value: int) -> bytes:
    """A grey PNG of sixteen bits, of one value."""
    rows = (b"\0" + struct.pack(">H", value) * 40) * 30

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (len(data).to_bytes(4, "big") + kind + data
                + zlib.crc32(kind + data).to_bytes(4, "big"))  # fmt: skip

    head = struct.pack(">IIBBBBB", 40, 30, 16, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))  # fmt: skip


MODES: dict[str, tuple[Callable[[], Image.Image], str, tuple[int, int, int]]] = {
    "CMYK": (lambda: Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
    "grey": (lambda: Image.new("L", (40, 30), 128), "PNG", (128, 128, 128)),
    "one bit": (lambda: Image.new("1", (40, 30), 1), "PNG", (255, 255, 255)),
    "palette": (lambda: Image.new("RGB", (40, 30), "teal").quantize(4), "PNG", (0, 128, 128)),
    "GIF": (lambda: Image.new("RGB", (40, 30), "teal").quantize(4), "GIF", (0, 128, 128)),
    "TIFF": (lambda: Image.new("RGB", (40, 30), "teal"), "TIFF", (0, 128, 128)),
    "real numbers": (lambda: Image.new("F", (40, 30), 0.5), "TIFF", (127, 127, 127)),
}


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_shows_its_colour(tmp_path: Path, mode: str):
    draw, kind, colour = MODES[mode]
    for variant in made(saved(tmp_path, draw(), kind), avif=True):
        assert near(opened(variant), *colour), (variant.extension, mode)


@pytest.mark.parametrize("value", [0, 20_000, 40_000, 65_535])
def test_sixteen_bits_are_brought_to_eight(tmp_path: Path, value: int):
    path = tmp_path / "x.png"
    path.write_bytes(sixteen_bits(value))
    for variant in made(path):
        assert near(opened(variant), *(value // 257,) * 3, tolerance=3)


def test_a_palette_with_transparency_stays_transparent(tmp_path: Path):
    image = Image.new("P", (40, 30), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    path = saved(tmp_path, image, "PNG", transparency=0)
    assert {variant.extension for variant in made(path)} == {"webp", "png"}


def wide_profile() -> bytes:
    """A profile whose red is far from sRGB's: Lab itself would do, XYZ is simpler to make."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_profiles_are_applied_and_left_out(tmp_path: Path, mode: str):
    image = quarters().convert(mode)
    if mode == "RGBA":
        image.putalpha(100)
    path = saved(tmp_path, image, "PNG", icc_profile=wide_profile())
    for variant in made(path, avif=True):
        shown = opened(variant)
        assert "icc_profile" not in shown.info
        assert corners(shown) == ["000", "100", "010", "001"]


def test_a_broken_profile_is_no_fault(tmp_path: Path):
    path = saved(tmp_path, quarters(), "PNG", icc_profile=b"nothing of a profile")
    assert corners(opened(made(path)[-1])) == ["000", "100", "010", "001"]


# shapes, extensions, damage


@pytest.mark.parametrize("size", [(1, 1), (1, 10_000), (10_000, 1), (2, 3)])
def test_thin_images_are_made(tmp_path: Path, size: tuple[int, int]):
    variants = made(saved(tmp_path, Image.new("RGB", size, "teal"), "PNG"), avif=True)
    assert {variant.extension for variant in variants} == {"avif", "webp", "jpg"}
    assert all(opened(v).size == (v.width, v.height) for v in variants)


def test_an_image_longer_than_formats_hold_is_refused(tmp_path: Path):
    path = saved(tmp_path, Image.new("1", (30, 20_000)), "PNG")
    with pytest.raises(InputError, match="trop longue \\(30 × 20000 points\\)"):
        made(path)


def test_an_animation_shows_its_first_view(tmp_path: Path):
    views = [Image.new("RGB", (40, 30), colour) for colour in ("red", "lime", "blue")]
    for kind in ("GIF", "WEBP"):
        path = saved(tmp_path, views[0], kind, save_all=True, append_images=views[1:])
        assert near(opened(made(path)[-1]), 255, 0, 0)


def test_a_wrong_extension_does_not_matter(tmp_path: Path):
    path = tmp_path / "x.jpg"
    quarters().save(path, "PNG")
    assert len(made(path)) == 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_a_file_cut_anywhere_is_told_and_nothing_else(tmp_path: Path, kind: str):
    whole = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(whole, kind)
    for part in (0, 3, 20, 60, 95):
        path = tmp_path / f"{part}.{kind.lower()}"
        path.write_bytes(whole.getvalue()[: len(whole.getvalue()) * part // 100])
        try:
            made(path)
        except InputError as error:
            assert "n’est pas une image" in str(error) or "abîmée" in str(error)


def test_a_bomb_held_in_a_page_is_told_with_its_line(tmp_path: Path):
    site = make_site(tmp_path)
    bomb = io.BytesIO()
    Image.new("1", (30_000, 20_000)).save(bomb, "PNG")
    site.write("content/images/bombe.png", bomb.getvalue())
    site.page("content/pages/contact.md", body="![x](/images/bombe.png)")
    (held,) = site.build().held
    assert "contact.md, ligne 8 : image bombe.png : cette image est trop grande" in held.reasons[0]


def test_only_the_first_image_of_a_page_comes_at_once(tmp_path: Path):
    site = make_site(tmp_path)
    site.page("content/pages/contact.md", body="![a](/images/quai.jpg)\n\n![b](/images/quai.jpg)")
    site.build()
    html = site.html("/contact/")
    assert html.count('fetchpriority="high"') == 1
    assert html.count('loading="lazy"') == 1
    assert html.index('fetchpriority="high"') < html.index('loading="lazy"')
    assert html.count('width="1000" height="700"') == 2
    assert " 480w, " in html
