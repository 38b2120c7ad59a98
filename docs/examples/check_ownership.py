#!/usr/bin/env python3
"""Check from an exported journal alone that no seat was ever owned twice on any segment.

    signalbox journal export --dir DIR | python3 check_ownership.py
    python3 check_ownership.py journal.jsonl

Needs Python 3.8 and nothing else; knows nothing of Signalbox but docs/journal-export.md. Exit code 0 if all holds, 1
with the two positions if not.
"""
import json
import sys


def fail(position, earlier, text):
    print(f"VIOLATION at position {position} against position {earlier}: {text}")
    sys.exit(1)


def seats_of(event):
    return [seat["seatIndex"] for seat in event["seats"]]


def check(lines):
    owner = {}  # (run, class, seat, segment) -> (order, position); segment s lies between the stops s and s + 1
    orders = {}  # order -> (position, run, class, from stop, to stop, seats); only while it owns its seats
    paid = set()
    counts = {"held": 0, "refused": 0, "paid": 0, "cancelled": 0, "expired": 0, "tickets": 0, "seatSegmentsSold": 0}
    position = 0
    for line in lines:
        record = json.loads(line)
        if record["position"] != position + 1:
            fail(record["position"], position, "positions are not 1, 2, 3 ...")
        position = record["position"]
        for event in record["events"]:
            message = event["message"]
            if message == "OrderHeld":
                counts["held"] += 1
                order = str(event["orderId"])
                journey = (event["runId"], event["classCode"], event["fromStop"], event["toStop"], seats_of(event))
                if order in orders:
                    fail(position, orders[order][0], f"order {order} is held twice")
                orders[order] = (position,) + journey
                run, seat_class, from_stop, to_stop, seats = journey
                for seat in seats:
                    for segment in range(from_stop, to_stop):
                        key = (run, seat_class, seat, segment)
                        if key in owner:
                            fail(position, owner[key][1],
                                 f"run {run} class {chr(seat_class)} seat {seat} segment {segment} is given to order "
                                 f"{order}, but order {owner[key][0]} owns it")
                        owner[key] = (order, position)
            elif message in ("OrderCancelled", "HoldExpired"):
                counts["cancelled" if message == "OrderCancelled" else "expired"] += 1
                order = str(event["orderId"])
                if order not in orders or order in paid:
                    fail(position, 0, f"order {order} gives seats back that it does not hold unpaid")
                held_at, *journey = orders.pop(order)
                run, seat_class, from_stop, to_stop, seats = journey
                if journey != [event["runId"], event["classCode"], event["fromStop"], event["toStop"], seats_of(event)]:
                    fail(position, held_at, f"order {order} gives back other seats than it was given")
                for seat in seats:
                    for segment in range(from_stop, to_stop):
                        del owner[(run, seat_class, seat, segment)]
            elif message == "OrderConfirmed":
                order = str(event["orderId"])
                if order not in orders or order in paid:
                    fail(position, 0, f"order {order} is paid, but is not held unpaid")
                paid.add(order)
                _, _, _, from_stop, to_stop, seats = orders[order]
                counts["paid"] += 1
                counts["tickets"] += len(seats)
                counts["seatSegmentsSold"] += len(seats) * (to_stop - from_stop)
            elif message == "OrderRefused":
                counts["refused"] += 1
    return position, counts


def main():
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as lines:
            records, counts = check(lines)
    else:
        records, counts = check(sys.stdin)
    print(f"{records} records: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    print("No seat was ever owned twice on any segment.")


if __name__ == "__main__":
    main()
