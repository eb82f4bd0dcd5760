"""One node of the demonstration: a folder, its passphrases, and the commands run in it."""

import json
import os
import pathlib
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Broken(Exception):
    """A promise was not kept, or a command failed."""


def program():
    named = os.environ.get("CARNET_BIN")
    if named:
        binary = pathlib.Path(named).resolve()
        if not os.access(binary, os.X_OK):
            sys.exit(f"CARNET_BIN : {binary} n'est pas un programme")
        return binary
    print("Construction de carnet (la première fois, quelques minutes)…", file=sys.stderr)
    build = [str(ROOT / "Tools" / "build"), "--product", "carnet"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)
    where = subprocess.run(
        [*build, "--show-bin-path"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return pathlib.Path(where.stdout.strip()) / "carnet"


class Node:
    """One node: a folder, passphrase files beside it, and sometimes a running `carnet serve`."""

    def __init__(self, name, service, folder, binary):
        self.name, self.service, self.binary = name, service, binary
        self.home = folder / "carnets" / name
        self.secrets = folder / "phrases"
        self.secrets.mkdir(parents=True, exist_ok=True)
        self.worker = None
        self.server = None
        self.address = None
        self.id = None
        self.service_id = None
        self.passphrase("operateur")

    def passphrase(self, who):
        path = self.secrets / f"{self.name}-{who}.txt"
        if not path.exists():
            path.write_text(f"phrase de demonstration pour {who} sur {self.name}\n")
            path.chmod(0o600)
        return path

    def environment(self, who, new=None):
        names = {k: v for k, v in os.environ.items() if not k.startswith("CARNET_")}
        names |= {
            "CARNET_HOME": str(self.home),
            "CARNET_PASSPHRASE_FILE": str(self.passphrase(who)),
            "SWIFT_BACKTRACE": "enable=no",
            "LC_ALL": "C.UTF-8",
        }
        if who != "operateur":
            names["CARNET_WORKER"] = who
        if new:
            names["CARNET_NEW_PASSPHRASE_FILE"] = str(self.passphrase(new))
        return names

    def attempt(self, *words, who=None, text=None, new=None):
        """Runs a command; returns its exit code and its JSON value, None when it failed."""
        done = subprocess.run(
            [self.binary, *words, "--json", "--lang", "fr"],
            env=self.environment(who or self.worker or "operateur", new),
            input=(text or "").encode(), capture_output=True, timeout=120)
        if done.returncode != 0 and done.stdout:
            raise Broken(f"{self.name}: {words} a échoué et a tout de même répondu")
        self.errors = done.stderr.decode()
        return done.returncode, json.loads(done.stdout) if done.returncode == 0 else None

    def page(self, *words, text=None):
        """Runs a command without --json; returns what stands on the screen, or on the paper."""
        done = subprocess.run(
            [self.binary, *words, "--lang", "fr"], env=self.environment(self.worker),
            input=(text or "").encode(), capture_output=True, timeout=120)
        if done.returncode != 0:
            raise Broken(
                f"{self.name}: carnet {' '.join(words)} → {done.returncode}\n"
                + done.stderr.decode())
        return done.stdout.decode()

    def has(self, command):
        """Whether this build of the program has the command."""
        help_page = [self.binary, command, "--help"]
        done = subprocess.run(help_page, env=self.environment(self.worker), capture_output=True)
        return done.returncode == 0

    def run(self, *words, **more):
        code, value = self.attempt(*words, **more)
        if code != 0:
            raise Broken(f"{self.name}: carnet {' '.join(words)} → {code}\n{self.errors}")
        return value

    def operate(self, *words, **more):
        return self.run(*words, who="operateur", **more)

    def serve(self):
        """Starts `carnet serve` on a free port and waits until it says which."""
        log = open(self.secrets / f"{self.name}-serve.log", "ab")
        self.server = subprocess.Popen(
            [self.binary, "serve", "--listen", "127.0.0.1:0", "--json"],
            env=self.environment(self.worker or "operateur"), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=log)
        line = self.server.stdout.readline()
        if not line:
            raise Broken(f"{self.name}: serve ne démarre pas, voir {log.name}")
        self.address = json.loads(line)["listen"]

    def stop(self, politely=True):
        if self.server is None:
            return
        self.server.send_signal(signal.SIGTERM if politely else signal.SIGKILL)
        code = self.server.wait(timeout=30)
        self.server.stdout.close()
        self.server = None
        if politely and code != 0:
            raise Broken(f"{self.name}: serve s'est arrêté avec {code}")

    def knows(self, other):
        """Tells this node where the other listens now."""
        self.operate("pair", "address", other.id, other.address)

    def sync(self, *others):
        """Exchanges with the given nodes until both sides hold the same: twice at most, since
        what a session has just brought may call for an answer."""
        for other in others:
            for last in (False, True):
                rows = self.run("sync", other.id)
                if all(row["rootsEqual"] and not row.get("error") for row in rows):
                    break
                if last:
                    raise Broken(f"{self.name} ↔ {other.name}: {json.dumps(rows)}")

    def write(self, case, note):
        """Writes a note of a case file of the demonstration; returns its id."""
        words = [
            "note", "add", case, "--volet", note["volet"], "--kind", note["genre"],
            "--title", note["titre"]]
        if note["survenu"]:
            words += ["--happened", note["survenu"]]
        if note["papier"]:
            words += ["--written", note["papier"]]
        return self.run(*words, "-", text=note["texte"])["note"]

    def notes(self, where):
        return self.run("note", "list", where)

    def received(self):
        return self.run("case", "list", "--received")
