"""The sixth follow-up: a service that works on paper inside, and what of it is read outside."""

import datetime
import html
import json
import re

from as_typed import AsTyped
from telling import TODAY, give, promise, say, side_by_side, title


def printed(page):
    """The text of a paper, line by line."""
    body = page[page.index("<body>"):].replace("</td>", " · ")
    lines = re.split(r"</?(?:p|tr|h1|h2|table|section)[^>]*>", body)
    plain = [re.sub(r"\s", " ", html.unescape(re.sub(r"<[^>]+>", "", line))).strip(" ·")
             for line in lines]
    return [line for line in plain if re.search(r"[^\W\d]|\d\d", line)]


def show(heading, paper):
    say(f"[{heading}]")
    for line in paper:
        say(f"    {line}")


def listed(page):
    """The rows of a list of records: volet, kind and what stands there."""
    cells = [re.split(r"\s{2,}", line.strip()) for line in page.splitlines()]
    rows = [row for row in cells if re.fullmatch(r"[0-9a-f]{4,}", row[0])]
    return [f"{row[1]} : {' '.join(row[2:3] + row[5:])}" for row in rows]


def play(inside, brussels, case):
    title(case["titre"])
    inside = AsTyped(inside)
    file = asked(inside, case)
    met(inside, file, case)
    begun(inside, file, case)
    slip(inside, file, case)
    share = shared(inside, brussels, file, case)
    transferred(inside, file, case)
    outside(inside, brussels, file, share, case)
    if inside.has("handover"):
        handed_over(inside, file, case)


def asked(inside, case):
    note = case["billet"]
    opened = inside.run(
        "case", "open", "--name", case["personne"]["nom"], "--born", case["personne"]["naissance"],
        "--request", note["paroles"])
    inside.run(
        "request", "edit", opened["request"], "--channel", "billet_rapport",
        "--written", note["ecrit"], "--received", note["recu"], "--themes", note["themes"])
    say(f"Un billet écrit le {note['ecrit']} arrive le {note['recu']}. {case['personne']['nom']}"
        " demande :")
    say(f"« {note['paroles']} »")
    waiting = inside.page("requests")
    promise("la demande attend une réponse, et depuis quand se voit",
            "Mirela Vantorque" in waiting and "11/11/2026" in waiting)
    return opened["case"]


def met(inside, file, case):
    plan = case["permanence"]
    inside.run("meeting_place", "add", "--name", plan["prison"], "--kind", "prison",
               "--neutral-name", plan["neutre"])
    session = inside.run(
        "permanence", "add", "--when", plan["quand"], "--place", plan["prison"], "--slots", "3"
    )["record"]
    inside.run("permanence", "prepare", session, file, "--question", plan["objet"])
    worker = printed(inside.page("permanence", "paper", session, "--for", "worker"))
    staff = printed(inside.page("permanence", "paper", session, "--for", "staff"))
    show("la feuille de Fenna", worker)
    show("la liste pour la surveillance", staff)
    told = {"Fenna": " ".join(worker), "staff": " ".join(staff)}
    promise("la feuille de Fenna n'a ni nom de famille, ni prison",
            "Mirela V." in told["Fenna"] and "Vantorque" not in told["Fenna"]
            and "rison" not in told["Fenna"])
    promise("la liste de mouvement a le nom, et pas l'objet",
            "Mirela Vantorque" in told["staff"] and "rencontre" not in told["staff"])
    entered = inside.page("permanence", "record", session, "-", text=plan["ligne"] + "\n")
    say("De retour au bureau, Fenna saisit ses lignes :")
    say(f"    {plan['ligne']}")
    inside.run("permanence", "back", session, "1")
    out = [paper["number"] for paper in inside.run("permanence", "show", session)["papers"]
           if not paper.get("back")]
    promise("la rencontre est comptée, et l'autre feuille est encore dehors",
            "vu·e" in entered and out == [2])
    inside.run("frame_set", "add", file, "--date", "2026-11-17", "--explained-by", "Fenna",
               "--points", "secret,volontariat,gratuite,refus_sans_consequence")
    inside.run("period", "add", file, "--status", "ouvert", "--opened", "2026-11-17", "--origin",
               "demande_personne", "--phase", "intra_muros", "--referent", "Fenna")
    inside.write(file, case["notes"]["carte"])


def begun(inside, file, case):
    say("Sa sortie est à six mois. Les droits commencent maintenant, avec elle :")
    for right in case["droits"]:
        words = ["right", "add", file, "--right", right["droit"], "--state", right["etat"],
                 "--who", "ensemble", "--lead-days", right["jours"]]
        if right["manque"]:
            words += ["--missing-papers", right["manque"]]
        inside.run(*words)
    rows = [line for line in inside.page("right", "checklist", file).splitlines()
            if "ensemble" in line]
    for row in rows:
        say("    " + "  ".join(c for c in re.split(r"\s{2,}", row)[:3]))
    promise("trois droits en cours, chacun fait ensemble", len(rows) == 3)


