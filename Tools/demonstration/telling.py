"""How the demonstration is told: what is promised and kept, and what each service reads."""

import datetime
import itertools
import textwrap

from node import Broken

TODAY = datetime.date.today()

kept = 0


def promise(sentence, is_kept):
    """Shows a promise and whether what the commands answered keeps it."""
    global kept
    print(f"  {'✓' if is_kept else '✗'} {sentence}", flush=True)
    if not is_kept:
        raise Broken(f"promesse non tenue : {sentence}")
    kept += 1


def title(text):
    print(f"\n{text}\n{'─' * len(text)}", flush=True)


def say(text):
    print(f"  {text}", flush=True)


def give(node, case, to, terms, *more):
    until = TODAY + datetime.timedelta(days=30 * terms["mois"])
    return node.run(
        "consent", "give", case, "--to", to.service_id, "--volets", ",".join(terms["volets"]),
        "--until", until.isoformat(), "--proof", terms["preuve"],
        "--explained-in", terms["langue"], *more)


def side_by_side(person, columns):
    """What each service reads of one person: columns of (heading, [line])."""
    width = 36

    def rule(left, middle, right):
        print("  " + left + middle.join("─" * width for _ in columns) + right, flush=True)

    cells = [
        [part for line in lines or ["rien"]
         for part in textwrap.wrap(line, width - 2, subsequent_indent="  ")]
        for _, lines in columns]
    print(f"\n  {person}")
    rule("┌", "┬", "┐")
    print("  │" + "│".join(f" {heading}".ljust(width) for heading, _ in columns) + "│")
    rule("├", "┼", "┤")
    for row in itertools.zip_longest(*cells, fillvalue=""):
        print("  │" + "│".join(f" {cell}".ljust(width) for cell in row) + "│")
    rule("└", "┴", "┘")


def lines(notes):
    return [f"{n['volet']} : {n['title']}" for n in notes]
