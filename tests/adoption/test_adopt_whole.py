"""`comptoir site adopt`: every old address answers, and nothing adopted stops the build."""

import tomllib

from make_adoption import PNG, adopt, write
from make_site import photo
from make_wxr import export, item

CONF = "SITENAME = 'Le canal'\nSITEURL = 'https://canal.example.org'\nAUTHOR = 'Équipe'\n"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def moved(project_dir):
    return tomllib.loads((project_dir / "content/urls.toml").read_text())["moved"]


def text_of(project_dir, name):
    return next((project_dir / "content").rglob(f"*{name}.md")).read_text()


def test_the_lists_of_pelican_lead_to_ours(comptoir, project_dir, tmp_path):
    articles = {
        f"content/Vie du quai/a{n}.md": f"Title: Le bief {n}\nDate: 201{n}-06-01\n"
        f"Tags: Eau vive\n\nLe canal relie Nantes à Brest, au fil de {n} écluses.\n"
        for n in range(1, 4)
    }
    conf = f"{CONF}DEFAULT_PAGINATION = 2\nYEAR_ARCHIVE_SAVE_AS = 'blog/{{date:%Y}}/index.html'\n"
    conf += "TAG_URL = 'mots/{slug}/'\nTAG_SAVE_AS = 'mots/{slug}/index.html'\n"
    conf += "AUTHORS_SAVE_AS = ''\n"
    adopt(comptoir, project_dir, write(tmp_path / "ancien", {"pelicanconf.py": conf, **articles}))
    assert moved(project_dir) == {
        "/archives.html": "/actualites/archives/",
        "/author/equipe.html": "/actualites/",
        "/author/equipe2.html": "/actualites/",
        "/blog/2011/": "/actualites/archives/2011/",
        "/blog/2012/": "/actualites/archives/2012/",
        "/blog/2013/": "/actualites/archives/2013/",
        "/categories.html": "/actualites/themes/",
        "/category/vie-du-quai.html": "/actualites/categorie/vie-du-quai/",
        "/category/vie-du-quai2.html": "/actualites/categorie/vie-du-quai/",
        "/feeds/all.atom.xml": "/actualites/atom.xml",
        "/feeds/equipe.atom.xml": "/actualites/atom.xml",
        "/feeds/equipe.rss.xml": "/actualites/atom.xml",
        "/feeds/vie-du-quai.atom.xml": "/actualites/atom.xml",
        "/index2.html": "/actualites/",
        "/mots/eau-vive/": "/actualites/etiquette/eau-vive/",
        "/mots/eau-vive/index2.html": "/actualites/etiquette/eau-vive/",
        "/tags.html": "/actualites/themes/",
    }


def test_absent_images_leave_their_words(comptoir, project_dir, tmp_path):
    files = {
        "pelicanconf.py": CONF,
        "content/a.md": "Title: Le bief\nDate: 2015-06-01\n\nDevant ![la\nmaison]"
        "({static}/images/maison.jpg) et <img src='/images/quai.gif' alt='le quai'>.\n",
    }
    told = adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    assert "Devant la maison et le quai." in text_of(project_dir, "le-bief")
    said = [r["found"] for r in told["remarks"] if r["topic"] == "image"]
    assert [one for one in said if "maison.jpg" in one]
    assert [one for one in said if "quai.gif" in one]


def test_images_that_the_build_would_refuse_stay_out(comptoir, project_dir, tmp_path):
    files = {
        "pelicanconf.py": CONF,
        "content/a.md": "Title: Le bief\nDate: 2015-06-01\n\n"
        "![Un plan]({static}/images/plan.svg) ![Faux]({static}/images/faux.png) "
        "![Vrai]({static}/images/vrai.jpg)\n",
        "content/images/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "content/images/faux.png": "Je suis un texte.",
        "content/images/vrai.jpg": photo(),
    }
    told = adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    assert "Un plan Faux ![Vrai](/images/vrai.jpg)" in text_of(project_dir, "le-bief")
    said = {r["path"]: r["found"] for r in told["remarks"] if r["topic"] == "image" and r["path"]}
    assert "script" in said["content/images/plan.svg"]
    assert "pas une image" in said["content/images/faux.png"]
    assert adopt(comptoir, project_dir, tmp_path / "ancien")["written"] == []


