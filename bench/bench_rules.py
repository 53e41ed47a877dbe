"""How right the rules are: precision and recall by family on the labelled set."""

from bench.labelled import by_family, judge, read, scores
from bench.measure import Measure


def run() -> list[Measure]:
    """Score every family; the ratio of the table is its precision."""
    sites = read()
    judged = {site.name: {finding.code for finding in judge(site)} for site in sites}
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
