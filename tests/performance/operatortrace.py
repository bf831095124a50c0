#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a trace of what operators do all day, for `qwatsctl replay`.

    operatortrace.py --seed N --url URL --token TOKEN [--requests 10000] > trace.jsonl

The people: dashboards that poll, operators in sessions (a product and its reports, a unit that failed, a fixture), who come
back to what they looked at a while ago, press refresh now and then and write in one of twenty requests. Popularity follows
Zipf. Only random() is used of the generator, so that a seed gives the same trace with every Python.
"""
import argparse
import bisect
import json
import random
import sys
import urllib.request
import uuid

PRODUCTS, ASSETS, REPORTS = 2000, 500, 20_000
HOUR = 3_600_000


class Zipf:
    """Ranks 0 … count-1 with probability 1 / (rank + 1) ** s, dealt to things in a random order."""

    def __init__(self, rng, things, s):
        self.rng = rng
        self.things = sorted(things, key=lambda _: rng.random())
        total, self.sums = 0.0, []
        for rank in range(len(things)):
            total += 1 / (rank + 1) ** s
            self.sums.append(total)

    def pick(self):
        return self.things[bisect.bisect_left(self.sums, self.rng.random() * self.sums[-1])]


class World:
    """What there is to ask for, read from the server."""

    def __init__(self, get):
        self.products = [row["partNumber"] for row in get("/api/Product/Query")][:PRODUCTS]
        self.assets = get("/api/Asset")[:ASSETS]
        self.reports = get(f"/api/Report/Query/Header?reportType=U&%24orderby=start%20desc&%24top={REPORTS}")


class Trace:
    def __init__(self, world, seed, requests, hours, write_share=0.05, refresh_share=0.03):
        self.rng = random.Random(seed)
        self.world = world
        self.wanted = requests
        self.span = hours * HOUR
        self.write_share = write_share
        self.refresh_share = refresh_share
        self.products = Zipf(self.rng, world.products, 0.6)
        self.assets = Zipf(self.rng, world.assets, 0.6)
        self.reports = Zipf(self.rng, world.reports, 0.5)
        self.lines = []
        self.now = 0.0

    def chance(self, share):
        return self.rng.random() < share

    def one_of(self, things):
        return things[int(self.rng.random() * len(things))]

    def read(self, path, after_ms=0):
        line = {"t_ms": int(self.now + after_ms), "method": "GET", "path": path}
        if self.chance(self.refresh_share):
            line["refresh"] = True
        self.lines.append(line)

    def write(self, method, path, target, after_ms=0):
        self.lines.append({"t_ms": int(self.now + after_ms), "method": method, "path": path, "target": target})

    # What people look at.

    def headers(self, condition, top=50):
        return f"/api/Report/Query/Header?reportType=U&$filter={condition}&$orderby=start desc&$top={top}"

    def look_at_product(self, at):
        part = self.products.pick()
        self.read(f"/api/Product/{part}", at)
        if self.chance(0.5):
            self.read(f"/api/internal/Product/Bom?partNumber={part}&revision=A", at + 800)
        if self.chance(0.4):
            self.read(self.headers(f"partNumber eq '{part}'"), at + 1500)

    def look_at_unit(self, at):
        report = self.reports.pick()
        self.read(self.headers(f"serialNumber eq '{report['serialNumber']}'", 100), at)
        self.read(f"/api/Report/Wsjf/{report['uuid']}", at + 900)
        self.read(f"/api/Product/{report['partNumber']}", at + 2500)
        if report.get("fixtureId") and self.chance(0.5):
            self.read(f"/api/Asset/{report['fixtureId']}", at + 4000)
            self.read(f"/api/Asset/Status?serialNumber={report['fixtureId']}", at + 4100)

    def look_at_asset(self, at):
        asset = self.assets.pick()
        if self.chance(0.3):
            self.read("/api/Asset?$top=500", at - 1500)
        self.read(f"/api/Asset/{asset['serialNumber']}", at)
        self.read(f"/api/Asset/Status?id={asset['assetId']}", at + 50)
        if self.chance(0.5):
            self.read(f"/api/Asset/Log?$filter=assetId eq '{asset['assetId']}'&$orderby=date desc&$top=50", at + 700)

    def look_at_lists(self, at):
        self.read(self.one_of(["/api/Product/Query", "/api/Asset?$top=500", "/api/Asset/Types", "/api/App/Processes",
                               "/api/Product/Vendors"]), at)

    def dashboards(self, at):
        for station in ("ICT-04", "EOL-01", "PCBA-02"):
            self.read(self.headers(f"stationName eq '{station}'"), at)
        self.read("/api/Asset?$top=500", at + 40)

    def change_something(self, at):
        asset = self.assets.pick()
        serial, which = asset["serialNumber"], self.rng.random()
        if which < 0.35:
            self.write("POST", f"/api/Asset/Message", serial, at)
        elif which < 0.6:
            self.write("PUT", f"/api/Asset/State?serialNumber={serial}&state={1 + int(self.rng.random() * 5)}", serial, at)
        elif which < 0.75:
            self.write("POST", f"/api/Asset/Calibration?serialNumber={serial}&comment=ok", serial, at)
        elif which < 0.85:
            self.write("POST", f"/api/Asset/ResetRunningCount?serialNumber={serial}", serial, at)
        elif which < 0.93:
            self.write("PUT", "/api/Product", self.products.pick(), at)
        else:
            self.write("POST", "/api/Report/WSJF", str(uuid.UUID(int=int(self.rng.random() * 2 ** 53) << 64 | 1 << 63)), at)
        self.read(f"/api/Asset/{serial}", at + 300)  # who changes something looks at it again

    def session(self):
        """A person at work for some minutes: a few things, most of them again a little later."""
        at = 0.0
        for _ in range(2 + int(self.rng.random() * 5)):
            looks = self.rng.random()
            start = len(self.lines)
            if looks < 0.34:
                self.look_at_product(at)
            elif looks < 0.62:
                self.look_at_unit(at)
            elif looks < 0.86:
                self.look_at_asset(at)
            else:
                self.look_at_lists(at)
            if self.chance(self.write_share * 4.3):
                self.change_something(at + 6000)
            seen = [line["path"] for line in self.lines[start:] if line["method"] == "GET"]
            while seen and self.chance(0.58):  # back to a tab that is still open
                again = at + (40_000 if self.chance(0.85) else 700_000) * self.rng.random() + 8000
                self.read(self.one_of(seen), again)
            at += 10_000 + 60_000 * self.rng.random()

    def make(self):
        polls = 4 * int(self.span / 300_000) + 4
        sessions_share = self.span / max(1, (self.wanted - polls) / 17)
        while self.now < self.span and len(self.lines) < 3 * self.wanted:
            self.session()
            self.now += 2 * self.rng.random() * sessions_share
        for step in range(int(self.span / 300_000) + 1):
            self.now = 0
            self.dashboards(step * 300_000.0)
        self.lines.sort(key=lambda line: max(0, line["t_ms"]))
        for line in self.lines:
            line["t_ms"] = max(0, line["t_ms"])
        return self.lines[:self.wanted]


def from_server(url, token):
    def get(path):
        request = urllib.request.Request(url + path, headers={"Authorization": "Basic " + token})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.loads(reply.read())
    return World(get)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--hours", type=float, default=2)
    asked = parser.parse_args()
    for line in Trace(from_server(asked.url, asked.token), asked.seed, asked.requests, asked.hours).make():
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
