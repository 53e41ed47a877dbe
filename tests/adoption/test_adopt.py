"""`comptoir site adopt`: sites of every maker taken in, old addresses kept, nothing done twice."""

import re
import tomllib
from urllib.parse import quote

import pytest

from comptoir.context import Silent
from comptoir.errors import InputError
from comptoir.readers.adoption.wordpress import read_wordpress

from make_adoption import PNG, adopt, write
from make_site import photo
from starters import fill_identity


@pytest.fixture
def pelican_site(tmp_path):
    return write(
        tmp_path / "ancien",
        {
            "pelicanconf.py": "import md5\nimport locale\n"
            "locale.setlocale(locale.LC_ALL, 'xx_XX')\n"
            "SITENAME = u'Le canal'\nSITEURL = 'https://canal.example.org'\nPATH = 'content'\n"
            "ARTICLE_URL = '{date:%Y}/{slug}.html'\nARTICLE_SAVE_AS = ARTICLE_URL\n"
            "ARTICLE_DIR = 'blog'\nPLUGINS = ['inconnue', 'gravatar']\nTHEME = '/ailleurs/theme'\n",
            "content/blog/un.md": "Title: Un été\nDate: 2015-06-01 10:00\nTags: eau, bois\n\n"
            "Le canal relie Nantes à Brest. Voir [deux]({filename}deux.rst).\n\n"
            "![Quai]({static}/images/Été au quai.png)\n",
            "content/blog/deux.rst": "Deux\n####\n\n:date: 2016-01-02\n:category: Vie\n\n"
            "Un *texte* assez long pour un résumé.\n",
            "content/blog/trois.md": "Title: Trois\nDate: 2016-02-02\nStatus: draft\n\nPas fini.\n",
            "content/blog/faux.md": b"Title: X\n\0\n",
            "content/pages/nous.md": "---\ntitle: Nous\ndate: 2014-01-01\n---\n"
            "Qui nous sommes ici.\n",
            "content/images/Été au quai.png": PNG,
        },
    )


def test_a_pelican_site_keeps_its_addresses_and_its_drafts(comptoir, project_dir, pelican_site):
    told = adopt(comptoir, project_dir, pelican_site)
    text = (project_dir / "content/actualites/2015-06-01-un-ete.md").read_text()
    assert 'aliases: ["/2015/un-ete.html"]' in text
    assert "[deux](/actualites/deux/)" in text
    assert "![Quai](/images/ete-au-quai.png)" in text
    assert (told["articles"], told["pages"], told["drafts"]) == (3, 1, 1)
    assert "status: draft" in (project_dir / "content/actualites/2016-02-02-trois.md").read_text()
    assert 'aliases: ["/pages/nous.html"]' in (project_dir / "content/pages/nous.md").read_text()


def test_what_is_not_carried_over_is_said(comptoir, project_dir, pelican_site):
    topics = {r["topic"] for r in adopt(comptoir, project_dir, pelican_site)["remarks"]}
    assert topics >= {"settings", "locale", "plugin", "network", "theme", "file", "image"}


def test_a_second_run_changes_nothing(comptoir, project_dir, pelican_site):
    adopt(comptoir, project_dir, pelican_site)
    before = {p: p.read_bytes() for p in project_dir.rglob("*") if p.is_file()}
    told = adopt(comptoir, project_dir, pelican_site)
    assert (told["created"], told["updated"], told["written"]) == (0, 0, [])
    assert before == {p: p.read_bytes() for p in project_dir.rglob("*") if p.is_file()}


def test_nothing_written_looks_like_the_number_of_a_card(comptoir, project_dir, pelican_site):
    name = "un_4970101234567899_n"
    write(pelican_site, {f"content/images/{name}.png": PNG})
    write(pelican_site, {"content/blog/un.md": "Title: Un\nDate: 2015-06-01\n\n"
                         f"![Quai]({{static}}/images/{name}.png)\n"})  # fmt: skip
    adopt(comptoir, project_dir, pelican_site)
    found = sorted((project_dir / "content").rglob("*"))
    texts = [str(p) + p.read_text() for p in found if p.suffix in (".md", ".json", ".toml")]
    assert not [text for text in texts if re.search(r"\d{13,}", text)]


