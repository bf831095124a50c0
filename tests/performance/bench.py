#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks and prints one table: figure, ours, each peer, ratio, goal, met or not.

    bench.py --build DIR [--json FILE] [--only P1,P7] [--quick]

`./dev bench` builds what is needed and calls this. Ours and its peers run in turns, several times; the medians are compared.
Ratios count: absolute times depend on the machine and on what else it does.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing of ours appears beside the sources

import tracecheck
from servers import Server

HERE = pathlib.Path(__file__).resolve().parent
MEASURING_SEEDS = (101, 102)  # the generator was tuned with another


class Row(dict):
    """One figure beside one peer. `goal` and `met` stand where a goal is about this peer, or about none."""

    def __init__(self, ident, what, ours, unit, peer_name="", peer=None, goal="", met=None):
        ratio = ours / peer if peer else None
        super().__init__(id=ident, what=what, ours=ours, peer=peer, peer_name=peer_name, ratio=ratio, unit=unit, goal=goal,
                         met=met)


class Suite:
    def __init__(self, build, repetitions):
        self.build = build
        self.repetitions = repetitions
        self.scratch = tempfile.TemporaryDirectory()
        self.samples = build / "bench-samples"

    def program(self, name):
        return self.build / ("bin" if name.startswith("qwatsctl") or name == "qwats-demo-server" else "bench-bin") / name

    def make_samples(self):
        if not (self.samples / "mixed.txt").exists():
            subprocess.run([self.program("qwats_samples"), self.samples], check=True, stdout=subprocess.DEVNULL)

    # Small benchmarks.

    def micro(self, figure, min_time=0.1):
        """{name: {"cpu": [ns …], "real": [ns …], counter: value}} of the figure's benchmarks, run in random order."""
        out = pathlib.Path(self.scratch.name) / "micro.json"
        subprocess.run([self.program("qwats_bench"), f"--benchmark_filter=^{figure}/", f"--benchmark_out={out}",
                        "--benchmark_out_format=json", f"--benchmark_repetitions={self.repetitions}",
                        f"--benchmark_min_time={min_time}", "--benchmark_enable_random_interleaving=true"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env={**os.environ, "QWATS_BENCH_SAMPLES": str(self.samples)})
        runs = collections.defaultdict(lambda: {"cpu": [], "real": []})
        unit = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
        for run in json.loads(out.read_text())["benchmarks"]:
            if run.get("error_occurred"):
                raise RuntimeError(f"{run['name']}: {run['error_message']}")
            if run["run_type"] != "iteration":
                continue
            name = re.sub(r"/(iterations:\d+|manual_time|real_time)", "", run["run_name"].split("/", 1)[1])
            runs[name]["cpu"].append(run["cpu_time"] * unit[run["time_unit"]])
            runs[name]["real"].append(run["real_time"] * unit[run["time_unit"]])
            runs[name].update({key: value for key, value in run.items() if key.startswith(("bytes", "body", "rows", "entries"))})
        return runs

    def p1(self):
        runs, rows = self.micro("P1"), []
        for size in ("1000", "100000"):
            med = {name.split("/")[0]: statistics.median(run["cpu"]) for name, run in runs.items() if name.endswith("/" + size)}
            what = f"get-hit, {int(size):,} entries"
            rows.append(Row("P1", what, med["ours"], "ns", "QCache", med["QCache"], "≤ 2 × QCache", med["ours"] <= 2 * med["QCache"]))
            rows.append(Row("P1", what, med["ours"], "ns", "Poco ExpireLRU", med["Poco ExpireLRU"]))
            rows.append(Row("P1", what + ", key built anew", med["ours, key built anew"], "ns", "QCache", med["QCache"]))
        return rows

    def p2(self):
        """Throughput, best of the repetitions: whatever else runs can only lower it. On a machine that has no second
        processor free at the moment wall time says nothing, and processor time an operation is taken instead."""
        runs, rows = self.micro("P2", 0.2), []

        def rates(kind, threads):
            return {name: 1e3 * threads(name) / min(run[kind]) for name, run in runs.items()}  # million a second
        rate = rates("real", lambda name: 1)
        machine = rate["machine/threads:2"] / rate["machine/threads:1"]
        busy = machine < 1.8
        if busy:
            rate = rates("cpu", lambda name: int(name[-1]))
        for size in ("1000", "100000"):
            one, two = rate[f"ours/{size}/threads:1"], rate[f"ours/{size}/threads:2"]
            what = f"get-hit, {int(size):,} entries, 2 threads" + (" (busy: by processor time)" if busy else "")
            rows.append(Row("P2", what, two, "M/s", "ours, 1 thread", one, "≥ 1.6 × 1 thread", two >= 1.6 * one))
            locked = rate[f"QCache + mutex/{size}/threads:2"]
            rows.append(Row("P2", what, two, "M/s", "QCache + mutex, 2 threads", locked))
        rows.append(Row("P2", "two loops that share nothing: speed-up now", machine, "×", "2 free processors", 2.0))
        return rows

    def p3(self):
        runs = self.micro("P3")
        med = {name: statistics.median(run["cpu"]) for name, run in runs.items()}
        ours, peer = med["ours/100000"], med["QCache/100000"]
        rows = [Row("P3", "put with eviction, 100,000 entries", ours, "ns", "QCache", peer, "≤ 2.5 × QCache", ours <= 2.5 * peer),
                Row("P3", "put with eviction, 100,000 entries", ours, "ns", "Poco ExpireLRU", med["Poco ExpireLRU/100000"])]
        for size in ("1000", "10000", "1000000"):
            rows.append(Row("P3", f"put with eviction, {int(size):,} entries", med["ours/" + size], "ns", "QCache", med["QCache/" + size]))
        costs = [med["ours/" + size] for size in ("1000", "10000", "100000", "1000000")]
        rows.append(Row("P3", "dearest of 1,000 … 1,000,000 entries", max(costs), "ns", "ours, cheapest", min(costs),
                        "≤ 3 ×", max(costs) <= 3 * min(costs)))
        return rows

    def p4(self):
        runs = self.micro("P4")
        med = {name: statistics.median(run["real"]) / 1e3 for name, run in runs.items()}
        scan, rows = med["QCache, all keys looked at/100000"], []
        for size in ("1000", "100000", "1000000"):
            ours = med["ours/" + size]
            rows.append(Row("P4", f"drop 100 of {int(size):,} by tag", ours, "µs",
                            *(("QCache, all keys looked at", scan) if size == "100000" else ("", None)), "≤ 60 µs", ours <= 60))
        return rows

    def p5(self):
        runs, rows = self.micro("P5"), []
        med = {name: statistics.median(run["cpu"]) / 1e3 for name, run in runs.items()}
        names = {"product": "1 product", "products": "2 000 products", "headers": "10 000 headers", "report": "1 report, 34 steps"}
        for kind, what in names.items():
            for ours in ("ours", "ours, query built anew"):
                cost = med[f"{ours}/{kind}"]
                rows.append(Row("P5", f"typed hit, {what}{ours[4:]}", cost, "µs", "QJsonDocument at each hit",
                                med[f"QJsonDocument at each hit/{kind}"], "≤ 1 µs", cost <= 1))
        return rows

    def p6(self):
        runs, rows = self.micro("P6", 0.3), []
        med = {name: statistics.median(run["cpu"]) / 1e6 for name, run in runs.items()}
        ours = runs["ours"]
        size = ours["body_bytes"] / 1e6
        what = f"{ours['rows']:,.0f} headers ({size:.1f} MB) to typed rows"
        rows.append(Row("P6", what, med["ours"], "ms", "QJsonDocument + QDateTime", med["QJsonDocument + QDateTime"], "≤ 20 ms",
                        med["ours"] <= 20))
        rows.append(Row("P6", what, med["ours"], "ms", "simdjson DOM, no dates", med["simdjson DOM, no dates"]))
        rows.append(Row("P6", "memory of a header row", ours["bytes_per_row"], "bytes", "simdjson DOM, no dates",
                        runs["simdjson DOM, no dates"]["bytes_per_row"], "≤ 900 bytes", ours["bytes_per_row"] <= 900))
        return rows

    def p11(self):
        runs = self.micro("P11")
        share = {name: run["bytes"] / run["body_bytes"] for name, run in runs.items()}
        what = f"{runs['ours']['entries']:,.0f} cached answers, {runs['ours']['body_bytes'] / 1e6:.1f} MB of bodies"
        return [Row("P11", what, share["ours"], "bytes a body byte", "QCache of bodies", share["QCache of bodies"], "≤ 1.3",
                    share["ours"] <= 1.3),
                Row("P11", what, share["ours"], "bytes a body byte", "QCache of QJsonDocument", share["QCache of QJsonDocument"])]

    # Whole requests.

    def load(self, client, server, **options):
        command = [str(self.program("qwats_load")), client, "--url", server.url, "--token", server.token]
        for name, value in options.items():
            name = "--" + name.replace("_", "-")
            command += [name] if value is True else [name, str(value)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout} {done.stderr}")
        return json.loads(done.stdout)

    def in_turns(self, clients, measure, choose=statistics.median):
        """{client: median} of a measurement taken of each in turn, several times. Of wall times the best is chosen: whatever
        else runs on the machine can only make them worse."""
        taken = collections.defaultdict(list)
        for _ in range(max(3, self.repetitions // 2 + 1)):
            for client in clients:
                taken[client].append(measure(client))
        return {client: choose(values) for client, values in taken.items()}

    def target(self, latency_ms):
        return Server(self.program("qwats_loadtarget"), latency_ms, self.samples / "product.txt")

    def p7(self):
        rows = []
        with self.target(50) as server:
            for concurrency, share in ((50, 0.95), (100, 0.9)):
                ideal = concurrency / 0.05

                def measure(client, n=concurrency):
                    requests = 3 * n if client == "qnam" else 40 * n
                    return self.load(client, server, requests=requests, concurrency=n)["requests_per_s"]
                rate = self.in_turns(("ours", "curl", "qnam"), measure, max)
                what = f"50 ms server, {concurrency} at once"
                rows.append(Row("P7", what, rate["ours"], "req/s", "ideal", ideal, f"≥ {share} × ideal", rate["ours"] >= share * ideal))
                rows.append(Row("P7", what, rate["ours"], "req/s", "libcurl", rate["curl"]))
                rows.append(Row("P7", what, rate["ours"], "req/s", "one QNAM", rate["qnam"]))
        return rows

    def p8(self):
        folder = pathlib.Path(self.scratch.name)
        cert, key = folder / "cert.pem", folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with Server(self.program("qwats-demo-server"), "--reports", "50", "--tls-cert", cert, "--tls-key", key) as server:
            def measure(client):
                return self.load(client, server, ca=cert, part="820-1104", requests=3000, concurrency=6,
                                 connections=6)["cpu_us_per_request"]
            cost = self.in_turns(("ours", "qnam", "curl"), measure, min)
        what = "processor time a request (TLS, HTTP/1.1, 6 connections, 0 ms)"
        return [Row("P8", what, cost["ours"], "µs", "QNAM alone", cost["qnam"], "≤ 1.15 × QNAM", cost["ours"] <= 1.15 * cost["qnam"]),
                Row("P8", what, cost["ours"], "µs", "libcurl", cost["curl"])]

    def p9(self):
        def upstream(client):
            with self.target(50) as server:
                self.load(client, server, requests=100, concurrency=100, same_key=True)
                return server.get("/seen")
        ours, curl = upstream("ours"), upstream("curl")
        return [Row("P9", "100 at once ask for one cold key: upstream", ours, "calls", "libcurl", curl, "1", ours == 1)]

    def p10(self):
        binaries = {name: self.program(name) for name in ("qwatsctl", "qwats_truthserver")}
        rows = []
        for seed in MEASURING_SEEDS:
            figures = {row["name"]: row for row in tracecheck.run(binaries, seed)}
            ours = figures["qWATS 1 000, 300 s"]
            infinite, origin = figures["infinite, 3 600 s"], figures["origin (LRU 1 000, 300 s, drops by path)"]
            served = 100 * ours["served_from_cache"]
            what = f"trace {seed}: served from cache"
            for peer in ("infinite, 300 s", "infinite, 3 600 s", "LRU 1 000, 3 600 s", "Belady 1 000, 3 600 s", origin["name"]):
                goal = peer == infinite["name"]
                rows.append(Row("P10", what, served, "%", f"{peer} ({figures[peer]['wrong']} wrong)",
                                100 * figures[peer]["served_from_cache"], "> infinite" if goal else "",
                                served > 100 * infinite["served_from_cache"] if goal else None))
            again = 100 * ours["repeated_served"]
            rows.append(Row("P10", f"trace {seed}: repeated look-ups served", again, "%", infinite["name"],
                            100 * infinite["repeated_served"], "≥ 93 %", again >= 93))
            rows.append(Row("P10", f"trace {seed}: wrong, shown as up to date", ours["wrong"], "answers", origin["name"],
                            origin["wrong"], "0", ours["wrong"] == 0))
            rows.append(Row("P10", f"trace {seed}: upstream calls", ours["upstream_calls"], "calls", origin["name"],
                            origin["upstream_calls"], "≤ 0.72 × origin", ours["upstream_calls"] <= 0.72 * origin["upstream_calls"]))
        return rows

    def p12(self):
        env_folder = self.scratch.name
        with Server(self.program("qwats-demo-server"), "--reports", "50") as server:
            def start(arguments):
                began = time.perf_counter()
                subprocess.run([self.program("qwatsctl"), *arguments], check=True, stdout=subprocess.DEVNULL,
                               env=server.environment(env_folder))
                return (time.perf_counter() - began) * 1e3
            commands = {"rows": ("--json", "products", "list"), "version": ("--version",)}
            cost = {name: [] for name in commands}
            for _ in range(3 * self.repetitions):
                for name, arguments in commands.items():
                    cost[name].append(start(arguments))
            best = {name: min(values) for name, values in cost.items()}
            rows = [Row("P12", "qwatsctl: start → 40 typed rows printed, ended", best["rows"], "ms", "qwatsctl --version",
                        best["version"], "≤ 60 ms", best["rows"] <= 60)]
        return rows + self.window_start()

    def window_start(self):
        program = self.program("qwats_windowstart")
        if not program.exists():
            return []
        taken = []
        for _ in range(self.repetitions):
            began = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
            done = subprocess.run([program, str(began)], capture_output=True, text=True, check=True,
                                  env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QWATS_CONFIG_DIR": self.scratch.name,
                                       "QWATS_DATA_DIR": self.scratch.name})
            taken.append(json.loads(done.stdout)["painted_ms"])
        ours = min(taken)
        return [Row("P12", "qwats --demo: start → window painted with data", ours, "ms", goal="≤ 400 ms", met=ours <= 400)]

    def p15(self):
        with self.target(0) as server:
            told = self.load("ours", server, requests=510, concurrency=510, connections=60, per_minute=500)
        gap, idle, turn = told["longest_gap_ms"], told["idle_gap_ms"], told["longest_turn_cpu_ms"]
        what = f"longest gap of the loop, 510 requests, 500/min ({told['wall_s']:.0f} s)"
        busy = gap > 16 and idle > 8  # then the machine, not the program, kept the loop from turning
        return [Row("P15", what + (" (busy machine: cannot be told)" if busy else ""), gap, "ms", "an idle loop beside it", idle,
                    "≤ 16 ms", None if busy else gap <= 16),
                Row("P15", "most processor time of the asker in one turn of its loop", turn, "ms", goal="≤ 16 ms", met=turn <= 16)]


FIGURES = ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P15")


def number(value):
    if value is None:
        return ""
    if isinstance(value, int) or value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def table(rows):
    head = ("id", "figure", "ours", "unit", "peer", "its value", "ratio", "goal", "met")
    cells = [head] + [(row["id"], row["what"], number(row["ours"]), row["unit"], row["peer_name"], number(row["peer"]),
                       "" if row["ratio"] is None else f"{row['ratio']:.3g}", row["goal"],
                       "" if row["met"] is None else "yes" if row["met"] else "NO") for row in rows]
    width = [max(len(row[i]) for row in cells) for i in range(len(head))]
    right = {2, 5, 6}
    return "\n".join("  ".join(cell.rjust(width[i]) if i in right else cell.ljust(width[i]) for i, cell in enumerate(row)).rstrip()
                     for row in cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--only", default=",".join(FIGURES), help="figures, e.g. P1,P7")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    asked = parser.parse_args()
    wanted = [name.strip().upper() for name in asked.only.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FIGURES]
    if unknown or not wanted:
        parser.error(f"unknown figures: {', '.join(unknown)}; there are {', '.join(FIGURES)}")
    suite = Suite(asked.build.resolve(), 3 if asked.quick else 5)
    suite.make_samples()
    rows = []
    for name in wanted:
        print(f"bench: {name} …", file=sys.stderr, flush=True)
        rows += getattr(suite, name.lower())()
    print(table(rows))
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