def test_numbers_and_secrets_are_not_carried_into_git(comptoir, project_dir, tmp_path):
    files = {
        "pelicanconf.py": CONF,
        "content/pages/cotiser.md": f"Title: Cotiser\n\nVersez sur {IBAN}, merci.\n",
        "content/pages/script.md": "Title: Script\n\n    get http://nous:motdepasse@canal.example.org\n",
    }
    told = adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    assert "Versez sur [retiré], merci." in text_of(project_dir, "cotiser")
    assert "get http://[retiré]@canal.example.org" in text_of(project_dir, "script")
    said = "\n".join(r["found"] for r in told["remarks"])
    assert "contenait un IBAN" in said
    assert IBAN not in said
    assert "contenait un mot de passe dans une adresse" in said


def test_an_image_of_elsewhere_named_on_two_lines_becomes_a_link(comptoir, project_dir, tmp_path):
    files = {
        "pelicanconf.py": CONF,
        "content/a.md": "Title: Le bief\nDate: 2015-06-01\n\n"
        "[![Un\nplan](http://ailleurs.example.net/p.png)](http://ailleurs.example.net/)\n",
        "content/images/a.png": PNG,
    }
    adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    assert "[Un plan](http://ailleurs.example.net/)" in text_of(project_dir, "le-bief")


def test_the_lists_of_hugo_lead_to_ours_and_silent_sections_become_pages(
    comptoir, project_dir, tmp_path
):
    files = {
        "hugo.toml": 'title = "Le canal"\nbaseURL = "https://canal.example.org/"\n'
        'defaultContentLanguage = "fr"\n',
        "content/blog/_index.md": "+++\ntitle = 'Le blog'\n+++\n",
        "content/blog/un.md": "+++\ntitle = 'Un'\ndate = 2020-01-02\ntags = ['Eau vive']\n+++\n"
        "Le canal relie Nantes à Brest.\n",
        "content/equipe/_index.md": "---\ntitle: L’équipe\n---\n",
        "content/equipe/eclusiers.md": "---\ntitle: Les éclusiers\nweight: 2\n---\nDeux.\n",
        "content/equipe/bureau/index.md": "---\ntitle: Le bureau\nweight: 1\n---\nIl se réunit.\n",
        "content/equipe/secret.md": "---\ntitle: Secret\ndraft: true\n---\nPas fini.\n",
    }
    adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    assert text_of(project_dir, "equipe").endswith(
        "\n\n- [Le bureau](/bureau/)\n- [Les éclusiers](/eclusiers/)\n"
    )
    assert {old: new for old, new in moved(project_dir).items() if "xml" not in old} == {
        "/blog/": "/actualites/",
        "/categories/": "/actualites/themes/",
        "/categories/eau-vive/": "/actualites/etiquette/eau-vive/",
        "/tags/": "/actualites/themes/",
        "/tags/eau-vive/": "/actualites/etiquette/eau-vive/",
    }


def test_the_lists_of_jekyll_lead_to_ours(comptoir, project_dir, tmp_path):
    files = {
        "_config.yml": "title: Le canal\nlang: fr\nplugins: [jekyll-feed, jekyll-seo-tag]\n",
        "_posts/2020-01-02-un.md": "---\ntitle: Un\nimage: quai.png\n---\nLe canal, au long.\n",
        "assets/img/quai.png": PNG,
        "blog/index.html": "---\n---\n{% for post in paginator.posts %}x{% endfor %}\n",
        "mots.html": "---\npermalink: /mots/\n---\n{% for tag in site.tags %}x{% endfor %}\n",
        "equipe.html": "---\ntitle: X\n---\n{% for one in site.data.team %}x{% endfor %}\n",
    }
    told = adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    new = moved(project_dir)
    assert (new["/blog/"], new["/mots/"]) == ("/actualites/", "/actualites/themes/")
    assert 'image: "quai.png"' in text_of(project_dir, "un")
    assert [r["path"] for r in told["remarks"] if "gabarit" in r["found"]] == ["equipe.html"]
    assert not [r for r in told["remarks"] if "inconnue" in r["found"]]


