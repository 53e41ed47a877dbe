from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.values.message import Mail
from comptoir.site.links import host_of


@rule(
    "MLG018",
    "Images distantes",
    severity=WARNING,
    basis="RGPD, art. 25",
    surface=Mail,
)
def remote_images(mail: Mail, scope: Scope) -> Iterator[Fault]:
    """Cherche les images que le message va chercher ailleurs que chez l’organisme.

    Biais : les domaines à soi sont ceux du profil et de l’expéditeur.

    ```toml refusé
    sender = "contact@exemple.example.org"
    html = '<img src="https://images.cdn-tiers.example.net/photo.jpg" alt="Un vélo">'
    ```

    ```toml accepté
    sender = "contact@exemple.example.org"
    html = '<img src="cid:photo" alt="Un vélo">'
    ```

    ```toml accepté
    sender = "contact@exemple.example.org"
    html = '<img src="https://www.exemple.example.org/photo.jpg" alt="Un vélo">'
    ```

    ```toml accepté
    html = '<img src="https://[photo" alt="Un vélo">'
    ```
    """
    own = {*mail.own_hosts, *scope.own_hosts, mail.sender.rpartition("@")[2].lower()} - {""}
    for image in mail.nodes("img[src]"):
        host = host_of(image.attributes.get("src") or "")
        if host and not any(host == mine or host.endswith(f".{mine}") for mine in own):
            found = f"une image est cherchée chez un tiers ({host})"
            yield Fault(mail.at("html"), found, "Joignez-la au message, ou servez-la de chez vous.")
