"""Prose of our own making, from a seed: words that follow Zipf's law, and the notes of a case file.

It means nothing and follows nobody."""

import itertools
import random

# The frequent words of any French note; the rest of the vocabulary is invented.
COMMON = """de la le et à les des un entretien une en que logement pour demande dans il rendez-vous
elle est pas dossier ne se préfecture du médecin sur avec hébergement par plus famille au son sa
accompagnement ce qui courrier on permission mais formation a été audience nous domiciliation vous
ordonnance aux ses travail ou donc attestation après avant depuis téléphone où déjà très même
être reçoit appelle attend l’accueil d’abord aujourd’hui s’inquiète qu’elle cœur sœur""".split()
ONSETS = "b c d f g j l m n p r s t v br cr dr gr pr tr bl pl ch ph qu".split()
VOWELS = "a e i o u é è ai an eu in oi on ou ui".split()
CODAS = ["", "", "", "", "", "r", "s", "t", "l", "x", "ment", "tion", "ne"]
SIZE = 200
TITLES = "Entretien Visite Appel Courrier Permanence Démarche Bilan Accompagnement".split()
KINDS = "entretien demarche appel courrier visite autre".split()


class Prose:
    """Words, sentences and paragraphs; the same for the same seed."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        made = random.Random("vocabulary")
        words = list(COMMON)
        known = set(words)
        while len(words) < SIZE:
            word = "".join(made.choice(ONSETS) + made.choice(VOWELS)
                           for _ in range(made.choice((2, 2, 3, 3)))) + made.choice(CODAS)
            if word not in known:
                known.add(word)
                words.append(word)
        self.words = words
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(SIZE)))

    def sentence(self):
        words = self.chance.choices(
            self.words, cum_weights=self.weights, k=self.chance.randint(5, 18))
        if len(words) > 9:
            words[self.chance.randint(2, 6)] += ","
        if self.chance.random() < 0.2:
            words.append(str(self.chance.randint(2, 2999)))
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.chance.choice(("." * 8) + "?!")

    def text(self, size):
        """About `size` characters, never more."""
        parts, length = [], 0
        while length < size:
            parts.append(self.sentence())
            length += len(parts[-1]) + 1
        return " ".join(parts)[:size].rstrip()


def notes(count=2_000, seed="case file"):
    """Notes of four registers and 300 to 900 characters."""
    prose = Prose(seed)
    chance, found = prose.chance, []
    for number in range(count):
        registers = {
            "title": f"{chance.choice(TITLES)} {chance.choice(prose.words)}",
            "kind": chance.choice(KINDS),
            "happened": f"{2024 + number // 1000}-{chance.randint(1, 12):02}-"
                        f"{chance.randint(1, 28):02}",
            "place": chance.choice(prose.words[len(COMMON):]).capitalize(),
        }
        found.append((registers, prose.text(chance.randint(300, 900))))
    return found
