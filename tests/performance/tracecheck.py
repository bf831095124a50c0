#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replays operator traces through the program and counts what it got wrong.

    tracecheck.py --bin DIR [--seed N] [--requests N] [--hours H] [--keep DIR]

The truth is a second run of the same trace without a cache against an equal server (same seed, standing clock). An answer
that was shown as up to date and differs from the truth is wrong. The other caches (the origin's, LRU, W-TinyLFU, infinite,
Belady, all keyed by URL) are counted on the same truth.
"""
import argparse
import collections
import hashlib
import heapq
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing of ours appears beside the sources

import operatortrace
from servers import Server

CAPACITY = 1000
FEW = 200  # where who is let in matters


def replay(binaries, server, trace, answers, scratch, *options):
    command = [str(binaries["qwatsctl"]), "--json", "replay", str(trace), "--answers", str(answers), *options]
    done = subprocess.run(command, env=server.environment(scratch), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def comparable(value):
    """What two runs of a trace may not differ in. The replay stamps uploaded reports with the time of the upload. The server
    adds the counters of the assets as they are when a report is asked for (assetStats): the program does not read them."""
    if isinstance(value, list):
        return [comparable(one) for one in value]
    if isinstance(value, dict):
        hidden = {"assetStats"}
        if "REPLAY" in (value.get("partNumber"), value.get("pn")):
            hidden |= {"start", "startUtc"}
        return {key: comparable(one) for key, one in value.items() if key not in hidden}
    return value


def fits(shown, truth):
    """A row that came with a list may know less than the whole; what it says must be true."""
    if isinstance(shown, dict) and isinstance(truth, dict):
        return all(key in truth and fits(one, truth[key]) for key, one in shown.items())
    return shown == truth


def same(shown, truth):
    return shown == truth or fits(comparable(shown), comparable(truth))


def digest(body):
    return hashlib.blake2b(json.dumps(comparable(body), sort_keys=True).encode(), digest_size=12).digest()


class Figures:
    def __init__(self, name):
        self.name, self.reads, self.served, self.wrong, self.upstream = name, 0, 0, 0, 0
        self.repeated, self.repeated_served = 0, 0

    def as_dict(self):
        return {"name": self.name, "reads": self.reads, "served_from_cache": self.served / max(1, self.reads),
                "repeated_served": self.repeated_served / max(1, self.repeated), "wrong": self.wrong,
                "wrong_share": self.wrong / max(1, self.reads), "upstream_calls": self.upstream}


def repeated_lines(trace):
    """Numbers of the look-ups whose question was asked before, not counting those that ask for the server."""
    seen, repeated = set(), set()
    for n, line in enumerate(trace, 1):
        if line["method"] != "GET":
            continue
        if line["path"] in seen and not line.get("refresh"):
            repeated.add(n)
        seen.add(line["path"])
    return repeated


def count_ours(name, trace, answers, truth, upstream, show_wrong=0):
    figures = Figures(name)
    repeated = repeated_lines(trace)
    figures.upstream = upstream
    for answer in answers:
        n = answer["n"]
        figures.reads += 1
        served = answer["outcome"] in ("fresh", "stale", "seeded")
        figures.served += served
        if n in repeated:
            figures.repeated += 1
            figures.repeated_served += served
        if answer["fresh"] and not same(answer["body"], truth[n]["body"]):
            figures.wrong += 1
            if figures.wrong <= show_wrong:
                print(f"wrong: line {n} {answer['path']} ({answer['outcome']})\n  shown {json.dumps(answer['body'])[:300]}\n"
                      f"  truth {json.dumps(truth[n]['body'])[:300]}", file=sys.stderr)
    return figures


class UrlCache:
    """A cache keyed by URL with one lifetime and a capacity. `invalidate(path)` says which keys a write drops."""

    def __init__(self, name, ttl_s, capacity, invalidate=None, next_use=None, fifo=False):
        self.name, self.ttl, self.capacity = name, ttl_s * 1000, capacity
        self.invalidate, self.next_use, self.fifo = invalidate, next_use, fifo
        self.entries = collections.OrderedDict()  # path -> (stored at, digest)
        self.queue = []  # Belady: (-next use, path)

    def run(self, trace, digests):
        figures, repeated = Figures(self.name), repeated_lines(trace)
        for n, line in enumerate(trace, 1):
            path, self.now = line["path"], line["t_ms"]
            if line["method"] != "GET":
                figures.upstream += 1
                if self.invalidate:
                    for key in [key for key in self.entries if self.invalidate(key, path)]:
                        del self.entries[key]
                continue
            figures.reads += 1
            figures.repeated += n in repeated
            held = self.entries.get(path)
            if held and line["t_ms"] - held[0] < self.ttl and not line.get("refresh"):
                figures.served += 1
                figures.repeated_served += n in repeated
                figures.wrong += held[1] != digests[n]
                if not self.fifo:
                    self.entries.move_to_end(path)
            else:
                figures.upstream += 1
                self.entries[path] = (line["t_ms"], digests[n])
                self.entries.move_to_end(path)
            self.make_room(n, path)
        return figures

    def make_room(self, n, path):
        if self.next_use:
            heapq.heappush(self.queue, (-self.next_use[n], n, path))
        while self.capacity and len(self.entries) > self.capacity:
            if not self.next_use:
                self.entries.popitem(last=False)
                continue
            while self.queue[0][2] not in self.entries or self.queue[0][1] != self.last_seen(self.queue[0][2], n):
                heapq.heappop(self.queue)
            del self.entries[heapq.heappop(self.queue)[2]]

    def last_seen(self, path, n):
        places = self.places[path]
        return places[self.bisect(places, n) - 1]


class TinyLfu(UrlCache):
    """W-TinyLFU (Einziger, Friedman, Manes, 2017): a window, a segmented LRU behind it, and a sketch of how often each key
    was asked for that decides which of two stays. Counted exactly here and halved after ten times the capacity, which is
    the best a sketch can do; what is past its time gives way first."""

    def __init__(self, name, ttl_s, capacity, window=0.01):
        super().__init__(name, ttl_s, capacity)
        self.window_size = max(1, int(capacity * window))
        self.protected_size = (capacity - self.window_size) * 8 // 10
        self.window, self.probation, self.protected = (collections.OrderedDict() for _ in range(3))
        self.asked, self.since = collections.Counter(), 0

    def note(self, path):
        self.asked[path] += 1
        self.since += 1
        if self.since >= 10 * self.capacity:
            self.since = 0
            self.asked = collections.Counter({key: count // 2 for key, count in self.asked.items() if count > 1})

    def make_room(self, _, path):
        self.note(path)
        if path in self.protected:
            self.protected.move_to_end(path)
        elif path in self.probation:
            del self.probation[path]
            self.protected[path] = True
            if len(self.protected) > self.protected_size:
                self.probation[self.protected.popitem(last=False)[0]] = True
        else:
            self.window[path] = True
            self.window.move_to_end(path)
        if len(self.window) > self.window_size:
            self.admit(self.window.popitem(last=False)[0])

    def expired(self, key):
        return self.now - self.entries[key][0] >= self.ttl

    def drop_expired(self):
        for part in (self.probation, self.protected):
            for key in [key for key in part if self.expired(key)]:
                del part[key], self.entries[key]

    def admit(self, candidate):
        if len(self.entries) > self.capacity:
            self.drop_expired()
        if len(self.probation) + len(self.protected) < self.capacity - self.window_size:
            self.probation[candidate] = True
            return
        victim = next(iter(self.probation))
        if self.asked[candidate] <= self.asked[victim]:
            del self.entries[candidate]
            return
        del self.probation[victim], self.entries[victim]
        self.probation[candidate] = True


def belady(name, trace, ttl_s):
    """Evicts what is needed again last. Knows the future; no cache can have a better hit rate with this lifetime and size
    when all answers cost the same and none is fetched without being asked for."""
    import bisect
    places = collections.defaultdict(list)
    for n, line in enumerate(trace, 1):
        if line["method"] == "GET":
            places[line["path"]].append(n)
    next_use = {}
    for path, where in places.items():
        for here, following in zip(where, where[1:] + [float("inf")]):
            next_use[here] = following
    cache = UrlCache(name, ttl_s, CAPACITY, next_use=next_use)
    cache.places, cache.bisect = places, bisect.bisect_right
    return cache


def origin_drops(key, written):
    return written.split("?")[0] in key


def peers(trace, digests):
    return [cache.run(trace, digests) for cache in (
        UrlCache("origin (LRU 1 000, 300 s, drops by path)", 300, CAPACITY, origin_drops, fifo=True),
        UrlCache("LRU 1 000, 300 s", 300, CAPACITY), UrlCache("LRU 1 000, 3 600 s", 3600, CAPACITY),
        TinyLfu("W-TinyLFU 1 000, 300 s", 300, CAPACITY), TinyLfu("W-TinyLFU 1 000, 3 600 s", 3600, CAPACITY),
        TinyLfu("W-TinyLFU 1 000, 3 600 s, half window", 3600, CAPACITY, 0.5),
        UrlCache("infinite, 300 s", 300, None), UrlCache("infinite, 3 600 s", 3600, None),
        belady("Belady 1 000, 300 s", trace, 300), belady("Belady 1 000, 3 600 s", trace, 3600),
        UrlCache("LRU 200, 3 600 s", 3600, FEW), TinyLfu("W-TinyLFU 200, 3 600 s", 3600, FEW))]


def run(binaries, seed, requests=10_000, hours=2.0, keep=None, show_wrong=0):
    """One trace. Returns a list of figures: ours first, each as a dict."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        trace_file = folder / "trace.jsonl"
        server_command = (binaries["qwats_truthserver"], seed)
        with Server(*server_command) as server:
            lines = operatortrace.Trace(operatortrace.from_server(server.url, server.token), seed, requests, hours).make()
            trace_file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
            truth_file = folder / "truth.jsonl"
            replay(binaries, server, trace_file, truth_file, scratch, "--cache", "off")
        truth = {answer["n"]: answer for answer in read_lines(truth_file)}
        rows = []
        for name, options in (("qWATS 1 000, 300 s", ("--fresh-for", "300")), ("qWATS 1 000, its own table", ())):
            with Server(*server_command) as server:
                answer_file = folder / f"answers{len(rows)}.jsonl"
                told = replay(binaries, server, trace_file, answer_file, scratch, "--max-entries", str(CAPACITY), *options)
            rows.append(count_ours(name, lines, read_lines(answer_file), truth,
                                   told["upstream_calls"], show_wrong).as_dict())
        digests = {n: digest(answer["body"]) for n, answer in truth.items()}
        return rows + [figures.as_dict() for figures in peers(lines, digests)]


def table(rows):
    lines = [f"{'cache':42} {'from cache':>10} {'repeated':>9} {'wrong':>12} {'upstream':>9}"]
    for row in rows:
        lines.append(f"{row['name']:42} {row['served_from_cache']:10.1%} {row['repeated_served']:9.1%} "
                     f"{row['wrong']:5} {row['wrong_share']:6.1%} {row['upstream_calls']:9}")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="build folder with bin/ and bench-bin/")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--hours", type=float, default=2.0)
    parser.add_argument("--keep", help="folder for trace and answers")
    asked = parser.parse_args()
    binaries = {"qwatsctl": asked.bin / "bin/qwatsctl", "qwats_truthserver": asked.bin / "bench-bin/qwats_truthserver"}
    rows = run(binaries, asked.seed, asked.requests, asked.hours, asked.keep, show_wrong=3)
    print(table(rows))
    return 1 if any(row["wrong"] for row in rows if row["name"].startswith("qWATS")) else 0


if __name__ == "__main__":
    sys.exit(main())
