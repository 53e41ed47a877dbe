"""`comptoir doctor`."""

from comptoir.cli.kit import emit, finish, pass_context, solo
from comptoir.context import Context

MARKS = {"bien": "✓", "à voir": "•", "mal": "✗"}


@solo()
@pass_context
def command(ctx: Context) -> None:
    """Examiner l’installation, les droits des fichiers, la base et ses chaînes."""
    from comptoir.desk import doctor

    found = doctor.examine(ctx)
    lines = []
    for symptom in found:
        lines.append(f"{MARKS[symptom.state.value]} {symptom.what}")
        if symptom.remedy:
            lines.append(f"    → {symptom.remedy}")
    emit({"symptoms": found}, "\n".join(lines))
    if any(symptom.state is doctor.State.BAD for symptom in found):
        finish(1)
