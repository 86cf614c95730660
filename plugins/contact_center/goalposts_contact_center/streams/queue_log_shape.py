"""Writes simulated calls as Asterisk logs its queues."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow.compute as pc

_ENDS: Final = {"abandoned": "ABANDON|1|1|{wait}", "timeout": "EXITWITHTIMEOUT|1|1|{wait}"}
_OTHERWISE: Final = "EXITWITHKEY|1|1|1|{wait}"
"""A call-back is ordered with a key."""


def queue_log(table: Any) -> bytes:
    """Write the lines of a log; its queues are called as the branches.

    The clock of the log is that of the events' local time. A log knows no blocked calls, no marks and no results, and
    its talks hold the holds.

    Args:
        table: the stream of calls, an Arrow table.
    """
    offered = table.filter(pc.not_equal(table["outcome"].cast("string"), "blocked"))
    seconds = offered["offered_at"].to_numpy().astype("datetime64[s]").astype(np.int64).tolist()
    names = ("call_id", "outcome", "branch", "agent", "customer", "wait", "talk", "hold", "hangup_by")
    columns = [offered[name].to_pylist() for name in names]
    lines: list[tuple[int, str]] = []
    for at, *cells in zip(seconds, *columns, strict=True):
        lines.extend(_lines(at, dict(zip(names, cells, strict=True))))
    lines.sort(key=lambda line: line[0])
    return "".join(f"{at}|{said}\n" for at, said in lines).encode()


def _lines(at: int, call: dict[str, Any]) -> list[tuple[int, str]]:
    about, wait = f"{call['call_id']}|{call['branch']}", call["wait"]
    entered = (at, f"{about}|NONE|ENTERQUEUE||{call['customer']}|1")
    if call["outcome"] != "answered":
        end = _ENDS.get(call["outcome"], _OTHERWISE).format(wait=wait)
        return [entered, (at + wait, f"{about}|NONE|{end}")]
    talked = call["talk"] + call["hold"]
    who, by = call["agent"], "AGENT" if call["hangup_by"] == "agent" else "CALLER"
    return [
        entered,
        (at + wait, f"{about}|{who}|CONNECT|{wait}|{call['call_id']}|1"),
        (at + wait + talked, f"{about}|{who}|COMPLETE{by}|{wait}|{talked}|1"),
    ]