def test_feeds_and_documents_keep_their_addresses(comptoir, project_dir, pelican_site):
    write(
        pelican_site,
        {
            "content/images/statuts.pdf": b"%PDF-1.4 x",
            "content/blog/quatre.md": "Title: Quatre\nDate: 2017-01-02\n\n"
            "Les [statuts]({static}/images/statuts.pdf).\n",
        },
    )
    adopt(comptoir, project_dir, pelican_site)
    moved = tomllib.loads((project_dir / "content/urls.toml").read_text())["moved"]
    assert moved["/feeds/all.atom.xml"] == "/actualites/atom.xml"
    assert moved["/images/statuts.pdf"] == "/fichiers/statuts.pdf"


def test_the_languages_of_a_subsite_keep_their_addresses(comptoir, project_dir, tmp_path):
    source = write(
        tmp_path / "langues",
        {
            "pelicanconf.py": "SITENAME = 'L'\nDEFAULT_LANG = 'fr'\nPLUGINS = ['i18n_subsites']\n"
            "I18N_SUBSITES = {'en': {}}\nPAGE_URL = PAGE_SAVE_AS = '{slug}.html'\n",
            "content/pages/a.md": "Title: Nous\nSlug: nous\nLang: fr\n\nQui nous sommes ici.\n",
            "content/pages/b.md": "Title: Us\nSlug: nous\nLang: en\n\nWho we are, in short.\n",
        },
    )
    adopt(comptoir, project_dir, source)
    assert 'aliases: ["/nous.html"]' in (project_dir / "content/pages/nous.md").read_text()
    assert '"/en/nous.html"' in (project_dir / "content/pages/nous-2.md").read_text()


def test_a_dry_run_writes_nothing(comptoir, project_dir, pelican_site):
    adopt(comptoir, project_dir, pelican_site, "--dry-run")
    assert not (project_dir / "content").exists()


def test_the_report_is_written_and_the_same_twice(comptoir, project_dir, pelican_site):
    told = adopt(comptoir, project_dir, pelican_site)
    report = project_dir / told["report"]
    text = report.read_text()
    assert text.startswith("# Reprise d’un site Pelican\n\nSite Pelican « Le canal » : 1 page")
    assert "### Extensions qui appellent le réseau (1)" in text
    adopt(comptoir, project_dir, pelican_site)
    assert report.read_text() == text


def test_an_untouched_page_of_the_skeleton_gives_way(comptoir, tmp_path):
    comptoir("new", str(tmp_path / "neuf"), "--kind", "association", "--name", "Le canal", code=0)
    source = write(
        tmp_path / "ancien",
        {
            "pelicanconf.py": "SITENAME = 'Le canal'\n",
            "content/pages/a.md": "Title: Accueil\nsave_as: index.html\n\nLe vieil accueil.\n",
            "content/pages/contact.md": "Title: Contact\n\nNous joindre au quai.\n",
            "content/pages/legal.md": "Title: Mentions légales\n\nNos vieilles mentions.\n",
        },
    )
    adopt(comptoir, tmp_path / "neuf", source)
    old_notice = tmp_path / "neuf/content/pages/mentions-legales-2.md"
    assert "status: draft" in old_notice.read_text()
    assert "Le vieil accueil." in (tmp_path / "neuf/content/pages/index.md").read_text()
    assert "au quai" in (tmp_path / "neuf/content/pages/contact.md").read_text()


def test_a_touched_page_of_the_skeleton_stays(comptoir, tmp_path):
    comptoir("new", str(tmp_path / "neuf"), "--kind", "association", "--name", "Le canal", code=0)
    contact = tmp_path / "neuf/content/pages/contact.md"
    contact.write_text(contact.read_text() + "\nÀ nous.\n")
    source = write(
        tmp_path / "ancien",
        {
            "pelicanconf.py": "SITENAME = 'Le canal'\n",
            "content/pages/contact.md": "Title: Contact\n\nNous joindre au quai.\n",
        },
    )
    adopt(comptoir, tmp_path / "neuf", source)
    assert "À nous." in contact.read_text()
    assert (tmp_path / "neuf/content/pages/contact-2.md").is_file()


