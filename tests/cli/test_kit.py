"""The command line speaks French, by either name, and says what went wrong."""

import ast
import gettext
import importlib.util
import re
from pathlib import Path

import click
import pytest

from comptoir.cli.kit.commands import WHOLE
from comptoir.cli.kit.names import NOUNS, VERBS
from comptoir.cli.start import LOCALE, root, speak_french
from comptoir.text import fold

# What click says only to those who program with it, or of things we do not use.
NOT_FOR_USERS = (
    "Arguments take exactly one",
    "Boolean option",
    "Could not determine name",
    "Invalid start character",
    "Name '",
    "No options defined",
)


def said_by_click() -> set[str]:
    folder = Path(str(importlib.util.find_spec("click").origin)).parent
    found = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("_", "ngettext") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_everything_click_says_is_translated():
    catalogue = gettext.translation("comptoir", LOCALE, languages=["fr"])
    known = catalogue._catalog
    missing = [
        text
        for text in said_by_click()
        if text not in known and (text, 0) not in known and not text.startswith(NOT_FOR_USERS)
    ]
    assert missing == []


def test_the_compiled_catalogue_is_the_written_one():
    from babel.messages import pofile

    folder = LOCALE / "fr" / "LC_MESSAGES"
    written = pofile.read_po((folder / "comptoir.po").open("rb"), locale="fr")
    compiled = gettext.GNUTranslations((folder / "comptoir.mo").open("rb"))._catalog
    for message in written:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            assert compiled[(message.id[0], 1)] == message.string[1]
        else:
            assert compiled[message.id] == message.string


def test_help_says_in_french_what_is_required(comptoir):
    said = comptoir("nouveau", "--help", code=0).out
    assert "[obligatoire]" in said and "required" not in said  # click looks it up by a variable


def test_what_an_option_takes_is_said_in_french():
    english = re.compile(r"\b(PATH|FILE|DIRECTORY|INTEGER|FLOAT|TEXT|BOOLEAN|UUID|DATETIME)\b")
    for path, command in walk(root):
        ctx = click.Context(command, info_name=path[-1] if path else "comptoir")
        options = [p for p in command.params if isinstance(p, click.Option) and not p.is_flag]
        told = [one.make_metavar(ctx) for one in options]
        assert not [one for one in told if one and english.search(one)], path


def walk(command: click.Command, path: tuple[str, ...] = ()):
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            yield from walk(command.get_command(ctx, name), (*path, name))


def test_what_a_command_does_is_said_in_one_whole_sentence():
    for path, command in walk(root):
        said = command.get_short_help_str(WHOLE)
        whole = said.endswith((".", "…")) and not re.search(r" (?:art|n)\.$|\.\.\.", said)
        assert whole, f"{path}: {said}"  # click stops at the first full stop


def test_every_noun_and_verb_has_a_french_name():
    for path, _command in walk(root):
        if len(path) == 1:
            assert path[0] in NOUNS
        elif len(path) == 2:
            assert path[1] in VERBS, f"{path}: add {path[1]} to VERBS"


def test_no_two_verbs_of_a_noun_share_a_french_name():
    for path, command in walk(root):
        if isinstance(command, click.Group) and path:
            names = [fold(VERBS[name]) for name in command.list_commands(click.Context(command))]
            assert len(names) == len(set(names)), path


def test_every_french_verb_leads_to_its_command():
    with click.Context(root) as ctx:
        for noun in root.list_commands(ctx):
            group = root.get_command(ctx, noun)
            if isinstance(group, click.Group):
                for verb in group.list_commands(ctx):
                    found = group.get_command(ctx, VERBS.get(verb, verb))
                    assert found is group.commands[verb], (noun, verb)


def test_usage_and_hints_name_commands_in_french(comptoir):
    assert comptoir("request", "close", "--help", code=0).out.startswith(
        "Usage : comptoir demande clore [OPTIONS] DEMANDE")  # fmt: skip
    assert "comptoir demande clore --help" in comptoir("request", "close", "--rien", code=2).err


def test_every_command_and_option_is_explained_in_french():
    speak_french()
    for path, command in walk(root):
        assert command.help, path
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.help, (path, parameter.name)


@pytest.mark.parametrize("words", [("db", "check"), ("base", "vérifier"), ("BASE", "verifier")])
def test_french_and_english_names_do_the_same(ctx, comptoir, words):
    done = comptoir(*words, "--project", str(ctx.root), code=0)
    assert "conforme" in done.out


def test_global_options_go_before_or_after_the_verb(ctx, comptoir):
    before = comptoir("--project", str(ctx.root), "--json", "db", "check", code=0)
    after = comptoir("db", "check", "--json", "--project", str(ctx.root), code=0)
    assert before.json == after.json == {"differences": []}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("factur",), "facture"),
        (("db", "chek"), "check"),
        (("db", "--bidule"), "--bidule"),
        (("due", "--within"), "attend une valeur"),
        (("due", "--today", "2026-02-30"), "date"),
        (("db", "check", "--project", "/nulle/part"), "n’existe pas"),
    ],
)
def test_what_cannot_be_understood_exits_2_in_french(comptoir, arguments, said):
    done = comptoir(*arguments, code=2)
    assert said in done.err
    assert "Usage:" not in done.err
    assert "Error" not in done.err


def test_errors_are_json_for_a_program(comptoir):
    done = comptoir("db", "check", "--json", "--project", "/nulle/part", code=2)
    assert done.json["exit_code"] == 2
    assert done.json["errors"][0]["remedy"]


def test_a_bug_becomes_a_file_without_personal_data(ctx, comptoir, monkeypatch, tmp_path):
    def fails(_ctx):
        raise ZeroDivisionError("marie@example.org")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("comptoir.desk.databases.check", fails)
    done = comptoir("db", "check", "--project", str(ctx.root), code=70)
    report = next(tmp_path.glob("comptoir-bug-*")).read_text("utf-8")
    assert "ZeroDivisionError" in report
    assert "marie" not in report + done.err
    assert "Traceback" not in done.err


def test_an_interruption_says_so_and_exits_130(ctx, comptoir, monkeypatch):
    def interrupted(_ctx):
        raise KeyboardInterrupt

    monkeypatch.setattr("comptoir.desk.databases.check", interrupted)
    assert "rien" in comptoir("db", "check", "--project", str(ctx.root), code=130).err


def test_the_name_alone_shows_the_day_and_six_commands(project_dir, comptoir):
    done = comptoir("--project", str(project_dir), code=0)
    assert "Mardi 24 novembre 2026" in done.out
    assert done.out.count("comptoir ") >= 6
