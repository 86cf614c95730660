"""`goalposts init` as a conversation: from a template through data and goals to a file that passes `check`.

Read in this order: `options` are the answers that a script gives; `dialogue` asks on the terminal; `work` is the file
so far, a text that every step takes further; `steps` puts them in their order: `beginning` (language, template, name),
`timing` (with `days` and `holidays`), `places` (zone, currency), `sources` (with `slots` and `reading`), `goals` (with
`sentences` and `guardrails`), `unfilled` (blanks and owners); `finishing` writes the file, checks it and says what
comes next.
"""

from goalposts.cli.wizard.options import answer_options, given_of
from goalposts.cli.wizard.steps import go_through
from goalposts.cli.wizard.work import Given

__all__ = ["Given", "answer_options", "given_of", "go_through"]
