"""A mailing of 5 000 under blows: nobody lost, nobody twice, and how many are held."""

import tempfile
from pathlib import Path

from bench.bench_letters import NAME, _people, _project
from bench.bench_sending import by_server, free_port
from bench.faults import Blows, Trial
from bench.measure import Measure
from comptoir.desk import campaigns

PEOPLE = 5_000


def run() -> list[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        ctx, port, blows = _project(Path(folder) / "projet"), free_port(), Blows()
        by_server(ctx, port)
        _people(ctx, PEOPLE)
        campaigns.queue(ctx, NAME, channel="email", everyone=True)
        trial = Trial(root=ctx.root, campaign=NAME, folder=Path(folder), port=port)
        outcome = trial.run(blows)
    if outcome.lost or outcome.twice:
        raise AssertionError(f"{len(outcome.lost)} lost, {len(outcome.twice)} twice")
    return [
        Measure(
            name=f"{PEOPLE} e-mails, 30 senders killed, 3 servers stopped, a full disk",
            ours=outcome.states["doubtful"],
            other=blows.most_doubtful,
            unit="held as doubtful",
            against="at most, one a blow",
            note=f"0 lost, 0 twice; {outcome.states['sent']} sent",
        )
    ]
