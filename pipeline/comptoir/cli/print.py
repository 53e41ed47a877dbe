"""`comptoir print`: a flyer, a leaflet or a poster from a page or a mailing."""

from comptoir.cli.kit import argument, emit, option, pass_context, solo
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context

SIZES = {"prospectus": "flyer", "dépliant": "leaflet", "depliant": "leaflet", "affiche": "poster"}


@solo()
@argument("page", label="page")
@option("--as", "--en", "piece", required=True, metavar="SUPPORT",
        help="flyer (prospectus A5), leaflet (dépliant A4), poster (affiche A3).")  # fmt: skip
@option("--printer", "--imprimeur", default="", metavar="NOM",
        help="Qui imprime, s’il n’est pas « nos soins ».")  # fmt: skip
@option("--screen", "--écran", "for_screen", is_flag=True,
        help="Sans fond perdu ni repères, accessible : à lire sur un écran.")  # fmt: skip
@option("--png", "--image", is_flag=True, help="Aussi une image de chaque face.")
@pass_context
def command(ctx: Context, page: str, piece: str, printer: str, for_screen: bool, png: bool) -> None:
    """Faire un prospectus, un dépliant ou une affiche d’une page ou d’un envoi.

    PAGE est un fichier de content/, ou l’adresse d’une page publiée.
    """
    from comptoir.desk import print_pieces

    name = SIZES.get(piece.strip().casefold(), piece.strip())
    done = print_pieces.make(ctx, page, name, printer=printer, for_screen=for_screen, png=png)
    lines = [f"{done.french[:1].upper()}{done.french[1:]} :"]
    lines += [f"  {shown(ctx, path)}" for path in (done.path, *done.pictures)]
    if done.dpi and not done.notes:
        lines.append(f"Image : {done.dpi} points par pouce.")
    lines += [f"Attention : {note}" for note in done.notes]
    if not for_screen:
        lines.append("Fond perdu de 3 mm, repères de coupe ; couleurs RVB : l’imprimeur convertit.")
    emit(done, "\n".join(lines))
