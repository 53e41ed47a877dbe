"""WAI-ARIA 1.2 as tables: roles, states and properties, what each role allows and needs.

Sources: WAI-ARIA 1.2 (W3C Recommendation, 2023), Graphics-ARIA 1.0, DPUB-ARIA 1.1.
"""

from collections.abc import Mapping

_GLOBAL = (
    "atomic busy controls current describedby details disabled dropeffect errormessage flowto "
    "grabbed haspopup hidden invalid keyshortcuts label labelledby live owns relevant "
    "roledescription braillelabel brailleroledescription description"
)
# Global once, and to be dropped from most roles since ARIA 1.2 (§ 6.5): still tolerated there.
GLOBAL = frozenset(f"aria-{name}" for name in _GLOBAL.split())
FADING = frozenset(("aria-disabled", "aria-errormessage", "aria-haspopup", "aria-invalid"))
NAMING = frozenset(("aria-label", "aria-labelledby"))

BOOLEAN, TRISTATE = frozenset(("true", "false")), frozenset(("true", "false", "mixed"))
MAYBE = BOOLEAN | {"undefined"}
ID, IDS, STRING, INTEGER, NUMBER = "id", "ids", "string", "integer", "number"
# What each state or property may say: a set of words, or a kind of value.
VALUES: Mapping[str, frozenset[str] | str] = {
    "aria-activedescendant": ID,
    "aria-atomic": BOOLEAN,
    "aria-autocomplete": frozenset(("inline", "list", "both", "none")),
    "aria-braillelabel": STRING,
    "aria-brailleroledescription": STRING,
    "aria-busy": BOOLEAN,
    "aria-checked": TRISTATE | {"undefined"},
    "aria-colcount": INTEGER,
    "aria-colindex": INTEGER,
    "aria-colindextext": STRING,
    "aria-colspan": INTEGER,
    "aria-controls": IDS,
    "aria-current": BOOLEAN | {"page", "step", "location", "date", "time"},
    "aria-describedby": IDS,
    "aria-description": STRING,
    "aria-details": IDS,
    "aria-disabled": BOOLEAN,
    "aria-dropeffect": frozenset(("copy", "execute", "link", "move", "none", "popup")),
    "aria-errormessage": IDS,
    "aria-expanded": MAYBE,
    "aria-flowto": IDS,
    "aria-grabbed": MAYBE,
    "aria-haspopup": BOOLEAN | {"menu", "listbox", "tree", "grid", "dialog"},
    "aria-hidden": MAYBE,
    "aria-invalid": BOOLEAN | {"grammar", "spelling"},
    "aria-keyshortcuts": STRING,
    "aria-label": STRING,
    "aria-labelledby": IDS,
    "aria-level": INTEGER,
    "aria-live": frozenset(("assertive", "off", "polite")),
    "aria-modal": BOOLEAN,
    "aria-multiline": BOOLEAN,
    "aria-multiselectable": BOOLEAN,
    "aria-orientation": frozenset(("horizontal", "vertical", "undefined")),
    "aria-owns": IDS,
    "aria-placeholder": STRING,
    "aria-posinset": INTEGER,
    "aria-pressed": TRISTATE | {"undefined"},
    "aria-readonly": BOOLEAN,
    "aria-relevant": frozenset(("additions", "all", "removals", "text")),
    "aria-required": BOOLEAN,
    "aria-roledescription": STRING,
    "aria-rowcount": INTEGER,
    "aria-rowindex": INTEGER,
    "aria-rowindextext": STRING,
    "aria-rowspan": INTEGER,
    "aria-selected": MAYBE,
    "aria-setsize": INTEGER,
    "aria-sort": frozenset(("ascending", "descending", "none", "other")),
    "aria-valuemax": NUMBER,
    "aria-valuemin": NUMBER,
    "aria-valuenow": NUMBER,
    "aria-valuetext": STRING,
}
LISTS = frozenset(("aria-dropeffect", "aria-relevant"))  # several words may stand together

