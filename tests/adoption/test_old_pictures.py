"""`comptoir site adopt`: the images that an old site showed still answer at their old addresses."""

import io

import pytest
from PIL import Image

from make_adoption import adopt, write
from make_site import photo
from make_wxr import export, item

CONF = "SITENAME = 'Le canal'\nSITEURL = 'https://canal.example.org'\n"
TEXT = "Le canal relie Nantes à Brest, au fil des écluses."
PICTURE = photo(900, 600)


def pelican(folder):
    return write(folder, {
        "pelicanconf.py": CONF,
        "content/images/quai.jpg": PICTURE,
        "content/a.md": f"Title: Le bief\nDate: 2015-06-01\n\n{TEXT}\n\n"
        "![Le quai]({static}/images/quai.jpg)\n",
    }), "images/quai.jpg"  # fmt: skip


def hugo(folder):
    return write(folder, {
        "hugo.toml": 'baseURL = "https://canal.example.org/"\ntitle = "Le canal"\n',
        "static/img/L’été.jpg": PICTURE,
        "content/posts/bief.md": f"---\ntitle: Le bief\ndate: 2015-06-01\n---\n{TEXT}\n\n"
        "![Le quai](/img/L’été.jpg)\n",
    }), "img/L’été.jpg"  # fmt: skip


def jekyll(folder):
    return write(folder, {
        "_config.yml": "title: Le canal\nurl: https://canal.example.org\n",
        "assets/quai.jpg": PICTURE,
        "_posts/2015-06-01-bief.md": f"---\ntitle: Le bief\nimage: /assets/quai.jpg\n---\n{TEXT}\n",
    }), "assets/quai.jpg"  # fmt: skip


def wordpress(folder):
    body = f'<p>{TEXT}</p><img src="/wp-content/uploads/2019/01/quai.jpg" alt="Le quai">'
    old = "wp-content/uploads/2019/01/quai.jpg"
    shown = item(9, "quai", kind="attachment", media=f"https://canal.example.org/{old}")
    write(folder, {"w.xml": export(item(7, "Le bief", body, name="bief"), shown), old: PICTURE})
    return folder / "w.xml", old


@pytest.mark.parametrize("make", [pelican, hugo, jekyll, wordpress])
def test_a_picture_answers_at_its_old_address(make, comptoir, project_dir, tmp_path):
    source, old = make(tmp_path / "ancien")
    media = ["--media", str(tmp_path / "ancien/wp-content/uploads")] * (make is wordpress)
    told = adopt(comptoir, project_dir, source, *media)
    assert told["redirects"] > 0
    here = ("--project", str(project_dir))
    comptoir("site", "build", "--no-check", *here, code=0)
    with Image.open(io.BytesIO((project_dir / "output" / old).read_bytes())) as image:
        assert (image.format, image.size) == ("JPEG", (900, 600))
    assert not adopt(comptoir, project_dir, source, *media)["written"]
    book = (project_dir / "content/urls.toml").read_text()
    comptoir("site", "publish", "--record", *here, code=0)
    assert f'"/{old}"' in book
    assert f'"/{old}"' in (project_dir / "content/urls.toml").read_text()


def test_a_picture_that_no_page_shows_any_more_is_not_kept(comptoir, project_dir, tmp_path):
    source, old = pelican(tmp_path / "ancien")
    adopt(comptoir, project_dir, source)
    page = next((project_dir / "content/actualites").glob("*le-bief.md"))
    page.write_text(page.read_text().split("![")[0])
    comptoir("site", "build", "--no-check", "--project", str(project_dir), code=0)
    assert not (project_dir / "output" / old).exists()
