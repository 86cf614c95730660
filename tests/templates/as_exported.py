"""Writes the streams in the shape in which each system exports them; every time is by the clock of `zone`."""

from __future__ import annotations

import csv
import json
from zoneinfo import ZoneInfo

from streams.drawn import Drawn, write


def _iso(moment, zone):
    return moment.replace(tzinfo=ZoneInfo(zone)).isoformat()


def _utc(moment, zone):
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _table(path, header, rows, delimiter=","):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, delimiter=delimiter)
        written.writerow(header)
        written.writerows(rows)


def _document(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def deals_in_english(path, deals, zone):
    """As a plain table with English words."""
    _table(
        path,
        ["ID", "Created", "Closed", "Stage", "Amount", "Owner", "Loss reason"],
        [
            (d.id, d.created, d.closed, "Won" if d.won else "Lost", d.amount, d.owner, "" if d.won else d.reason)
            for d in deals
        ],
    )


def deals_in_russian(path, deals, zone):
    """As a plain table with Russian words."""
    _table(
        path,
        ["ID", "Дата создания", "Дата закрытия", "Стадия", "Сумма", "Ответственный", "Причина отказа"],
        [
            (
                d.id,
                f"{d.created:%d.%m.%Y %H:%M:%S}",
                f"{d.closed:%d.%m.%Y %H:%M:%S}",
                "Успешно" if d.won else "Провал",
                d.amount,
                d.owner,
                "" if d.won else d.reason,
            )
            for d in deals
        ],
    )


def hubspot_deals(path, deals, zone):
    """As answers of the HubSpot interface for deals."""
    _document(
        path.with_suffix(".json"),
        {
            "results": [
                {
                    "id": str(d.id),
                    "properties": {
                        "hs_object_id": str(d.id),
                        "amount": str(d.amount),
                        "dealstage": "98765",
                        "pipeline": "default",
                        "createdate": _utc(d.created, zone),
                        "closedate": _utc(d.closed, zone),
                        "hs_is_closed": "true",
                        "hs_is_closed_won": str(d.won).lower(),
                        "hubspot_owner_id": d.owner or None,
                        "closed_lost_reason": None if d.won else d.reason or None,
                    },
                    "archived": False,
                }
                for d in deals
            ]
        },
    )


def bitrix24_deals(path, deals, zone):
    """As answers of Bitrix24 for deals, with a field of the portal's own for the reason."""
    _document(
        path.with_suffix(".json"),
        {
            "result": [
                {
                    "ID": str(d.id),
                    "CATEGORY_ID": "0",
                    "STAGE_ID": "WON" if d.won else "LOSE",
                    "STAGE_SEMANTIC_ID": "S" if d.won else "F",
                    "CLOSED": "Y",
                    "IS_RECURRING": "N",
                    "OPPORTUNITY": f"{d.amount}.00",
                    "ASSIGNED_BY_ID": d.owner,
                    "DATE_CREATE": _iso(d.created, zone),
                    "MOVED_TIME": _iso(d.closed, zone),
                    "CLOSEDATE": _iso(d.closed, zone),
                    "Причина отказа": "" if d.won else d.reason,
                }
                for d in deals
            ]
        },
    )


def salesforce_opportunities(path, deals, zone):
    """As a data export of Salesforce; its close date is a day."""
    _table(
        path.with_suffix(".csv"),
        ["Id", "AccountId", "OwnerId", "StageName", "Amount", "CloseDate", "CreatedDate", "IsClosed", "IsWon"],
        [
            (d.id, "", d.owner, "Signed", d.amount, d.closed.date(), _utc(d.created, zone), "true", str(d.won).lower())
            for d in deals
        ],
    )


def excel_deals(path, deals, zone):
    """As a workbook kept by hand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    header = ["№ сделки", "Дата создания", "Дата закрытия", "Статус", "Сумма", "Менеджер"]
    rows = [
        [
            d.id,
            f"{d.created:%d.%m.%Y %H:%M}",
            f"{d.closed:%d.%m.%Y %H:%M}",
            "выиграна" if d.won else "отказ",
            d.amount,
            d.owner or None,
        ]
        for d in deals
    ]
    write(path.with_suffix(".xlsx"), Drawn("Сделки", [header, *rows]))


def hubspot_engagements(path, activities, zone):
    """As answers of the HubSpot interface for calls, one a line."""
    _lines(
        path.with_suffix(".ndjson"),
        (
            {
                "id": str(a.id),
                "properties": {
                    "hs_object_id": str(a.id),
                    "hs_timestamp": _utc(a.at, zone),
                    "hs_createdate": _utc(a.logged, zone),
                    "hubspot_owner_id": "41",
                    "hs_call_duration": "60000",
                    "hs_call_direction": "OUTBOUND",
                    "hs_call_status": "COMPLETED",
                    "hs_call_disposition": "told",
                },
                "archived": False,
            }
            for a in activities
        ),
    )


def bitrix24_activities(path, activities, zone):
    """As answers of Bitrix24 for calls, one a line."""
    _lines(
        path.with_suffix(".ndjson"),
        (
            {
                "ID": str(a.id),
                "OWNER_TYPE_ID": "2",
                "OWNER_ID": "101",
                "TYPE_ID": "2",
                "PROVIDER_ID": "VOXIMPLANT_CALL",
                "DIRECTION": "2",
                "START_TIME": _iso(a.at, zone),
                "END_TIME": _iso(a.at, zone),
                "COMPLETED": "Y",
                "RESPONSIBLE_ID": "3",
                "CREATED": _iso(a.logged, zone),
            }
            for a in activities
        ),
    )


def salesforce_tasks(path, activities, zone):
    """As rows of Task of Salesforce."""
    _table(
        path.with_suffix(".csv"),
        ["Id", "Status", "Type", "TaskSubtype", "ActivityDate", "CompletedDateTime", "CreatedDate", "IsDeleted"],
        [
            (a.id, "Completed", "", "Call", a.at.date(), _utc(a.at, zone), _utc(a.logged, zone), "false")
            for a in activities
        ],
    )


def _lines(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def queue_log(path, calls, zone):
    """As the log of an Asterisk queue."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    for c in calls:
        entered = int(c.at.replace(tzinfo=ZoneInfo(zone)).timestamp())
        lines.append((entered, f"{entered}|{c.id}|sales|NONE|ENTERQUEUE||{c.caller}|1"))
        if c.answered:
            lines.append((entered + c.wait, f"{entered + c.wait}|{c.id}|sales|SIP/1|CONNECT|{c.wait}|x|1"))
            ended = entered + c.wait + c.talk
            lines.append((ended, f"{ended}|{c.id}|sales|SIP/1|COMPLETECALLER|{c.wait}|{c.talk}|1"))
        else:
            lines.append((entered + c.wait, f"{entered + c.wait}|{c.id}|sales|NONE|ABANDON|1|1|{c.wait}"))
    path.write_text("".join(line + "\n" for _, line in sorted(lines)), encoding="utf-8")


def calls_table(path, calls, zone):
    """As a plain table of calls."""
    _table(
        path,
        ["call_id", "offered_at", "outcome", "caller", "wait", "talk", "hold", "acw", "queue", "result"],
        [
            (c.id, c.at, "answered", c.caller, c.wait, c.talk, 0, 20, "sales", c.result)
            if c.answered
            else (c.id, c.at, "abandoned", c.caller, c.wait, "", "", "", "sales", "")
            for c in calls
        ],
    )


def google_ads(path, days, zone):
    """As a table of a warehouse: every day costs the same, 500."""
    _table(
        path.with_suffix(".csv"),
        ["segments_date", "customer_id", "campaign_id", "campaign_name", "metrics_cost_micros"],
        [(day.date(), 1, 11, "Brand", 500_000_000) for day in days],
    )


def yandex_direct(path, days, zone):
    """As a report of Yandex Direct: every day costs the same, 500."""
    _table(
        path.with_suffix(".tsv"),
        ["Date", "CampaignId", "CampaignName", "Impressions", "Clicks", "Cost"],
        [(day.date(), 11, "Столы", 100, 10, 500_000_000) for day in days],
        delimiter="\t",
    )


def leads_table(path, leads, zone):
    """As a plain table of leads."""
    _table(
        path,
        ["id", "created", "utm_source", "valid", "qualified_at", "won_at"],
        [(known.id, known.at, known.channel, "yes", known.qualified or "", known.won or "") for known in leads],
    )
