#!/usr/bin/env python3
"""Opens every vector of Protocol/vectors with code that shares nothing with the Swift sources.

Prints "N passed, 0 failed"; exits 1 on any failure. A vector counts when it opens, and when the same vector
with any of its values altered does not.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True

from primitives import Refused
from readers import READERS

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "vectors"
# Said about a vector, not part of what it fixes.
COMMENTS = {"kind", "about"}


def cases(path):
    """(name, case) of a file: one flat object, or a list of cases with inputs and outputs."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(content, dict):
        return [(path.name, content)]
    return [
        (f"{path.name}, {case['case']}", {"kind": case["kind"], **case["inputs"], **case["outputs"]})
        for case in content
    ]


def altered(value, where):
    """The same value with one part changed into another of its kind: at its start (0), middle (1) or end (2)."""
    if isinstance(value, int):
        return value + 1
    at = (len(value) - 1) * where // 2
    if isinstance(value, list):
        return [*value[:at], altered(value[at], where), *value[at + 1 :]]
    while value[at] in "- ":
        at += 1
    other = "0" if value[at] != "0" else "1"
    return value[:at] + other + value[at + 1 :]


def check(vector):
    """What is wrong with a vector; None when nothing is."""
    reader = READERS.get(vector.get("kind"))
    if reader is None:
        return f"unknown kind {vector.get('kind')!r}"
    try:
        reader(vector)
    except (Refused, KeyError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def unnoticed(vector):
    """The values that may be altered without the reader noticing: there must be none."""
    return [
        key
        for key, value in vector.items()
        if key not in COMMENTS
        and value not in ("", [])
        and any(check({**vector, key: altered(value, where)}) is None for where in range(3))
    ]


def main():
    passed, failed = 0, 0
    for path in sorted(VECTORS.glob("*.json")):
        for name, vector in cases(path):
            problem = check(vector)
            if problem is None and (blind := unnoticed(vector)):
                problem = f"altering {', '.join(blind)} goes unnoticed"
            if problem is None:
                passed += 1
            else:
                failed += 1
                print(f"{name}: {problem}", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
