"""Fills the templates of pages: everything escaped, one language, nothing allowed but what the page carries."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

_SIGNED: Final = re.compile("(?<=[−+])(?=[€£$₽])")


def page(template: str, language: str, styles: Iterable[str], **values: Any) -> str:
    """Fill a template of this package.

    Args:
        template: its file.
        language: `en` or `ru`; every text is said in it.
        styles: the style files that it carries, in order.
        values: what the template asks for; what it asks for and does not get is an error.
    """
    style = "".join(map(file_text, styles))
    made = _environment(language).get_template(template)
    return made.render(language=language, style=style, style_digest=digest(style), **values)


def file_text(name: str) -> str:
    """Return the text of a file of this package."""
    return resources.files("goalposts.reporting").joinpath(name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """Return the SHA-256 digest of a style or script, as a Content-Security-Policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _in_one_piece(said: str) -> str:
    """A browser may begin a new line between the sign of an amount and that of its currency, as in −€22.42."""
    return _SIGNED.sub("\N{WORD JOINER}", said)


def _environment(language: str) -> Environment:
    """Escape everything, refuse unknown names, and say every text in one language."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FunctionLoader(file_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: _in_one_piece(value.get(language)) if isinstance(value, Text) else value,
    )
    environment.filters["raw_style"] = environment.filters["raw_script"] = Markup
    return environment
