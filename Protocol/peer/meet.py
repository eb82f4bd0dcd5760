#!/usr/bin/env python3
"""A peer that shares no line with the program meets a running `carnet serve`, keeps to Protocol/, then does not.

    meet.py PATH_TO_CARNET

First it is honest: it pairs, receives a shared volet, decrypts a note, answers a withdrawal with a receipt, gives a
volet of its own. Then it misbehaves: a case for each code and each word of the tables in replication.md and
pairing.md. A code or a word without a case fails the run. Prints "N passed, 0 failed".
"""

import pathlib
import shutil
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True

import between
import honest
import misbehaviour
from host import Host


def rows(page, header):
    """The cells of the table of a page that has this header."""
    lines = (pathlib.Path(__file__).resolve().parent.parent / page).read_text().split("\n")
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    start = cells.index(header) + 2
    end = next(at for at in range(start, len(lines)) if not lines[at].startswith("|"))
    return cells[start:end]


def uncovered(cases):
    """Entries of the tables that no case provokes, and cases that no entry names."""
    named = {f"refusal {row[1]}" for row in rows("replication.md", ["code", "name", "says"])}
    named |= {f"bye {row[0]}" for row in rows("replication.md", ["Bye", "says"])}
    named |= {f"pairing {row[0]}" for row in rows("pairing.md", ["word", "says"])}
    provoked = {name for name, _ in cases if name.split()[0] in ("refusal", "bye", "pairing")}
    return named ^ provoked


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    only = sys.argv[2:]
    codes = {row[1]: int(row[0]) for row in rows("replication.md", ["code", "name", "says"])}
    folder = pathlib.Path(tempfile.mkdtemp(prefix="carnet-peer-"))
    passed = failed = 0
    host = None
    try:
        host = Host([program], folder)
        host.serve()
        story = honest.Story(host)
        cases = story.steps() + between.Between([program]).cases()
        cases += misbehaviour.cases(host, story, codes)
        if missing := uncovered(cases):
            failed += 1
            print(f"no case, or no such entry: {', '.join(sorted(missing))}", file=sys.stderr)
        for name, case in cases:
            if only and not name.startswith("honest") and not any(name.startswith(o) for o in only):
                continue
            try:
                case()
                passed += 1
            except Exception:  # noqa: BLE001: whatever goes wrong is a failed case
                failed += 1
                print(f"{name}:\n{traceback.format_exc()}", file=sys.stderr)
                if name.startswith("honest"):
                    break
    finally:
        if host:
            host.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
