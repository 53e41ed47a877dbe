"""How right the rules are: precision and recall by family on the labelled set."""

from bench.labelled import by_family, crying_wolf, judge, read, scores
from bench.measure import Measure


def run() -> list[Measure]:
    """Score every family; the ratio of the table is its precision.

    Raises:
        SystemExit: a rule that blocks is wrong too often: it has to be a warning.
    """
    sites = read()
    found = {site.name: judge(site) for site in sites}
    if wrong := crying_wolf(found, sites):
        told = ", ".join(f"{code} {score.precision:.2f}" for code, score in wrong.items())
        raise SystemExit(f"These rules may not block, make them warnings: {told}")
    judged = {name: {finding.code for finding in told} for name, told in found.items()}
    return [
        Measure(
            f"rules {family}: right among found",
            ours=score.right,
            other=score.right + score.wrong,
            unit="finding",
            against="found",
            note=f"precision {score.precision:.2f}, recall {score.recall:.2f}, {len(sites)} sites",
        )
        for family, score in by_family(scores(judged, sites)).items()
    ]
