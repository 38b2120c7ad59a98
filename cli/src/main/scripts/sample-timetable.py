#!/usr/bin/env python3
"""Chooses the sample timetable from the set of March 2016: sample-timetable.py SOURCE_FOLDER TARGET_FOLDER.

A train is taken if it runs every day, has one variant and one number, and links two cities of a pair below; of each
pair as many as stated, evenly spread over the day, in both directions alike.
"""
import csv
import sys
from pathlib import Path

PAIRS = [  # city, city, trains in each direction
    ("北京", "上海", 19), ("北京", "南京", 3), ("北京", "杭州", 4), ("北京", "济南", 2),
    ("上海", "南京", 24), ("上海", "杭州", 7), ("杭州", "南京", 4), ("上海", "长沙", 8), ("上海", "南昌", 2),
    ("北京", "广州", 4), ("北京", "长沙", 3), ("北京", "武汉", 6), ("北京", "石家庄", 4), ("北京", "郑州", 3),
    ("武汉", "广州", 10), ("长沙", "广州", 4), ("上海", "广州", 2), ("北京", "深圳", 2),
]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, columns, records):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def spread(items, count):
    if len(items) <= count:
        return items
    return [items[i * len(items) // count] for i in range(count)]


def main(source, target):
    stations = rows(source / "stations.csv")
    trains = rows(source / "trains.csv")
    stops = rows(source / "stops.csv")
    city = {s["station_code"]: s["city"] for s in stations}
    variants = {}
    for train in trains:
        variants[train["number"]] = variants.get(train["number"], 0) + 1
    usable = [t for t in trains if t["run_dates"] == "ALL" and variants[t["number"]] == 1
              and "/" not in t["number"] and t["train_type"] in "GD"]
    chosen = set()
    for one, other, count in PAIRS:
        for ends in ((one, other), (other, one)):
            linking = [t for t in usable if (city[t["origin_code"]], city[t["destination_code"]]) == ends]
            linking.sort(key=lambda t: (t["departure"], t["train_no"]))
            chosen.update(t["train_no"] for t in spread(linking, count))
            print(ends, len(linking), file=sys.stderr)
    kept = [t for t in trains if t["train_no"] in chosen]
    kept_stops = [s for s in stops if s["train_no"] in chosen]
    called_at = {s["station_code"] for s in kept_stops}
    for record in kept + kept_stops:
        record["train_no"] = record["train_no"].partition("@")[0]
    write(target / "stations.csv", stations[0].keys(), [s for s in stations if s["station_code"] in called_at])
    write(target / "trains.csv", trains[0].keys(), kept)
    write(target / "stops.csv", stops[0].keys(), kept_stops)
    print(len(kept), "trains,", len(kept_stops), "stops,", len(called_at), "stations", file=sys.stderr)


main(Path(sys.argv[1]), Path(sys.argv[2]))
