"""`{% channel "letter" %}…{% endchannel %}`: words for one channel, or several."""

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from comptoir.campaigns.model import BLOCKS
from comptoir.errors.french import nearest


class ChannelBlock(Extension):
    """Keeps its content for the channels it names."""

    tags = {"channel"}  # noqa: RUF012 - jinja2 declares it so

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        names = [self._name(parser)]
        while parser.stream.skip_if("comma"):
            names.append(self._name(parser))
        body = parser.parse_statements(("name:endchannel",), drop_needle=True)
        if _ends_a_line(body):  # what follows is another paragraph
            body.append(nodes.Output([nodes.TemplateData("\n")]))
        offered = nodes.Tuple([nodes.Const(name) for name in names], "load")
        test = nodes.Compare(nodes.Name("channel", "load"), [nodes.Operand("in", offered)])
        return nodes.If(test, body, [], []).set_lineno(line)

    def _name(self, parser: Parser) -> str:
        token = parser.stream.current
        if token.type != "string":
            parser.fail('comptoir:channel:un canal entre guillemets est attendu, comme "letter"')
        next(parser.stream)
        name = str(token.value)
        if name not in BLOCKS:
            close = nearest(name, BLOCKS)
            hint = f" ; Vouliez-vous écrire « {close} » ?" if close else ""
            parser.fail(f"comptoir:channel:le canal « {name} » n’existe pas{hint}", token.lineno)
        return name


def _ends_a_line(body: list[nodes.Node]) -> bool:
    last = body[-1] if body else None
    if not isinstance(last, nodes.Output) or not last.nodes:
        return False
    end = last.nodes[-1]
    return isinstance(end, nodes.TemplateData) and end.data.endswith("\n")
