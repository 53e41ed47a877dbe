"""Questions asked one by one when someone is there to answer, each answer checked at once."""

from collections.abc import Callable, Mapping

import click

from comptoir.cli.kit.invocation import current

EMPTY = "-"  # what empties a field that holds something


def may_ask() -> bool:
    """Whether someone is there to answer."""
    return current().may_ask


def ask(question: str) -> str:
    """Ask for what is missing; nothing when nobody is there, or nothing is answered."""
    if not may_ask():
        return ""
    answer = click.prompt(question, default="", show_default=False, prompt_suffix=" : ", err=True)
    return str(answer).strip()


def ask_each(
    questions: Mapping[str, str],
    *,
    usual: Mapping[str, str],
    wrong: Callable[[str, str], str],
) -> dict[str, str]:
    """Ask for some values and return those that were given or changed.

    Args:
        questions: by name.
        usual: what each already is, proposed as the answer.
        wrong: says what is wrong with an answer; nothing when it is right.
    """
    given: dict[str, str] = {}
    for name, question in questions.items():
        held = usual.get(name, "")
        answer = _ask(question, held, lambda text, name=name: wrong(name, text))  # type: ignore[misc]
        if answer == EMPTY and held:
            given[name] = ""
        elif answer not in (held, EMPTY):
            given[name] = answer
    return given


def _ask(question: str, held: str, wrong: Callable[[str], str]) -> str:
    while True:
        answer = str(
            click.prompt(question, default=held, show_default=bool(held), prompt_suffix=" : ",
                         err=True)
        ).strip()  # fmt: skip
        if answer in ("", held, EMPTY):
            return answer
        fault = wrong(answer)
        if not fault:
            return answer
        click.echo(f"  {fault}", err=True)
