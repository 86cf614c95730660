"""How Sphinx makes a site of these pages: `sphinx-build -W docs site`, with the extra `docs`."""  # noqa: INP001 - a setting of Sphinx, no package

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pygments.lexers.special import TextLexer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Goalposts"
author = "Goalposts maintainers"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
autodoc_member_order = "bysource"
nitpicky = True
nitpick_ignore_regex = [("py:.*", ".*")]  # types of records that have no page of their own
html_theme = "furo"
html_title = "Goalposts"
html_copy_source = False
html_show_copyright = False

_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?!\w[\w-]*\.md)([^)#]+)[^)]*\)")


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx what is special about these pages, which are also read as files of the repository."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", _without_links_outside)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _without_links_outside(_: Sphinx, __: str, source: list[str]) -> None:
    """Show a link to a file of the repository as words and its path: the site has no page for it."""
    source[0] = _OUTSIDE.sub(r"\1 (`\2`)", source[0])
