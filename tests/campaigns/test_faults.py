"""A mailing under blows, in short: `make bench` deals all of them to five thousand people."""

import socket

from bench.faults import Blows, Trial

from comptoir.desk import campaigns

from make_campaigns import crowd, write_campaign

PEOPLE = 300


def test_row_50_under_every_blow_nobody_is_lost_and_nobody_written_to_twice(ctx, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = ctx.root / "comptoir.toml"
    text = path.read_text("utf-8").replace('channel = "file"', 'channel = "smtp"', 1)
    smtp = f'\n[campaigns.smtp]\nhost = "127.0.0.1"\nport = {port}\nstarttls = false\n'
    path.write_text(text + smtp, "utf-8")
    write_campaign(ctx.root, channels="[email]")
    crowd(ctx, PEOPLE)
    campaigns.queue(ctx, "essai")
    blows = Blows(kills=2, dots=1, stops=1, full=1)
    trial = Trial(root=ctx.root, campaign="essai", folder=tmp_path, port=port)
    outcome = trial.run(blows)
    assert outcome.lost == set()
    assert outcome.twice == set()
    assert sum(outcome.states.values()) == PEOPLE
    assert outcome.states["sent"] + outcome.states["doubtful"] == PEOPLE
    assert outcome.states["doubtful"] <= blows.most_doubtful
