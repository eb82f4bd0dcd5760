"""What one phase costs the process: processor time, growth of memory, peak."""

import ctypes
import gc
import time

LIBC = ctypes.CDLL("libc.so.6")
PAGE = LIBC.getpagesize()


def settle():
    """Gives back what is free, so that growth is what is held."""
    gc.collect()
    LIBC.malloc_trim(0)


def resident():
    """Resident bytes that belong to the process alone: not the pages of the program's files."""
    with open("/proc/self/statm") as file:
        _, resident, shared, *_ = map(int, file.read().split())
        return (resident - shared) * PAGE


def peak():
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


class Meter:
    """Memory from `Meter()` to `report`; processor time inside each `with`, summed."""

    def __init__(self):
        settle()
        gc.freeze()  # What is loaded by now is not walked again by the collector.
        self.seconds = 0.0
        self.before = resident()

    def __enter__(self):
        self.start = time.process_time()

    def __exit__(self, *_):
        self.seconds += time.process_time() - self.start

    def report(self, **more):
        """Call it while what was built is still held."""
        settle()
        return {"ms": self.seconds * 1000, "grown": resident() - self.before, "peak": peak(),
                **more}
