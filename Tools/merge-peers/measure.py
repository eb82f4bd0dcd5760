"""Runs phases, each in a process of its own, and keeps what they report."""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
WORKER = FOLDER / "worker.py"
SECONDS = 1800
# The same hashes, hence the same counts, on each run; and a trap ends at once.
ENVIRONMENT = os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1", "SWIFT_BACKTRACE": "enable=no"}


class Failure(Exception):
    """A phase that failed, and why."""


class Bench:
    """The programs of the systems, and the reports of their phases on one form."""

    def __init__(self, program, python, form, saved):
        self.program, self.python = program, python
        self.form, self.saved = form, saved
        self.reports, self.failures = {}, {}
        saved.mkdir()

    def command(self, system, phase):
        if system == "carnet":
            return [self.program, phase, self.form, self.saved]
        return [self.python, WORKER, system, phase, self.form, self.saved]

    def run(self, command):
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=SECONDS, env=ENVIRONMENT)
        except subprocess.TimeoutExpired:
            raise Failure(f"not done after {SECONDS} s") from None
        if done.returncode != 0:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()
            ended = f"signal {-done.returncode}" if done.returncode < 0 else "failed silently"
            raise Failure(said[-1] if said else ended)
        return done

    def measure(self, system, phase):
        if (system, phase) in self.failures:
            return
        try:
            report = json.loads(self.run(self.command(system, phase)).stdout)
            self.reports.setdefault((system, phase), []).append(report)
        except Failure as failure:
            self.failures[system, phase] = str(failure)

    def count(self, phase):
        """Instructions inside the phase alone, and not those of reading the form."""
        done = self.run(
            ["valgrind", "--tool=callgrind", "--collect-atstart=no",
             "--toggle-collect=*measuredPhase*", "--callgrind-out-file=/dev/null",
             *self.command("carnet", phase)])
        found = re.search(r"Collected\s*:\s*(\d+)", done.stderr)
        if not found:
            raise Failure("valgrind tells no count")
        return int(found[1])

    def median(self, system, phase, field):
        values = [report[field] for report in self.reports.get((system, phase), ())
                  if field in report]
        return statistics.median(values) if values else None

    def spreads(self):
        """For each phase of some weight, how far its runs lie apart, as a share of their median."""
        for reports in self.reports.values():
            times = [report["ms"] for report in reports]
            if statistics.median(times) >= 1:
                yield (max(times) - min(times)) / statistics.median(times)


def formatted(field, value):
    if value is None:
        return ""
    if field == "ms":
        return f"{value:,.{0 if value >= 1000 else 1 if value >= 100 else 2}f} ms"
    if field == "bytes":
        return f"{value:,.0f} B"
    return f"{value / 1e6:,.2f} MB"


def table(bench, rows, systems):
    """Prints the rows: Carnet, each peer, and peer / Carnet."""
    peers = [system for system in systems if system != "carnet"]
    print(f"  {'':<42}" + "".join(f"{system:>14}" for system in systems)
          + "".join(f"{peer + ' / ours':>15}" for peer in peers if "carnet" in systems))
    for row in rows:
        values = {}
        for system in systems:
            phase = row.phase(system)
            if phase is None:
                continue
            values[system] = bench.median(system, phase, row.field)
            if system in row.less and values[system] is not None:
                values[system] -= bench.median(system, row.less[system], row.field) or 0
        cells = ["failed" if (system, row.phase(system)) in bench.failures
                 else formatted(row.field, values.get(system)) for system in systems]
        if not any(cells):
            continue
        line = f"  {row.label:<42}" + "".join(f"{cell:>14}" for cell in cells)
        ours = values.get("carnet")
        for peer in peers if "carnet" in systems else ():
            theirs = values.get(peer)
            shown = f"{theirs / ours:,.2f}" if ours and theirs and ours > 0 else ""
            line += f"{shown:>15}"
        print(line.rstrip())
    for (system, phase), reason in bench.failures.items():
        print(f"  FAILED: {system}, {phase}: {reason}")
    sys.stdout.flush()
