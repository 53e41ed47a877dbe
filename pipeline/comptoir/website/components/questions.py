"""Questions that open one by one; readable and printable without a script."""

from collections.abc import Sequence

from comptoir.site.component_kinds import Block, questions_in
from comptoir.text import slug
from comptoir.website.components.stage import Stage, words


def questions(block: Block, stage: Stage) -> str:
    return unfolded(block.questions())


def unfolded(asked: Sequence[tuple[str, str]]) -> str:
    """Return questions and their answers (Markdown) as elements that open."""
    return "\n\n".join(
        f'<details class="question" id="{_anchor(question)}" markdown="block">\n'
        f"<summary>{words(question)}</summary>\n\n{answer}\n\n</details>"
        for question, answer in asked
    )


def page_of_questions(text: str) -> str:
    """Return a whole page whose headings are questions; what stands before them is kept."""
    asked = questions_in(text)
    if not asked:
        return text
    start = next(i for i, line in enumerate(text.split("\n")) if line.startswith(("## ", "### ")))
    before = "\n".join(text.split("\n")[:start])
    return f"{before}\n\n{unfolded(asked)}\n"


def _anchor(question: str) -> str:
    plain = slug(question) or "question"
    return f"q-{plain}" if plain[0].isdigit() else plain


DRAWS = {"questions": questions}
