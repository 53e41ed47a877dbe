"""From the link of an e-mail to the next mailing: one click stops it, taken in before it leaves."""

import email
import email.policy
from urllib.parse import urlsplit

from comptoir.channels.memory import MemoryChannel
from comptoir.desk import campaigns, consents
from comptoir.desk.consents import Proof
from comptoir.store.outbox_rows import State

from make_campaigns import add_people, write_campaign
from make_reception import make_desk

AGREED = Proof(text="Je veux recevoir la lettre d’infos.", method="formulaire")


def one_click(message) -> tuple[str, dict[str, str]]:
    """Return where a mail program posts, and what (RFC 8058)."""
    raw = email.message_from_bytes(message.raw, policy=email.policy.default)
    name, _, value = raw["List-Unsubscribe-Post"].partition("=")
    links = [part.strip(" <>") for part in raw["List-Unsubscribe"].split(",")]
    (link,) = [one for one in links if one.startswith("https:")]
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}", {name: value}


def test_row_50_only_who_agreed_is_written_to_and_one_click_stops_the_next(ctx):
    settings = ctx.root / "comptoir.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("unsubscribe_url")]
    settings.write_text("".join(kept), "utf-8")
    desk = make_desk(ctx)
    for name in ("essai", "suite"):
        write_campaign(ctx.root, name=name, channels="[email]", purpose="lettre-infos")
    jo, ana, eve, tom = add_people(
        ctx, [{"email": f"{name}@example.org"} for name in ("jo", "ana", "eve", "tom")]
    )
    for one in (jo, ana, eve):
        consents.grant(
            desk.ctx, one.reference, purpose="lettre-infos", channel="email", proof=AGREED
        )
    consents.object_to(desk.ctx, eve.reference, to="*")
    assert tom.email  # never asked for anything
    assert campaigns.queue(desk.ctx, "essai").queued == 2
    first = MemoryChannel()
    campaigns.send(desk.ctx, "essai", open_channel=lambda *_: first)
    assert sorted(one.recipient for one in first.sent) == ["ana@example.org", "jo@example.org"]

    assert campaigns.queue(desk.ctx, "suite").queued == 2
    to_jo = next(one for one in first.sent if one.recipient == jo.email)
    link, body = one_click(to_jo)
    with desk.client:
        assert desk.client.post(link, data=body).status_code == 200
    second = MemoryChannel()
    report = campaigns.send(desk.ctx, "suite", open_channel=lambda *_: second)
    assert [one.recipient for one in second.sent] == [ana.email]
    assert report.counts == {State.SENT: 1, State.SKIPPED: 1}
