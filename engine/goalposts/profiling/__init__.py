"""Looks at files that nobody has mapped yet: what is in them, which events and KPIs they can give.

Read in this order: `surroundings` is what is known beside the files; `looking` opens a file without a project;
`column_facts` and `type_guess` say what its columns hold; `preset_fit` and `mapping_guess` find how they become
events, `questions` what only people can tell; `event_facts` reads them all that way; `possible` says which KPIs
follow; `related` compares words of several files, `between_files` their rows; `profile` puts it together; `data_entry`
writes it, `shown` and `columns_shown` say it, `as_data` gives it to programs. `cures` says of a file that a project
reads in vain what would fit it.
"""

from goalposts.profiling.as_data import profile_data
from goalposts.profiling.data_entry import OPEN, data_entry, stated_currency, with_currency, with_data
from goalposts.profiling.profile import SourceProfile, profile
from goalposts.profiling.shown import profile_lines

__all__ = [
    "OPEN",
    "SourceProfile",
    "data_entry",
    "profile",
    "profile_data",
    "profile_lines",
    "stated_currency",
    "with_currency",
    "with_data",
]
