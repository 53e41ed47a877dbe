"""`comptoir.toml [web]`: what takes in the public forms, perhaps on another host."""

from pydantic import Field

from comptoir.settings.model import Model


class WebSettings(Model):
    """Nothing here is secret: the host of the forms can only write."""

    recipient: str = Field("", pattern=r"^(age1[0-9a-z]{58})?$")  # who may read what is taken in
    inbox: str = "var/reception"  # folder where it is kept, from the project
    behind_proxy: bool = True  # the address of a visitor is told by the server in front
