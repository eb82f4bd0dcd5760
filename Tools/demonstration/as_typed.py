"""Shows what a worker types, in French, before each answer: the program's own help says how."""

import re
import subprocess

from node import Node
from telling import say


def quoted(word):
    """As it is typed: an id by its beginning, what holds blanks between quotes."""
    if re.fullmatch(r"[0-9a-f]{32,}", word):
        return word[:8]
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else f'"{word}"'


class AsTyped:
    """A node whose commands are shown, and given as they are shown but for the length of ids."""

    def __init__(self, node):
        self.node = node
        self.pages = {}

    def __getattr__(self, name):
        return getattr(self.node, name)

    def french(self, words):
        """The same command by the first of its French names, and of those of its options."""
        typed = words[:2] if len(words) > 1 and not words[1].startswith("-") else words[:1]
        if typed not in self.pages:
            help_page = [self.node.binary, *typed, "--help", "--lang", "fr"]
            self.pages[typed] = subprocess.run(
                help_page, env=self.node.environment(self.node.worker), capture_output=True,
                check=True, timeout=120).stdout.decode()
        page = self.pages[typed]
        path = re.search(r"ÉCRIRE\s*:\s*carnet ([^<\[\n]+?)(?= [<\[-]|\n)", page).group(1).split()
        names = {}
        for line in re.findall(r"^ +(?:-h, )?(--[^<\n]*)", page, re.MULTILINE):
            spellings = re.findall(r"--[a-z-]+", line)
            names.update({name: spellings[0] for name in spellings})
        return [*path, *(names.get(word, word) for word in words[len(path):])]

    def shown(self, words):
        french = self.french(words)
        say("$ carnet " + " ".join(quoted(word) for word in french))
        return french

    def run(self, *words, **more):
        return self.node.run(*self.shown(words), **more)

    def page(self, *words, **more):
        return self.node.page(*self.shown(words), **more)

    def write(self, case, note):
        return Node.write(self, case, note)