def test_adopted_images_appear_for_six_months_while_their_rights_are_found(comptoir, tmp_path):
    project = tmp_path / "site"
    comptoir("new", str(project), "--kind", "association", "--name", "Le canal", code=0)
    fill_identity(project)
    picture = photo(400, 300)
    text = "Title: Un\nDate: 2019-01-02\n\nAssez long.\n\n![Quai]({static}/images/q.jpg)\n"
    old = write(
        tmp_path / "ancien",
        {"pelicanconf.py": "PATH = 'content'\n", "content/images/q.jpg": picture,
         "content/un.md": text, "content/deux.adoc": "= Deux\n"},
    )  # fmt: skip
    told = adopt(comptoir, project, old)
    assert any("l’AsciiDoc n’est pas repris" in remark["found"] for remark in told["remarks"])
    waivers = (project / "legal/waivers.toml").read_text()
    (waiver,) = tomllib.loads(waivers)["waiver"]
    assert (waiver["code"], waiver["paths"]) == ("IMG021", ["content/images/q.jpg"])
    here = ("--project", str(project))
    built = comptoir("site", "build", *here, code=0).out
    assert "Retenue" not in built
    assert "<picture" in (project / "output/actualites/un/index.html").read_text()
    assert "1 dérogation" in comptoir("check", *here, code=0).out
    adopt(comptoir, project, old)
    assert (project / "legal/waivers.toml").read_text() == waivers
    later = comptoir("--today", "2030-01-01", "check", *here)
    assert later.code == 1
    assert "IMG021" in later.out
    write(project, {"content/images/autre.jpg": picture})
    page = project / "content/actualites/2019-01-02-un.md"
    page.write_text(page.read_text().replace("q.jpg", "autre.jpg"))
    assert "autre.jpg n’est pas au registre" in comptoir("check", *here, code=1).out


def test_what_was_changed_by_hand_stays(comptoir, project_dir, pelican_site):
    adopt(comptoir, project_dir, pelican_site)
    page = project_dir / "content/pages/nous.md"
    page.write_text(page.read_text() + "À la main.\n")
    source = pelican_site / "content/pages/nous.md"
    source.write_text(source.read_text() + "Là-bas.\n")
    assert adopt(comptoir, project_dir, pelican_site)["kept"] == 1
    assert "À la main." in page.read_text()


def test_python_2_settings_are_read_without_running(comptoir, project_dir, tmp_path):
    source = write(
        tmp_path / "vieux",
        {
            "pelicanconf.py": "print 'bonjour'\nSITENAME = u'Vieux'\n",
            "content/a.md": "Title: A\nDate: 2012-01-01\n\nUn texte assez long ici.\n",
        },
    )
    told = adopt(comptoir, project_dir, source)
    assert (told["name"], told["articles"]) == ("Vieux", 1)


def test_a_link_out_of_the_site_is_refused(comptoir, project_dir, pelican_site, tmp_path):
    write(tmp_path, {"secret.md": "Title: Secret\nDate: 2012-01-01\n\nSecret.\n"})
    (pelican_site / "content/blog/lien.md").symlink_to(tmp_path / "secret.md")
    told = adopt(comptoir, project_dir, pelican_site)
    assert any(r["path"].endswith("lien.md") for r in told["remarks"])
    assert told["articles"] == 3


def test_a_hugo_site(comptoir, project_dir, tmp_path):
    source = write(
        tmp_path / "hugo",
        {
            "hugo.toml": 'title = "H"\nbaseURL = "https://h.example.org/"\n'
            '[permalinks]\nposts = "/:year/:slug/"\n',
            "content/posts/un/index.md": "+++\ntitle = 'Un'\ndate = 2020-01-02\n+++\n"
            'Texte de la page, assez long. {{< figure src="a.png" alt="Vue" >}}\n',
            "content/posts/un/a.png": PNG,
            "content/about.md": "---\ntitle: About\ndraft: true\n---\nTexte.\n",
        },
    )
    told = adopt(comptoir, project_dir, source)
    text = (project_dir / "content/actualites/2020-01-02-un.md").read_text()
    assert 'aliases: ["/2020/un/"]' in text and "![Vue](/images/a.png)" in text
    assert told["drafts"] == 1