def slip(inside, file, case):
    meeting = case["rendez-vous"]
    inside.run("meeting_place", "add", "--name", meeting["lieu"], "--kind", "administration",
               "--address", meeting["adresse"])
    weekend = max(0, TODAY.weekday() - 4)
    day = (TODAY + datetime.timedelta(days=14 - weekend)).strftime("%d/%m/%Y")
    made = inside.run(
        "appointment", "add", file, "--volet", "droits", "--when", f"{day} 10:30", "--site",
        meeting["lieu"], "--ask-for", meeting["demander"])["record"]
    paper = printed(inside.page("appointment", "slip", made, "--given"))
    show("ce qu'elle emporte", paper)
    words = " ".join(paper)
    promise("le papillon dit où et quand, ni qui elle est, ni qui le lui a donné",
            day in words and meeting["lieu"] in words
            and not any(w in words for w in ("Mirela", "Vantorque", "Fenna", "Sambrelle")))


def shared(inside, brussels, file, case):
    given = give(inside, file, brussels, case["accord"], "--past", "all")
    promise("elle accepte quatre volets pour Bruxelles, pas sa situation avec la justice",
            given["status"] == "given" and "justice" not in case["accord"]["volets"])
    inside.sync(brussels)
    [share] = [s["shared"] for s in brussels.received() if s["name"] == case["personne"]["nom"]]
    return share


def transferred(inside, file, case):
    plan, close = case["permanence"], case["proche"]
    session = inside.run(
        "permanence", "add", "--when", plan["suivante"], "--place", plan["prison"])["record"]
    inside.run("permanence", "prepare", session, file, "--question", "suite")
    answer = inside.page("permanence", "record", session, "-", text="1 transfere\n")
    say("Une semaine plus tard, elle n'est plus là :")
    for line in answer.splitlines():
        say(f"  {line}")
    [period] = inside.run("period", "list", file)
    promise("un transfert ne change rien tout seul : la phase attend que Fenna la regarde",
            "periode-de-suivi modifier" in answer and period["fields"]["phase"] == "intra_muros")
    inside.run("contact_point", "add", file, "--kind", "via_proche", "--value", close["valeur"],
               "--holder", close["chez"], "--knows-detention", "non")
    paper = printed(inside.page("case", "call", file, "--paper", "-"))
    show("la feuille d'appel", paper)
    rule, number = "Ne pas dire où est la personne.", f"Coordonnées : {close['valeur']}"
    promise("avant le numéro, la feuille dit de ne pas dire où elle est",
            paper.index(rule) < paper.index(number) and "Vantorque" not in " ".join(paper))


# What no record that Brussels reads may say: fields that stand apart, and what they would hold.
APART = ["channel", "permanence", "number", "question", "outcome", "prevented_by", "phase",
         "lead_days", "knows_detention", "site", "suspended_because", "source"]
UNSAID = ["billet", "rapport", "prison", "transfer", "intra_muros", "permission", "parloir",
          "Sambrelle-Amont", "Tanneurs"]


def outside(inside, brussels, file, share, case):
    inside.sync(brussels)
    rows = brussels.run("record", "list", share)
    pages = [brussels.run("record", "show", row["record"]) for row in rows]
    kinds = sorted({row["kind"] for row in rows})
    say(f"À Bruxelles, Lieselot lit {len(rows)} fiches : {', '.join(kinds)}.")
    everything = json.dumps([rows, pages], ensure_ascii=False)
    promise("à Bruxelles : ni canal, ni permanence, ni issue, ni phase, ni délai avant la sortie",
            not any(f'"{field}"' in everything for field in APART)
            and {"contact", "period", "permanence", "meeting_place"}.isdisjoint(kinds))
    promise("aucun mot de la prison n'y est, et rien ne s'y trouve en cherchant",
            not any(word in everything for word in UNSAID)
            and all(brussels.run("search", word) == [] for word in ("billet", "transféré", "parloir"))
            and brussels.attempt("permanence", "show", case["permanence"]["quand"][:10])[0] != 0)
    rights = [row["fields"] for row in rows if row["kind"] == "right"]
    promise("Bruxelles lit ce qui sert à continuer : la demande, les trois droits, le rendez-vous",
            len(rights) == 3 and all(right["who"] == "ensemble" for right in rights)
            and {"request", "appointment", "note"} <= set(kinds))
    side_by_side(case["personne"]["nom"], [
        ("Sambrelle (a écrit)", listed(inside.page("record", "list", file))),
        ("Zandelier (reçoit)", listed(brussels.page("record", "list", share)))])


def handed_over(inside, file, case):
    say("Fenna change d'équipe. Elle remet le suivi à Joachim, avec un mot :")
    word = "Elle écrit ses lettres elle-même ; la carte d'abord. Sa sœur ne sait pas où elle est."
    say(f"« {word} »")
    inside.run("handover", file, "--to", "Joachim", "--text", "-", text=word)
    [period] = inside.run("period", "list", file)
    notes = inside.notes(file)
    promise("Joachim est référent, et ce que Fenna a écrit reste de Fenna",
            period["fields"]["referent"] == "Joachim"
            and {note["author"] for note in notes} == {"Fenna"})
