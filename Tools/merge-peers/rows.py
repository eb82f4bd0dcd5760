"""What is measured: for each row of a table, the phase of each system and the field of its report.

A ratio is peer / Carnet: above 1, Carnet is better.
"""

import dataclasses
import re

PEERS = ("loro", "pycrdt")


@dataclasses.dataclass
class Row:
    label: str
    field: str  # ms, bytes, grown or peak
    carnet: str = None
    loro: str = None
    pycrdt: str = None
    less: dict = dataclasses.field(default_factory=dict)  # For a peer, a phase to take off.

    def phase(self, system):
        return getattr(self, system)


BINDING = {"loro": "binding", "pycrdt": "binding"}

SEQUENTIAL = [
    Row("apply, a commit each; ours one draft", "ms", "apply one", "apply", "apply"),
    Row("  the binding taken off", "ms", "apply one", "apply", "apply", BINDING),
    Row("  ours a change a pause", "ms", "apply pauses", "apply", "apply"),
    Row("  the binding alone", "ms", None, "binding", "binding"),
    Row("memory of the document, applied", "grown", "apply one", "apply", "apply"),
    Row("peak of the process, applied", "peak", "apply one", "apply", "apply"),
    Row("save compact, one change", "bytes", "save compact one stored", "save snapshot",
        "save update"),
    Row("  time", "ms", "save compact one stored", "save snapshot", "save update"),
    Row("  a change a pause", "bytes", "save compact pauses derived", "save updates",
        "save update"),
    Row("  the same, names stored", "bytes", "save compact pauses stored", "save updates",
        "save update"),
    Row("save plain, one change", "bytes", "save plain one stored", "save snapshot",
        "save update"),
    Row("  time", "ms", "save plain one stored", "save snapshot", "save update"),
    Row("  a change a pause, names stored", "bytes", "save plain pauses stored",
        "save updates", "save update"),
    Row("load compact and edit", "ms", "load compact one stored", "load snapshot",
        "load update"),
    Row("  a change a pause", "ms", "load compact pauses derived", "load updates",
        "load update"),
    Row("load plain and edit", "ms", "load plain one stored", "load snapshot", "load update"),
    Row("  a change a pause, names stored", "ms", "load plain pauses stored", "load updates",
        "load update"),
    Row("memory of the document, loaded", "grown", "load plain one stored", "load snapshot",
        "load update"),
    Row("checkpoint", "bytes", "checkpoint", "save snapshot", "save update"),
    Row("  load it, read the text", "ms", "read-checkpoint", "load snapshot", "load update"),
    Row("  load it and edit", "ms", "resume-checkpoint", "load snapshot", "load update"),
]

CONCURRENT = [
    Row("build, each change handed on", "ms", "build", "build", "build"),
    Row("  the changes as they travel", "bytes", "build", "build", "build"),
    Row("merge the whole history", "ms", "merge first", "merge updates", "merge update"),
    Row("  in another order", "ms", "merge second", None, None),
    Row("receive change by change, from bytes", "ms", "receive first", "receive first",
        "receive first"),
    Row("  in another order", "ms", "receive second", "receive second", "receive second"),
    Row("memory of the document, merged", "grown", "merge first", "merge updates",
        "merge update"),
    Row("save compact", "bytes", "save compact derived", "save updates", "save update"),
    Row("  time", "ms", "save compact derived", "save updates", "save update"),
    Row("  names stored", "bytes", "save compact stored", "save updates", "save update"),
    Row("save plain, names stored", "bytes", "save plain stored", "save snapshot",
        "save update"),
    Row("  time", "ms", "save plain stored", "save snapshot", "save update"),
    Row("load compact and edit", "ms", "load compact derived", "load updates", "load update"),
    Row("load plain and edit", "ms", "load plain stored", "load snapshot", "load update"),
]

CASE_FILE = [
    Row("build, a change a note", "ms", "build", "build", "build"),
    Row("histories, plain", "bytes", "save plain", "save", "save"),
    Row("  time", "ms", "save plain", "save", "save"),
    Row("histories, compact", "bytes", "save compact", "save", "save"),
    Row("  time", "ms", "save compact", "save", "save"),
    Row("checkpoints, sealed", "bytes", "checkpoints", "save", "save"),
    Row("  time", "ms", "checkpoints", "save", "save"),
    Row("open", "ms", "open", "read open", "read open"),
    Row("open and read one", "ms", "open one", "read one", "read one"),
    Row("open and read all", "ms", "open all", "read all", "read all"),
    Row("signed and sealed, one bundle", "bytes", "seal bundle", "save", "save"),
    Row("  time", "ms", "seal bundle", None, None),
    Row("  admit it: verify, open, apply", "ms", "admit bundle", None, None),
    Row("  the signature of each change too", "ms", "admit bundle each", None, None),
    Row("signed and sealed, a change each", "bytes", "seal", "save", "save"),
    Row("  time", "ms", "seal", None, None),
    Row("  admit each: verify, open, apply", "ms", "admit", None, None),
]


# What leaves files for others comes before them.
FIRST = (re.compile("build"), re.compile("seal$"), re.compile("seal|save|checkpoint"),
         re.compile(""))


def phases(rows, system):
    """The phases that the rows ask of a system, in an order in which they can run."""
    found = []
    for row in rows:
        phase = row.phase(system)
        if phase and phase not in found:
            found.append(phase)
    return sorted(found, key=lambda phase: next(
        rank for rank, pattern in enumerate(FIRST) if pattern.match(phase)))