def test_a_jekyll_site(comptoir, project_dir, tmp_path):
    source = write(
        tmp_path / "jekyll",
        {
            "_config.yml": "title: J\nurl: https://j.example.org\n",
            "_posts/2019-03-04-un-mot.md": "---\ntitle: Un mot\ncategories: vie\n---\n"
            "Le texte du billet. {% include x.html %}\n",
            "_drafts/plus-tard.md": "---\ntitle: Plus tard\n---\nTexte.\n",
        },
    )
    told = adopt(comptoir, project_dir, source)
    text = (project_dir / "content/actualites/2019-03-04-un-mot.md").read_text()
    assert 'aliases: ["/vie/2019/03/04/un-mot.html"]' in text
    assert told["drafts"] == 1
    assert any(r["topic"] == "code" for r in told["remarks"])


WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/">
<channel><title>W</title><wp:base_blog_url>https://w.example.org</wp:base_blog_url>
<item><title>Photo</title><wp:post_id>5</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://w.example.org/wp-content/uploads/2019/01/quai.png</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>
<wp:meta_value>Le quai</wp:meta_value>
</wp:postmeta></item>
<item><title>Un</title><link>https://w.example.org/2019/01/02/un/</link>
<content:encoded><![CDATA[Bonjour à tous les adhérents.

<img src="https://w.example.org/wp-content/uploads/2019/01/quai-300x200.png">
[contact-form-7 id="3"]]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2019-01-02 10:00:00</wp:post_date>
<wp:post_name>un</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>"""


def test_a_wordpress_export(comptoir, project_dir, tmp_path):
    write(tmp_path, {"w.xml": WXR, "medias/2019/01/quai.png": PNG})
    told = adopt(comptoir, project_dir, tmp_path / "w.xml", "--media", str(tmp_path / "medias"))
    text = (project_dir / "content/actualites/2019-01-02-un.md").read_text()
    assert 'aliases: ["/2019/01/02/un/", "/?p=7"]' in text
    assert "![Le quai](/images/quai.png)" in text
    assert any(r["topic"] == "form" for r in told["remarks"])


def test_an_export_with_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    path = write(tmp_path, {"b.xml": bomb}) / "b.xml"
    with pytest.raises(InputError, match="déclaration"):
        read_wordpress(path, None, progress=Silent())


def test_a_hugo_site_in_two_languages_with_dated_names(comptoir, project_dir, tmp_path):
    text = "+++\ntitle = 'L’été au quai'\ndate = 2020-01-02\n+++\nUn texte assez long ici.\n"
    source = write(
        tmp_path / "hugo",
        {
            "hugo.toml": 'title = "H"\ndefaultContentLanguage = "fr"\n'
            '[permalinks]\nblog = "/:slug/"\n'
            '[languages.fr]\ncontentDir = "content/fr"\n'
            '[languages.en]\ncontentDir = "content/en"\n',
            "content/fr/blog/un.md": text,
            "content/en/blog/un.md": text.replace("L’été au quai", "Summer"),
            "content/fr/news/2020-01-02-bal.md": text,
        },
    )
    adopt(comptoir, project_dir, source)
    found = "".join(p.read_text() for p in (project_dir / "content/actualites").iterdir())
    for old in ("/lété-au-quai/", "/en/summer/", "/news/2020-01-02-bal/"):
        assert f'aliases: ["{old}"]' in found or quote(old) in found, old


def test_collections_and_defaults_of_jekyll(comptoir, project_dir, tmp_path):
    text = "---\ntitle: {0}\n---\nLe texte assez long de {0}.\n"
    source = write(
        tmp_path / "jekyll",
        {
            "_config.yml": "title: J\ncollections:\n  fetes:\n    output: true\n"
            "    permalink: /fetes/:name/\n  lieux:\n    output: true\n  blocs:\n"
            "    output: false\ndefaults:\n  - scope:\n      type: posts\n    values:\n"
            "      permalink: /:year/:title/\n",
            "_fetes/bal.md": text.format("Bal"),
            "_lieux/nord/quai.md": text.format("Quai"),
            "_blocs/un.md": text.format("Un"),
            "_posts/2019-03-04-mot.md": text.format("Mot"),
        },
    )
    told = adopt(comptoir, project_dir, source)
    pages = project_dir / "content/pages"
    assert '"/fetes/bal/"' in (pages / "bal.md").read_text()
    assert '"/lieux/nord/quai.html"' in (pages / "quai.md").read_text()
    assert '"/2019/mot/"' in (project_dir / "content/actualites/2019-03-04-mot.md").read_text()
    assert [r["path"] for r in told["remarks"] if "blocs" in r["found"]] == ["_blocs/un.md"]
