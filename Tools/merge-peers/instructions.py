"""Counts of instructions, which do not depend on how busy the machine is, beside a kept baseline.

The baseline has a line for each form and phase: the name of the form, the start of its hash, the
phase with dots for blanks, the count.
"""

import hashlib

from measure import Failure

SLACK = 0.03  # What another libc or processor may differ by.


def read(path):
    found = {}
    if path.exists():
        for line in path.read_text().splitlines():
            if line and not line.startswith("#"):
                form, digest, phase, count = line.split()
                found[form, digest, phase] = int(count)
    return found


def write(path, counts):
    kept = read(path)
    forms = {form for form, _, _ in counts}
    kept = {key: count for key, count in kept.items() if key[0] not in forms} | counts
    head = "# Instructions of each phase: form, start of its hash, phase, count.\n"
    path.write_text(head + "".join(
        f"{form} {digest} {phase} {count}\n"
        for (form, digest, phase), count in sorted(kept.items())))


def measure(bench, name, phases, baseline):
    """Prints the counts beside the baseline; gives them back, and whether any grew."""
    digest = hashlib.sha256(bench.form.read_bytes()).hexdigest()[:8]
    print(f"  {'':<32}{'instructions':>18}{'baseline':>18}{'ratio':>9}")
    counts, grew = {}, False
    for phase in phases:
        key = (name, digest, phase.replace(" ", "."))
        try:
            count = bench.count(phase)
        except Failure as failure:
            bench.failures["carnet", phase] = str(failure)
            print(f"  {phase:<32}FAILED: {failure}")
            continue
        counts[key] = count
        before = baseline.get(key)
        line = f"  {phase:<32}{count:>18,}"
        if before:
            ratio = count / before
            line += f"{before:>18,}{ratio:>9.3f}"
            if ratio > 1 + SLACK:
                line += "  more than before"
                grew = True
        print(line, flush=True)
    return counts, grew
