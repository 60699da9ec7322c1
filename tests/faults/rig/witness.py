# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings a cluster to rest and writes down what the checker needs to know."""

from checker import Facts
from rig.cluster import wait_for

PENDING = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND dead_at IS NULL"


def at_rest(cluster, most=180):
    """No event waits anywhere: sent, handled, or dead. Answers what still waits."""
    waiting = []

    def look():
        waiting.clear()
        try:
            for producer, consumer in (("orders", "invoices"), ("ledger", "ledger")):
                if (count := int(cluster.sql(producer, PENDING)[0][0])) > 0:
                    waiting.append(f"{count} events of {producer} are not sent")
                missing = handled_ids(cluster, consumer)
                missing = {event[0] for event in events(cluster, producer) if event[4]} - set(missing)
                if missing - cluster.poison:
                    waiting.append(f"{len(missing)} events are not handled by {consumer}")
        except RuntimeError as problem:
            waiting.append(str(problem))
        return not waiting

    wait_for(look, most, 0.2)
    return list(waiting)


def handled_ids(cluster, consumer):
    return [row[0] for row in cluster.sql(consumer, "SELECT event_id FROM inbox UNION ALL SELECT event_id FROM inbox_foreign")]


def events(cluster, producer):
    row_id = "payload->>'order_id'" if producer == "orders" else "payload->>'entry'"
    kind = "order.created.v1" if producer == "orders" else "ledger.entry_added.v1"
    return [(event, row, aggregate, int(sequence), sent == "t", dead == "t") for event, row, aggregate, sequence, sent, dead in
            cluster.sql(producer, f"SELECT event_id, {row_id}, aggregate_id, aggregate_seq, sent_at IS NOT NULL,"
                                  f" dead_at IS NOT NULL FROM outbox WHERE event_type = '{kind}'") if event not in cluster.poison]


def orders_facts(cluster):
    path = cluster.paths["orders"]
    sent = events(cluster, "orders")
    by_row = {event[1]: event[0] for event in sent}
    rows = [(row, int(amount)) for row, amount in cluster.sql("orders", "SELECT id, amount FROM orders")]
    invoices = cluster.sql("invoices", "SELECT order_id, amount FROM invoices ORDER BY id")
    return Facts(name="orders", tried=set(path.tried), acked=dict(path.acked), rows=rows, events=sent,
                 seen=handled_ids(cluster, "invoices"), dead_letters=cluster.poison,
                 effects=[(by_row.get(order), order, None, 0) for order, _ in invoices],
                 model={order: int(amount) for order, amount in invoices}, folded=dict(rows))


def ledger_facts(cluster):
    path = cluster.paths["ledger"]
    entries = cluster.sql("ledger", "SELECT id, key, account, amount FROM entries")
    folded = {}
    for _, _, account, amount in entries:
        folded[account] = folded.get(account, 0) + int(amount)
    postings = cluster.sql("ledger", "SELECT event_id, entry_id, account, seq FROM postings ORDER BY n")
    return Facts(name="ledger", tried=set(path.tried), acked=dict(path.acked),
                 rows=[(entry, int(key)) for entry, key, _, _ in entries], events=events(cluster, "ledger"),
                 seen=handled_ids(cluster, "ledger"), dead_letters=cluster.poison,
                 effects=[(event, entry, account, int(seq)) for event, entry, account, seq in postings],
                 model={account: int(total) for account, total in
                        cluster.sql("ledger", "SELECT account, total FROM balances")}, folded=folded)
