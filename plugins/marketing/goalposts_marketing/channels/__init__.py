"""Channels side by side under every model of credit: what each costs and brings, and whether that depends on the model.

Read `spread` (one measure under all models, and the places by it), `records` (the report), `counting` (what is read),
`reckoning` (how one becomes the other); `lines` and `document` show it, `command` is `goalposts channels`.
"""

from goalposts_marketing.channels.reckoning import channel_report
from goalposts_marketing.channels.records import Channel, ChannelReport, Note, Total
from goalposts_marketing.channels.spread import Spread

__all__ = ["Channel", "ChannelReport", "Note", "Spread", "Total", "channel_report"]
