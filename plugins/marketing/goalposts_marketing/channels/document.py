"""The report on channels as plain values, the JSON form."""

from __future__ import annotations

from typing import Any

from goalposts_marketing.channels.records import Channel, ChannelReport, Total
from goalposts_marketing.channels.spread import Spread

SCHEMA = "goalposts/channels/1"


def document(report: ChannelReport, language: str = "en") -> dict[str, Any]:
    """Return plain mappings, lists, texts and numbers; shares and returns are fractions, what is not known is None."""
    return {
        "schema": SCHEMA,
        "project": report.project,
        "from": report.first.isoformat(),
        "to": report.end.isoformat(),
        "currency": report.currency,
        "models": list(report.models),
        "by_revenue": report.by_revenue,
        "judged_by": report.judged_by,
        "channels": [_channel(channel, report.judged(channel)) for channel in report.channels],
        "total": _total(report.total),
        "notes": [{"code": note.code, "text": note.text.get(language)} for note in report.notes],
    }


def _channel(channel: Channel, judged: Spread) -> dict[str, Any]:
    return {
        "channel": channel.name,
        "cost": channel.cost,
        "leads": channel.leads,
        "qualified": channel.qualified,
        "won": channel.won,
        "claimed": channel.claimed,
        "cpl": channel.cpl,
        "cpql": channel.cpql,
        "cac": channel.cac,
        "cpa_at_least": channel.cpa_at_least,
        "conversions": _spread(channel.conversions),
        "share": _spread(channel.share),
        "cpa": _spread(channel.cpa),
        "brought": _spread(channel.brought),
        "romi": _spread(channel.romi),
        "place": judged.place,
        "undetermined": judged.undetermined,
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "low": spread.low,
        "high": spread.high,
        "best_place": spread.best,
        "worst_place": spread.worst,
        "by_model": dict(spread.by_model),
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "cost": total.cost,
        "leads": total.leads,
        "qualified": total.qualified,
        "won": total.won,
        "claimed": total.claimed,
        "conversions": total.conversions,
        "untouched": total.untouched,
        "brought": total.brought,
        "without_amount": total.without_amount,
        "leads_without_channel": total.leads_without_channel,
        "cpl": total.cpl,
        "cpa": total.cpa,
        "romi": total.romi,
    }
