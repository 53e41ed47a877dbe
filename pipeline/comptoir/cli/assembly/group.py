"""The group of `comptoir assembly`, and what its verbs share."""

from comptoir.cli.kit import argument, noun

number_argument = argument("number", label="assemblée")


@noun()
def command() -> None:
    """Convoquer l’assemblée générale, constater le quorum, voter, faire le procès-verbal.

    Préavis, quorum, pouvoirs et majorité viennent de vos statuts : legal/assembly.toml.
    """
