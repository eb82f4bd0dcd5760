"""A home of the program under test, driven by its command line alone."""

import json
import os
import signal
import subprocess


class Host:
    def __init__(self, program, folder, name="Permanence"):
        self.program, self.folder, self.name = list(program), folder, name
        self.server = None
        # Where nobody listens yet: an invitation names some address.
        self.address = "127.0.0.1:1"
        self.ending = signal.SIGTERM
        for who in ("operator", "Claire"):
            path = folder / who
            path.write_text(f"une longue phrase pour {who}\n")
            path.chmod(0o600)
        self.run(
            "init", "--service", name, "--kind", "accompagnement", "--country", "FR",
            "--worker", "Claire", "--role", "referent", who="operator", first="Claire")

    def environment(self, who, first=None):
        names = {k: v for k, v in os.environ.items() if not k.startswith("CARNET_")}
        names |= {
            "CARNET_HOME": str(self.folder / "home"), "LC_ALL": "C.UTF-8",
            "CARNET_PASSPHRASE_FILE": str(self.folder / who), "SWIFT_BACKTRACE": "enable=no",
        }
        if who != "operator":
            names["CARNET_WORKER"] = who
        if first:
            names["CARNET_WORKER_PASSPHRASE_FILE"] = str(self.folder / first)
        return names

    def attempt(self, *words, who="Claire", text="", first=None):
        done = subprocess.run(
            [*self.program, *words, "--json", "--lang", "en"], env=self.environment(who, first),
            input=text.encode(), capture_output=True, timeout=90)
        value = json.loads(done.stdout) if done.returncode == 0 else None
        return done.returncode, value, done.stderr.decode()

    def run(self, *words, **more):
        code, value, said = self.attempt(*words, **more)
        assert code == 0, f"carnet {' '.join(words)} → {code}\n{said}"
        return value

    def serve(self):
        self.server = subprocess.Popen(
            [*self.program, "serve", "--listen", "127.0.0.1:0", "--json"],
            env=self.environment("Claire"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            start_new_session=True)
        self.address = json.loads(self.server.stdout.readline())["listen"]

    def stop(self):
        if self.server:
            # The whole session: one whose clock is ahead runs under another program. Its output is over when both are gone.
            session, server = self.server.pid, self.server
            self.server = None
            os.killpg(session, self.ending)
            try:
                server.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(session, signal.SIGKILL)
                raise

    def jump(self):
        """From now on this home's clock is two days ahead."""
        self.program = ["faketime", "-f", "+2d", *self.program]
        # libfaketime refuses timers that are set to a moment (timerfd_settime): whoever waits ten milliseconds for its
        # goodbye to leave waits for ever.
        self.ending = signal.SIGKILL

    def invite(self):
        return self.run("pair", "invite", "--address", self.address, who="operator")["invitation"]
