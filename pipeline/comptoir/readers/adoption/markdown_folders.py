"""What Hugo and Jekyll have in common: a settings file, texts with front matter, dates in names."""

import json
import re
import tomllib
from pathlib import PurePosixPath
from typing import Any

import yaml

from comptoir.readers.adoption.gathering import Gathering
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.site.adoption import fields
from comptoir.site.adoption.model import Topic
from comptoir.text import slug

DATED = re.compile(r"^(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)$")
IMAGE_KEYS = ("featured_image", "image", "cover", "thumbnail", "images", "feature", "teaser")


def read_config(tree: Tree, names: tuple[str, ...], gathered: Gathering) -> dict[str, Any]:
    """Return the settings of the first of these files that is there and can be read."""
    for name in names:
        if not tree.exists(name):
            continue
        try:
            return parsed(tree.text(name), name)
        except (RejectedError, ValueError, RecursionError, yaml.YAMLError):
            said = "ces réglages ne se lisent pas : ceux d’origine sont supposés."
            gathered.say(Topic.SETTINGS, said, "Vérifiez les adresses des pages.", path=name)
            return {}
    return {}


def parsed(text: str, name: str) -> dict[str, Any]:
    data: Any
    if name.endswith(".toml"):
        data = tomllib.loads(text)
    elif name.endswith(".json"):
        data = json.loads(text)
    else:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise ValueError("alias")
        data = yaml.safe_load(text)
    return fields.lowered(data) if isinstance(data, dict) else {}


def table(value: Any) -> dict[str, Any]:
    return fields.lowered(value) if isinstance(value, dict) else {}


def text_of(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def image_of(head: dict[str, Any]) -> str:
    """Return the image of a page, under whatever key its theme wanted it."""
    for key in IMAGE_KEYS:
        value = head.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("image") or value.get("path") or value.get("src")
        if isinstance(value, str) and value:
            return value.strip()
    return ""


def name_of(path: str) -> tuple[str, str]:
    """Return the date and the name that a file's name says.

    >>> name_of("_posts/2015-01-02-un-titre.md"), name_of("a/b.md")
    (('2015-01-02', 'un-titre'), ('', 'b'))
    """
    stem = PurePosixPath(path).stem
    found = DATED.match(stem)
    return (found["date"], found["slug"]) if found else ("", stem)


def address_part(text: str) -> str:
    """Write a word as these tools write it in an address."""
    plain = re.sub(r"[^\w\s.-]", "", text.casefold()).strip()
    return re.sub(r"\s+", "-", plain) or slug(text)
