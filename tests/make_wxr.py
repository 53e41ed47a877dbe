"""An export of WordPress such as an association's site makes after twelve years."""

from html import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Le canal</title><link>https://canal.example.org</link><language>fr-FR</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://canal.example.org</wp:base_site_url>
<wp:base_blog_url>https://canal.example.org</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>camille</wp:author_login>
<wp:author_email>camille@canal.example.org</wp:author_email></wp:author>
"""
SITE = "https://canal.example.org"


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def item(
    number: int,
    title: str = "Titre",
    body: str = "",
    *,
    kind: str = "post",
    status: str = "publish",
    link: str = "",
    name: str = "",
    day: str = "2019-01-02 10:00:00",
    parent: int = 0,
    order: int = 0,
    password: str = "",
    media: str = "",
    categories: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    meta: dict[str, str] | None = None,
    comments: int = 0,
) -> str:
    """Return one thing of the export."""
    terms = "".join(
        f'<category domain="{domain}" nicename="x">{cdata(word)}</category>'
        for domain, words in (("category", categories), ("post_tag", tags))
        for word in words
    )
    pairs = "".join(
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    said = (
        "<wp:comment><wp:comment_author>Dominique</wp:comment_author>"
        "<wp:comment_author_email>d@canal.example.org</wp:comment_author_email>"
        "<wp:comment_content>Bravo.</wp:comment_content></wp:comment>"
    )
    address = f"<wp:attachment_url>{cdata(media)}</wp:attachment_url>" if media else ""
    return (
        f"<item><title>{cdata(title)}</title><link>{escape(SITE + link)}</link>"
        f"<dc:creator>{cdata('camille')}</dc:creator><description></description>"
        f"<content:encoded>{cdata(body)}</content:encoded>"
        f"<excerpt:encoded>{cdata('')}</excerpt:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>{cdata(day)}</wp:post_date><wp:post_name>{cdata(name)}</wp:post_name>"
        f"<wp:status>{cdata(status)}</wp:status><wp:post_parent>{parent}</wp:post_parent>"
        f"<wp:menu_order>{order}</wp:menu_order><wp:post_type>{cdata(kind)}</wp:post_type>"
        f"<wp:post_password>{cdata(password)}</wp:post_password>{address}{terms}{pairs}"
        f"{said * comments}</item>\n"
    )


def export(*items: str) -> str:
    return HEAD + "".join(items) + "</channel></rss>\n"


UPLOADS = f"{SITE}/wp-content/uploads"
BLOCKS = f"""<!-- wp:paragraph -->
<p>Le canal <strong>relie</strong> Nantes à Brest.</p>
<!-- /wp:paragraph -->

<!-- wp:heading -->
<h2 class="wp-block-heading">Le quai</h2>
<!-- /wp:heading -->

<!-- wp:image {{"id":5,"sizeSlug":"large"}} -->
<figure class="wp-block-image size-large"><img src="{UPLOADS}/2019/01/quai-1024x768.png" alt=""
class="wp-image-5"/><figcaption>Le quai au matin</figcaption></figure>
<!-- /wp:image -->

<!-- wp:block {{"ref":40}} /-->

<!-- wp:embed {{"url":"https://video.example.org/w/1"}} -->
<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://video.example.org/w/1
</div></figure>
<!-- /wp:embed -->

<!-- wp:list -->
<ul><li>un</li><li>deux</li></ul>
<!-- /wp:list -->

<!-- wp:tribe/event-list /-->
<!-- wp:paragraph --><p>Voir <a href="{SITE}/?page_id=10">nous</a>.</p><!-- /wp:paragraph -->
"""
CLASSIC = f"""Bonjour à tous les adhérents.
Une seconde ligne.

[caption id="attachment_5" align="alignleft"]<img src="{UPLOADS}/2019/01/quai-300x200.png"
alt="" width="300" /> Le quai en légende[/caption]

[gallery ids="5,6"]

[contact-form-7 id="3" title="Contact"]

[tribe_events view="list"]

Il écrit [sic] et x[1]. Fin de ]]> texte.
<h2>Un titre</h2>
<ul>
<li>un</li>
</ul>
"""


def association() -> str:
    """Return the whole of it."""
    return export(
        item(5, "quai", kind="attachment", status="inherit", parent=20, name="quai",
             link="/2019/01/02/rentree/quai/", media=f"{UPLOADS}/2019/01/quai.png",
             meta={"_wp_attachment_image_alt": "Le quai vu du pont"}),
        item(6, "pont", kind="attachment", status="inherit", media=f"{UPLOADS}/2019/02/pont.png"),
        item(10, "Qui sommes-nous", BLOCKS, kind="page", link="/association/", name="association"),
        item(11, "Le bureau", "Trois personnes.", kind="page", link="/association/bureau/",
             name="bureau", parent=10, order=2),
        item(12, "Accueil", "Bienvenue.", kind="page", link="/", name="accueil"),
        item(20, "Pain &amp; sel", CLASSIC, link="/2019/01/02/rentree/", name="rentree",
             categories=("Vie &amp; quai",), tags=("eau",), meta={"_thumbnail_id": "5"},
             comments=2),
        item(21, "Plus tard", "À venir bientôt.", status="future", day="2030-01-02 10:00:00",
             link="/?p=21", name="plus-tard"),
        item(22, "Brouillon", "Pas fini.", status="draft", link="/?p=22"),
        item(23, "En attente", "À relire.", status="pending", link="/?p=23"),
        item(24, "Entre nous", "Privé.", status="private", link="/2019/01/02/entre-nous/",
             name="entre-nous"),
        item(25, "Fermé", "Mot de passe.", password="x", link="/2019/01/02/ferme/", name="ferme"),
        item(26, "Jeté", "À la corbeille.", status="trash", name="jete__trashed"),
        item(30, "Bal", "Samedi.", kind="tribe_events", link="/event/bal/"),
        item(31, "Formulaire", "", kind="wpcf7_contact_form"),
        item(40, "Bloc", "<!-- wp:paragraph --><p>Un bloc réutilisé.</p><!-- /wp:paragraph -->",
             kind="wp_block"),
        item(50, "", kind="nav_menu_item", order=1,
             meta={"_menu_item_type": "post_type", "_menu_item_object_id": "10"}),
        item(51, "Ailleurs", kind="nav_menu_item", order=2,
             meta={"_menu_item_type": "custom", "_menu_item_url": "https://autre.example.org/"}),
    )  # fmt: skip