_RANGE = "valuemax valuemin valuenow valuetext"
_FIELD = "disabled errormessage invalid readonly required"
_CELL = "colindex colindextext colspan rowindex rowindextext rowspan"
_HEADER = f"{_CELL} {_FIELD} expanded haspopup selected sort"
# Beyond the global ones, what each role supports; a role absent from here supports no more.
_SUPPORTED = {
    "alertdialog": "modal",
    "application": "activedescendant disabled errormessage expanded haspopup invalid",
    "article": "posinset setsize",
    "button": "disabled expanded haspopup pressed",
    "cell": _CELL,
    "checkbox": f"{_FIELD} checked expanded",
    "columnheader": _HEADER,
    "combobox": f"{_FIELD} activedescendant autocomplete expanded haspopup",
    "dialog": "modal",
    "doc-biblioentry": "level posinset setsize",
    "doc-endnote": "level posinset setsize",
    "doc-pagebreak": f"{_RANGE} orientation",
    "grid": "activedescendant colcount disabled multiselectable readonly rowcount",
    "gridcell": f"{_CELL} {_FIELD} expanded haspopup selected",
    "group": "activedescendant disabled",
    "heading": "level",
    "link": "disabled expanded haspopup",
    "listbox": f"{_FIELD} activedescendant expanded multiselectable orientation",
    "listitem": "level posinset setsize",
    "menu": "activedescendant disabled orientation",
    "menubar": "activedescendant disabled orientation",
    "menuitem": "disabled expanded haspopup posinset setsize",
    "menuitemcheckbox": f"{_FIELD} checked expanded haspopup posinset setsize",
    "menuitemradio": f"{_FIELD} checked expanded haspopup posinset setsize",
    "meter": _RANGE,
    "option": "checked disabled posinset selected setsize",
    "progressbar": _RANGE,
    "radio": "checked disabled posinset setsize",
    "radiogroup": f"{_FIELD} activedescendant orientation",
    "row": "activedescendant colindex colindextext disabled expanded level posinset rowindex "
    "rowindextext selected setsize",
    "rowheader": _HEADER,
    "scrollbar": f"{_RANGE} disabled orientation",
    "searchbox": f"{_FIELD} activedescendant autocomplete haspopup multiline placeholder",
    "separator": f"{_RANGE} disabled orientation",
    "slider": f"{_RANGE} disabled errormessage haspopup invalid orientation readonly",
    "spinbutton": f"{_RANGE} {_FIELD} activedescendant",
    "switch": f"{_FIELD} checked expanded",
    "tab": "disabled expanded haspopup posinset selected setsize",
    "table": "colcount rowcount",
    "tablist": "activedescendant disabled level multiselectable orientation",
    "textbox": f"{_FIELD} activedescendant autocomplete haspopup multiline placeholder",
    "toolbar": "activedescendant disabled orientation",
    "tree": f"{_FIELD} activedescendant multiselectable orientation",
    "treegrid": f"{_FIELD} activedescendant colcount multiselectable orientation rowcount",
    "treeitem": "checked disabled expanded haspopup level posinset selected setsize",
}
SUPPORTED = {r: frozenset(f"aria-{n}" for n in names.split()) for r, names in _SUPPORTED.items()}
_PLAIN = (
    "alert article banner blockquote caption code complementary contentinfo definition deletion "
    "directory document emphasis feed figure form generic img image insertion list log main mark "
    "marquee math navigation none note paragraph presentation region rowgroup search status strong "
    "subscript suggestion superscript tabpanel term time timer tooltip comment "
    "graphics-document graphics-object graphics-symbol doc-abstract doc-acknowledgments "
    "doc-afterword doc-appendix doc-backlink doc-bibliography doc-biblioref doc-chapter "
    "doc-colophon doc-conclusion doc-cover doc-credit doc-credits doc-dedication doc-endnotes "
    "doc-epigraph doc-epilogue doc-errata doc-example doc-footnote doc-foreword doc-glossary "
    "doc-glossref doc-index doc-introduction doc-noteref doc-notice doc-pagefooter doc-pageheader "
    "doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip "
    "doc-toc"
)
ROLES = frozenset((*_SUPPORTED, *_PLAIN.split()))

