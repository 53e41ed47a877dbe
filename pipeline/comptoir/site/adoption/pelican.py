"""What is known of Pelican through its ages: settings, plugins, themes, services."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from comptoir.site.adoption.model import Remark, Topic

# settings that newer versions no longer know, or that make them stop: what they became
DEPRECATED = {
    "ARTICLE_DIR": "ARTICLE_PATHS",
    "PAGE_DIR": "PAGE_PATHS",
    "ARTICLE_PERMALINK_STRUCTURE": "ARTICLE_URL et ARTICLE_SAVE_AS",
    "CLEAN_URLS": "ARTICLE_URL et ARTICLE_SAVE_AS",
    "FILES_TO_COPY": "STATIC_PATHS et EXTRA_PATH_METADATA",
    "MD_EXTENSIONS": "MARKDOWN",
    "MARKUP": "READERS",
    "PLUGIN_PATH": "PLUGIN_PATHS",
    "EXTRA_TEMPLATES_PATHS": "THEME_TEMPLATES_OVERRIDES",
    "JINJA_EXTENSIONS": "JINJA_ENVIRONMENT",
    "SLUG_SUBSTITUTIONS": "SLUG_REGEX_SUBSTITUTIONS",
    "CATEGORY_SUBSTITUTIONS": "CATEGORY_REGEX_SUBSTITUTIONS",
    "TAG_SUBSTITUTIONS": "TAG_REGEX_SUBSTITUTIONS",
    "AUTHOR_SUBSTITUTIONS": "AUTHOR_REGEX_SUBSTITUTIONS",
    "PAGINATED_DIRECT_TEMPLATES": "PAGINATED_TEMPLATES",
    "NEWEST_FIRST_ARCHIVES": "ARTICLE_ORDER_BY",
    "REVERSE_ARCHIVE_ORDER": "ARTICLE_ORDER_BY",
    "REVERSE_CATEGORY_ORDER": "",
    "LESS_GENERATOR": "",
    "PDF_GENERATOR": "",
    "OUTPUT_SOURCES": "",
    "AUTORELOAD_IGNORE_CACHE": "",
    "WITH_PAGINATION": "DEFAULT_PAGINATION",
    "FALLBACK_ON_FS_DATE": "DEFAULT_DATE",
    "RATIONAL_URLS": "",
    "KEEP_OUTPUT_DIRECTORY": "DELETE_OUTPUT_DIRECTORY",
    "FEED": "FEED_ALL_ATOM",
    "TAG_FEED": "TAG_FEED_ATOM",
    "CATEGORY_FEED": "CATEGORY_FEED_ATOM",
    "FEED_ATOM": "FEED_ALL_ATOM",
    "TRANSLATION_FEED": "TRANSLATION_FEED_ATOM",
}
# services that readers' browsers would call: never carried over
SERVICES = {
    "DISQUS_SITENAME": "commentaires Disqus",
    "GOOGLE_ANALYTICS": "mesure d’audience Google Analytics",
    "GOOGLE_ANALYTICS_ID": "mesure d’audience Google Analytics",
    "GOOGLE_ANALYTICS_UNIVERSAL": "mesure d’audience Google Analytics",
    "GOOGLE_GLOBAL_SITE_TAG": "mesure d’audience Google",
    "GOOGLE_TAG_MANAGER": "Google Tag Manager",
    "GAUGES": "mesure d’audience Gauges",
    "PIWIK_URL": "mesure d’audience Piwik",
    "MATOMO_URL": "mesure d’audience Matomo",
    "CLICKY_TRACKING_ID": "mesure d’audience Clicky",
    "TWITTER_USERNAME": "boutons Twitter",
    "TWITTER_WIDGET_ID": "fil Twitter",
    "ADDTHIS_PROFILE": "boutons de partage AddThis",
    "GITHUB_USER": "liste de dépôts GitHub",
    "FACEBOOK_APP_ID": "boutons Facebook",
    "ISSO_SITE": "commentaires Isso",
    "STATUSCAKE": "mesure StatusCake",
}
# plugins whose work Comptoir does already
DONE = {
    "sitemap": "le plan du site",
    "neighbors": "les articles voisins",
    "related_posts": "les articles proches",
    "similar_posts": "les articles proches",
    "series": "les séries",
    "feeds": "les flux",
    "i18n_subsites": "",
    "assets": "",
    "webassets": "",
    "summary": "les résumés",
    "better_figures_and_images": "les figures",
    "image_process": "les images",
    "thumbnailer": "les images",
    "photos": "",
    "minify": "",
    "css-html-js-minify": "",
    "optimize_images": "les images",
    "gzip_cache": "",
    "extract_toc": "le sommaire",
    "toc": "le sommaire",
    "search": "la recherche",
    "tipue_search": "",
    "seo": "",
    "post_stats": "",
    "liquid_tags": "",
    "render_math": "",
    "pelican_alias": "les redirections",
    "alias": "les redirections",
    "redirect": "les redirections",
    "share_post": "",
    "yaml_metadata": "les en-têtes YAML",
    "ical": "l’agenda",
    "events": "l’agenda",
    "filetime_from_git": "",
    "update_date": "",
    "tag_cloud": "",
    "featured_image": "les images d’article",
    "representative_image": "les images d’article",
    "sub_parts": "",
    "page_hierarchy": "l’arbre des pages",
    "html_rst_directive": "le HTML écrit dans un texte",
    # of Jekyll
    "feed": "les flux",
    "seo_tag": "les métadonnées de référencement",
    "archives": "les archives",
    "paginate": "les pages suivantes",
    "paginate_v2": "les pages suivantes",
    "redirect_from": "les redirections",
    "remote_theme": "",
    "include_cache": "",
    "github_metadata": "",
    "relative_links": "les liens entre pages",
    "optional_front_matter": "",
    "readme_index": "",
    "default_layout": "",
    "titles_from_headings": "",
    "last_modified_at": "",
    "email_protect": "",
    "compose": "",
}
NETWORK = frozenset(
    {"github_activity", "goodreads_activity", "tweets", "disqus_static", "embed_tweet", "gravatar",
     "avatar", "pelican_gist", "gist", "gh_projects", "github_projects", "linkbacks", "webmention",
     "google_embed", "youtube", "pelican_youtube", "vimeo", "pelican_vimeo", "static_comments",
     "pinboard", "bookmarks", "mastodon", "slideshare", "googleplus_comments", "libravatar",
     "jinja2content_remote", "twitter", "instagram", "flickr", "foursquare", "lastfm"}
)  # fmt: skip
SHIPPED_THEMES = frozenset({"notmyidea", "simple"})
CALLS_OUT = (
    "import requests", "from requests", "urllib.request", "urllib2", "httplib", "http.client",
    "urlopen(", "import socket", "aiohttp", "httpx", "tweepy", "import feedparser", "ftplib",
    "smtplib", "paramiko",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of an old site, each read as what it should be."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, *names: str, default: str = "") -> str:
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str):
                return value
        return default

    def texts(self, *names: str, default: Iterable[str] = ()) -> list[str]:
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str):
                return [value]
            if isinstance(value, list | tuple):
                return [str(one) for one in value if isinstance(one, str)]
        return list(default)

    def table(self, name: str) -> dict[str, Any]:
        value = self.values.get(name)
        return {str(key): one for key, one in value.items()} if isinstance(value, dict) else {}

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """Return what `(("Label", "url"), …)` says."""
        value = self.values.get(name)
        rows = value if isinstance(value, list | tuple) else ()
        return [
            (str(row[0]), str(row[1]))
            for row in rows
            if isinstance(row, list | tuple) and len(row) >= 2
        ]

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.values.get(name, default)
        return bool(value) if isinstance(value, bool | int) else default


def setting_remarks(settings: Settings) -> list[Remark]:
    """Say which settings are of another age, and which called someone else."""
    found = []
    for name in sorted(set(settings.values) & set(DEPRECATED)):
        new = DEPRECATED[name]
        became = f" ; elle est devenue {new}" if new else ""
        said = f"{name} n’existe plus dans Pelican{became}."
        found.append(Remark(Topic.SETTINGS, said, "Comptoir en a tenu compte s’il le pouvait."))
    for name, value in settings.values.items():
        if name.startswith(("FEED_", "TAG_FEED", "CATEGORY_FEED", "AUTHOR_FEED")) and (
            isinstance(value, str) and "%s" in value
        ):
            said = f"{name} contient « %s », qui arrête Pelican 4."
            found.append(Remark(Topic.SETTINGS, said, "Comptoir écrit ses flux lui-même."))
        elif name.endswith(("_URL", "_SAVE_AS")) and isinstance(value, str) and "%(" in value:
            said = f"{name} est écrit comme avant Pelican 3 : ses adresses ne sont pas retrouvées."
            found.append(Remark(Topic.SETTINGS, said, "Donnez-les dans « aliases »."))
    for name in sorted(set(settings.values) & set(SERVICES)):
        if settings.values[name]:
            said = f"{SERVICES[name]} ({name})."
            found.append(Remark(Topic.SERVICE, said, "Comptoir n’envoie rien à des tiers."))
    return found


def plugin_remark(name: str, source: str | None) -> Remark:
    """Say what becomes of a plugin.

    Args:
        name: as the settings name it.
        source: its code, when the old site holds it.
    """
    short = name.rsplit(".", 1)[-1].removeprefix("pelican-")
    plain = short.casefold().replace("-", "_")
    calls = source is not None and any(word in source for word in CALLS_OUT)
    if plain in NETWORK or calls:
        said = f"l’extension {name} appelle le réseau pendant la construction."
        return Remark(Topic.NETWORK, said, "Elle n’est pas reprise.")
    if plain in DONE:
        by = DONE[plain]
        said = f"l’extension {name} n’est pas reprise"
        return Remark(Topic.PLUGIN, f"{said} : Comptoir fait déjà {by}." if by else f"{said}.")
    return Remark(
        Topic.PLUGIN,
        f"l’extension {name} est inconnue : elle n’est pas reprise.",
        "Relisez les pages qui en dépendent.",
    )
