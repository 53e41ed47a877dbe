"""The team and the partners, from their data files."""

from html import escape

from comptoir import identifiers
from comptoir.site.component_kinds import Block
from comptoir.site.data import Member, Partner
from comptoir.website.components.stage import MODEST, Stage, words
from comptoir.website.filters import phone


def team(block: Block, stage: Stage) -> str:
    wanted = block.get("groupe")
    people = [m for m in stage.edition.data.team.member if wanted in ("", m.group)]
    return f'<ul class="people" role="list">{"".join(_member(m, stage) for m in people)}</ul>'


def _member(member: Member, stage: Stage) -> str:
    found = stage.picture(member.photo)
    photo = stage.shown(member.photo, sizes=MODEST, alt="") if found and not found.withheld else ""
    ways = []
    if member.phone:
        number = identifiers.standard_phone(member.phone)
        ways.append(f'<a href="tel:{number}">{phone(member.phone)}</a>')
    if member.email:
        shown = escape(member.email).replace("@", "@<wbr>")
        ways.append(f'<a href="mailto:{escape(member.email)}">{shown}</a>')
    return (
        f'<li>{photo}<div><p class="who">{words(member.name)}</p>'
        f'<p class="small">{words(member.role)}</p>'
        + (f"<p>{words(member.text)}</p>" if member.text else "")
        + "".join(f'<p class="small">{way}</p>' for way in ways)
        + "</div></li>"
    )


def partners(block: Block, stage: Stage) -> str:
    wanted = block.get("groupe")
    listed = [p for p in stage.edition.data.partners.partner if wanted in ("", p.group)]
    return f'<ul class="people" role="list">{"".join(_partner(p, stage) for p in listed)}</ul>'


def _partner(partner: Partner, stage: Stage) -> str:
    logo = stage.shown(partner.logo, sizes="8rem", alt="")
    name = words(partner.name)
    if partner.url:
        name = f'<a href="{escape(partner.url)}">{name}</a>'
    return f'<li>{logo}<div><p class="who">{name}</p><p>{words(partner.text)}</p></div></li>'


DRAWS = {"equipe": team, "partenaires": partners}
