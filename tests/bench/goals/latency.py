# SPDX-License-Identifier: GPL-3.0-or-later
"""From the end of the transaction that wrote an order to the end of the one that wrote its invoice, by their spans, one
order at a time."""

import json
import statistics

from support.machine import absolute
from support.stack import Stack

ORDERS = 40


def end(spans, service, kind):
    return max(span["start_ns"] + span["duration_ns"] for span in spans if (span["service"], span["kind"]) == (service, kind))


def commit_to_effect(stack, token):
    answer = json.loads(stack.ctl("send", "-X", "POST", "/api/v1/orders", "--json", "-H",
                                  f"Authorization: Bearer {token}", "-d", '{"amount": 5000}'))
    stack.ctl("journey", answer["trace_id"], "--wait", "10s")
    spans = json.loads(stack.ctl("traces", answer["trace_id"], "--json"))["spans"]
    return (end(spans, "invoices", "client") - end(spans, "orders", "client")) / 1e6


def measure(rounds):
    with Stack() as stack:
        stack.up()
        token = stack.sign_in()
        commit_to_effect(stack, token)
        taken = [commit_to_effect(stack, token) for _ in range(ORDERS * rounds)]
    yield absolute("commit to effect, p50", taken, "ms", 3)
    p99 = statistics.quantiles(taken, n=100)[98]
    yield absolute("commit to effect, p99", [p99], "ms", 15)
