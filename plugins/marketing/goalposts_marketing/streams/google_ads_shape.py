"""Writes simulated costs as a warehouse keeps those of Google Ads."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv


def report(table: Any) -> bytes:
    """Write costs in millionths by day and campaign; every branch is an account, every channel a campaign.

    Args:
        table: the stream of costs, an Arrow table.
    """
    micros = np.rint(table["amount"].to_numpy() * 1e6).astype(np.int64)
    found = pa.table(
        {
            "segments_date": table["at"].cast(pa.date32()),
            "customer_id": table["branch"].cast(pa.string()),
            "campaign_name": table["campaign"].cast(pa.string()),
            "segments_ad_network_type": pa.repeat("SEARCH", table.num_rows),
            "metrics_impressions": table["impressions"],
            "metrics_clicks": table["clicks"],
            "metrics_cost_micros": micros,
        }
    )
    sink = pa.BufferOutputStream()
    csv.write_csv(found, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content