def test_the_lists_of_wordpress_lead_to_ours(comptoir, project_dir, tmp_path):
    terms = (
        "<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>vie</wp:category_nicename>"
        "<wp:cat_name>Vie du quai</wp:cat_name></wp:category>"
        "<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>bief</wp:category_nicename>"
        "<wp:category_parent>vie</wp:category_parent><wp:cat_name>Bief</wp:cat_name></wp:category>"
        "<wp:tag><wp:term_id>5</wp:term_id><wp:tag_slug>eau</wp:tag_slug>"
        "<wp:tag_name>Eau</wp:tag_name></wp:tag>"
    )
    post = item(7, "Un", "Le canal relie Nantes à Brest.", name="un", categories=("Bief",))
    write(tmp_path, {"w.xml": export(post).replace("<item>", f"{terms}<item>", 1)})
    adopt(comptoir, project_dir, tmp_path / "w.xml")
    new = moved(project_dir)
    assert new["/category/vie/bief/"] == new["/?cat=4"] == "/actualites/categorie/bief/"
    assert new["/category/vie/"] == new["/tag/eau/"] == "/actualites/"
    assert new["/2019/01/"] == "/actualites/archives/2019/"


def test_the_report_names_alike_files_once(comptoir, project_dir, tmp_path):
    fonts = {f"content/images/lettres-{n}.woff2": b"x" for n in range(6)}
    pages = {"content/pages/nous.md": "Title: Nous\n\nQui nous sommes ici.\n"}
    source = write(tmp_path / "ancien", {"pelicanconf.py": CONF, **pages, **fonts})
    told = comptoir("--yes", "--project", str(project_dir), "site", "adopt", str(source), code=0)
    assert "lettres-2.woff2 et 3 autres : ce n’est ni texte" in told.out
    assert "lettres-4.woff2" not in told.out


def test_html_written_in_a_restructured_text_is_kept(comptoir, project_dir, tmp_path):
    rst = (
        "Le bief\n#######\n\n:date: 2015-06-01\n\nUn mot.\n\n.. html::\n\n"
        "  <p>Les <strong>écluses</strong> du canal.</p>\n\nLa fin.\n"
    )
    files = {"pelicanconf.py": CONF + "PLUGINS = ['html_rst_directive']\n", "content/a.rst": rst}
    told = adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    assert "Les **écluses** du canal." in text_of(project_dir, "le-bief")
    assert not [r for r in told["remarks"] if r["topic"] == "code"]


def test_a_name_that_says_its_date_does_not_say_it_twice(comptoir, project_dir, tmp_path):
    files = {
        "hugo.toml": 'title = "Le canal"\n',
        "content/posts/2025-09-19 Petite histoire.md": "---\ntitle: Une histoire\n"
        "date: 2025-09-19\n---\nLe canal relie Nantes à Brest.\n",
    }
    adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    (page,) = (project_dir / "content/actualites").glob("*.md")
    assert page.name == "2025-09-19-petite-histoire.md"
    assert "slug: 2025-09-19-petite-histoire\n" in page.read_text()
    assert '"/posts/2025-09-19-petite-histoire/"' in page.read_text()


def test_a_style_that_calls_another_site_stays_out(comptoir, project_dir, tmp_path):
    style = "<style>\n@font-face { src: url('https://a.example.org/l.ttf'); }\n</style>"
    files = {
        "pelicanconf.py": CONF,
        "content/a.md": f"Title: Le bief\nDate: 2015-06-01\n\n{style}\n\nLe canal.\n",
    }
    told = adopt(comptoir, project_dir, write(tmp_path / "ancien", files))
    assert "a.example.org" not in text_of(project_dir, "le-bief")
    assert any("a.example.org" in remark["found"] for remark in told["remarks"])