# Roles that no author may name (§ 5.2.8.6).
NAMELESS = frozenset(
    ("caption", "code", "deletion", "emphasis", "generic", "insertion", "none", "paragraph",
     "presentation", "strong", "subscript", "superscript", "mark", "suggestion")
)  # fmt: skip
FROM_CONTENT = frozenset(
    ("button", "cell", "checkbox", "columnheader", "gridcell", "heading", "link", "menuitem",
     "menuitemcheckbox", "menuitemradio", "option", "radio", "row", "rowheader", "switch", "tab",
     "tooltip", "treeitem", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref",
     "comment", "graphics-object")
)  # fmt: skip
LEAVES = frozenset(
    ("button", "checkbox", "img", "image", "menuitemcheckbox", "menuitemradio", "meter", "option",
     "progressbar", "radio", "scrollbar", "separator", "slider", "switch", "tab",
     "graphics-symbol", "doc-pagebreak")
)  # fmt: skip
WIDGETS = frozenset(
    ("button", "checkbox", "combobox", "grid", "gridcell", "link", "listbox", "menu", "menubar",
     "menuitem", "menuitemcheckbox", "menuitemradio", "option", "progressbar", "radio",
     "radiogroup", "scrollbar", "searchbox", "separator", "slider", "spinbutton", "switch", "tab",
     "tablist", "tabpanel", "textbox", "tree", "treegrid", "treeitem")
)  # fmt: skip
# What a role needs, where no value is implied by its absence (§ 5.2.3).
REQUIRED = {
    "checkbox": ("aria-checked",),
    "combobox": ("aria-expanded",),
    "heading": ("aria-level",),
    "menuitemcheckbox": ("aria-checked",),
    "menuitemradio": ("aria-checked",),
    "meter": ("aria-valuenow",),
    "radio": ("aria-checked",),
    "scrollbar": ("aria-controls", "aria-valuenow"),
    "slider": ("aria-valuenow",),
    "switch": ("aria-checked",),
}
CONTEXT = {
    "caption": ("figure", "grid", "table", "treegrid"),
    "cell": ("row",),
    "columnheader": ("row",),
    "gridcell": ("row",),
    "listitem": ("list", "directory"),
    "menuitem": ("group", "menu", "menubar"),
    "menuitemcheckbox": ("group", "menu", "menubar"),
    "menuitemradio": ("group", "menu", "menubar"),
    "option": ("group", "listbox"),
    "row": ("grid", "rowgroup", "table", "treegrid"),
    "rowgroup": ("grid", "table", "treegrid"),
    "rowheader": ("row",),
    "tab": ("tablist",),
    "treeitem": ("group", "tree"),
}
_MENU = ("group", "menuitem", "menuitemcheckbox", "menuitemradio", "separator")
OWNED = {
    "feed": ("article",),
    "grid": ("caption", "row", "rowgroup"),
    "list": ("listitem",),
    "listbox": ("group", "option"),
    "menu": _MENU,
    "menubar": _MENU,
    "row": ("cell", "columnheader", "gridcell", "rowheader"),
    "rowgroup": ("row",),
    "table": ("caption", "row", "rowgroup"),
    "tablist": ("tab",),
    "tree": ("group", "treeitem"),
    "treegrid": ("caption", "row", "rowgroup"),
}


def allows(role: str, attribute: str) -> bool:
    """Say whether a state or property may stand on an element of this role."""
    if attribute in NAMING:
        return role not in NAMELESS
    return attribute in GLOBAL or attribute in SUPPORTED.get(role, ())
