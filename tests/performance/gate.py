#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The regression gate: counts the instructions of the hot paths and compares them with the merge base.

    gate.py [BASE] [--summary FILE] [--limit 2.0]

BASE is a branch or commit (default: origin/main, else main); what is compared is the working tree with the commit both have in
common. When that is the newest commit itself and nothing is changed, its parent is taken. The base is built in a worktree of
its own under build-gate/. Exits with 1 when a path needs more than the limit (in %) more instructions.

    gate.py --count PROGRAM SAMPLES     prints the counts of a built qwats_gate as JSON
    gate.py --compare BASE.json NOW.json
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GATE = ROOT / "build-gate"
LIMIT = 2.0


def run(*command, cwd=ROOT):
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout.strip()


def knows(commit):
    return subprocess.run(["git", "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}"], cwd=ROOT,
                          stdout=subprocess.DEVNULL).returncode == 0


def merge_base(asked):
    against = asked or next(name for name in ("origin/main", "main", "HEAD") if knows(name))
    if not knows(against):
        raise RuntimeError(f"git does not know {against}")
    base, head = run("git", "merge-base", "HEAD", against), run("git", "rev-parse", "HEAD")
    changed = run("git", "status", "--porcelain", "--untracked-files=no")
    if base == head and not changed and knows("HEAD~1"):
        base = run("git", "rev-parse", "HEAD~1")
    return base


def build(source, folder, *targets):
    """Configures and builds with one set of options, whatever the tree was built with before. Every source apart: which
    sources a unity build puts together changes with each new file, and with it what is inlined."""
    run("cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DQWATS_BUILD_TESTS=OFF",
        "-DQWATS_WERROR=OFF", "-DQWATS_BUILD_BENCH=ON", "-DCMAKE_UNITY_BUILD=OFF")
    run("ninja", "-C", folder, *targets)


def base_worktree(commit):
    tree = GATE / "base"
    run("git", "worktree", "prune")
    if not (tree / ".git").exists():
        run("git", "worktree", "add", "--detach", "--force", tree, commit)
    run("git", "checkout", "--quiet", "--force", "--detach", commit, cwd=tree)
    return tree


def count(program, samples):
    """{path: instructions a run}. The same program gives the same counts: the hash seed is fixed, the clock stands."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "counts"
        told = subprocess.run(
            ["valgrind", "--tool=callgrind", "--collect-atstart=no", "--instr-atstart=no", f"--callgrind-out-file={out}",
             str(program)], capture_output=True, text=True, cwd=folder,
            env={"PATH": os.environ["PATH"], "QT_HASH_SEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": folder,
                 "QWATS_BENCH_SAMPLES": str(samples)})
        if told.returncode != 0:
            raise RuntimeError(f"{program}: {told.stderr[-3000:]}")
        times = dict(line.rsplit("\t", 1) for line in told.stdout.splitlines() if "\t" in line)
        counts = {}
        for dump in pathlib.Path(folder).glob("counts*"):
            text = dump.read_text(encoding="utf-8", errors="replace")
            name = re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.MULTILINE)
            total = re.search(r"^(?:totals|summary): (\d+)", text, re.MULTILINE)
            if name and total and name.group(1) in times:
                counts[name.group(1)] = int(total.group(1)) / int(times[name.group(1)])
    if set(counts) != set(times):
        raise RuntimeError(f"{program}: no counts of {', '.join(sorted(set(times) - set(counts)))}")
    return {name: counts[name] for name in times}


class Comparison:
    def __init__(self, base, now, limit=LIMIT):
        self.rows, self.failed = [], []
        for name in list(now) + [name for name in base if name not in now]:
            before, after = base.get(name), now.get(name)
            change = None if before is None or after is None else 100 * (after - before) / before
            verdict = "new" if before is None else "gone" if after is None else "FAILED" if change > limit else "good"
            self.rows.append((name, before, after, change, verdict))
            if verdict == "FAILED":
                self.failed.append(name)

    def cells(self):
        def number(value):
            return "" if value is None else f"{value:,.1f}"
        yield ("path", "base", "now", "change", "")
        for name, before, after, change, verdict in self.rows:
            yield (name, number(before), number(after), "" if change is None else f"{change:+.2f} %", verdict)

    def text(self):
        cells = list(self.cells())
        width = [max(len(row[i]) for row in cells) for i in range(5)]
        return "\n".join("  ".join(cell.ljust(width[i]) if i in (0, 4) else cell.rjust(width[i]) for i, cell in enumerate(row)).rstrip()
                         for row in cells)

    def markdown(self):
        cells = list(self.cells())
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        return "\n".join([lines[0], "|---|--:|--:|--:|---|", *lines[1:]])


def report(comparison, base_name, summary):
    print(f"instructions a run; base: {base_name}\n{comparison.text()}")
    if comparison.failed:
        print(f"\nThe gate fails: {', '.join(comparison.failed)} need more than {LIMIT} % more instructions.")
    if summary:
        with open(summary, "a", encoding="utf-8") as file:
            file.write(f"### Hot paths, instructions a run (base {base_name})\n\n{comparison.markdown()}\n\n"
                       f"{'**Failed:** ' + ', '.join(comparison.failed) if comparison.failed else 'All within the limit.'}\n")
    return 1 if comparison.failed else 0


def gate(asked, summary, limit):
    commit = merge_base(asked)
    print(f"gate: building this tree and {commit[:10]} …", file=sys.stderr, flush=True)
    samples = GATE / "samples"
    build(ROOT, GATE / "now", "qwats_gate", "qwats_samples")
    run(GATE / "now/bench-bin/qwats_samples", samples)
    now = count(GATE / "now/bench-bin/qwats_gate", samples)
    tree = base_worktree(commit)
    if (tree / "tests/performance/gate.cpp").exists():
        build(tree, GATE / "base-build", "qwats_gate")
        base = count(GATE / "base-build/bench-bin/qwats_gate", samples)
    else:
        print("gate: the base has no gate program, there is nothing to compare with", file=sys.stderr)
        base = {}
    (GATE / "counts.json").write_text(json.dumps({"base": base, "now": now}, indent=1), encoding="utf-8")
    return report(Comparison(base, now, limit), commit[:10], summary)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", nargs="?")
    parser.add_argument("--summary", help="file a Markdown table is appended to")
    parser.add_argument("--limit", type=float, default=LIMIT)
    parser.add_argument("--count", nargs=2, metavar=("PROGRAM", "SAMPLES"))
    parser.add_argument("--compare", nargs=2, metavar=("BASE", "NOW"))
    asked = parser.parse_args()
    try:
        if asked.count:
            print(json.dumps(count(pathlib.Path(asked.count[0]).resolve(), pathlib.Path(asked.count[1]).resolve()), indent=1))
            return 0
        if asked.compare:
            base, now = (json.loads(pathlib.Path(name).read_text(encoding="utf-8")) for name in asked.compare)
            return report(Comparison(base, now, asked.limit), asked.compare[0], asked.summary)
        return gate(asked.base, asked.summary, asked.limit)
    except RuntimeError as problem:
        print(f"gate: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
