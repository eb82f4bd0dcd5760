"""What else a worker writes in a week, in French as she types it: one record of each kind, and what it promises."""

from as_typed import AsTyped
from telling import TODAY, promise, title


def play(inside, brussels, person):
    title("Ce qui s'écrit encore dans la semaine")
    about_her(AsTyped(inside), person)
    outside(AsTyped(inside), person)
    of_service(AsTyped(inside), brussels)


def fields(node, made):
    return node.run("record", "show", made["record"])["fields"]


def about_her(inside, person):
    said = "Je veux un logement à moi, et revoir ma fille."
    made = inside.run("bilan", "ajouter", person, "--date", "hier", "--souhaits-dits", said,
                      "--besoins-observes", "Un toit, des papiers.")
    promise("ses souhaits restent dans ses mots, à côté de ce que le service a vu",
            fields(inside, made)["wishes"] == said)
    made = inside.run("contribution", "ajouter", person, "--volet", "projet", "--forme",
                      "dictee", "-", text=said)
    promise("ce qu'elle dicte est à elle, et l'outil n'en change pas une lettre",
            said in str(inside.run("record", "show", made["record"])))
    made = inside.run("identifiant", "ajouter", person, "--type", "numero_unique_logement",
                      "--numero", "LOG-0417")
    promise("le numéro d'un dossier reste dans le volet interne, jamais partagé",
            inside.run("record", "show", made["record"])["volet"] == "interne")
    inside.run("preuve", "ajouter", person, "--volet", "droits", "--papier-vu",
               "carte_identite", "--vu-le", "hier")
    code, _ = inside.attempt("preuve", "ajouter", person, "--volet", "droits", "--papier-vu",
                             "billet_sortie")
    promise("un billet de sortie ne s'écrit pas dans un volet qui se partage", code == 77)


def outside(inside, person):
    made = inside.run("orientation", "ajouter", person, "--volet", "projet", "--type",
                      "candidature", "--destination", "Maison d'accueil du Quai", "--etat",
                      "en_attente")
    promise("une orientation attend : personne ne l'accepte à la place de l'autre service",
            fields(inside, made)["status"] == "en_attente")
    made = inside.run("acte-exterieur", "ajouter", person, "--type", "requisition", "--date",
                      "hier", "--donne-ou-refuse", "Refusé : rien n'est transmis.")
    promise("ce qui a été demandé au service de l'extérieur, et sa réponse, restent écrits",
            inside.run("record", "show", made["record"])["kind"] == "act")


def of_service(inside, brussels):
    inside.run("action-sans-dossier", "ajouter", "--type", "aller_vers", "--date", "hier",
               "--nombre-de-personnes", "12", "--lieu", "Hall de la gare")
    [met] = inside.run("outreach", "list")
    promise("douze personnes rencontrées sont comptées, et aucune n'a de dossier",
            str(met["fields"]["people"]) == "12")
    year = TODAY.year
    inside.run("convention", "ajouter", "--nom", "Rive", "--debut", f"{year}-01-01", "--fin",
               f"{year}-12-31", "--objectif", "40")
    figure = inside.run("convention", "compter", "Rive")
    promise("la convention compte des personnes, et n'en nomme aucune",
            figure["counted"] == 0 and figure["objective"] == 40)
    partner = inside.run("partenaire", "ajouter", "--nom", "Bailleur du Lac", "--sorte",
                         "bailleur", "--themes", "hebergement", "--verifie-le", "hier",
                         "--verifie-par", "Fenna")
    inside.run("partenaire", "publier", partner["record"])
    inside.run("fiche-du-service", "ajouter", "--ce-que-fait-le-service",
               "Écoute et aide, à côté de la prison", "--langues", "fr,nl")
    page = inside.page("service", "sheet", "--out", "-")
    promise("la fiche du service se lit en grand, et ne parle de personne",
            "Écoute et aide" in page and "Vantorque" not in page)
    inside.sync(brussels)
    seen = str(brussels.run("partner", "list"))
    promise("Bruxelles lit le partenaire publié, et pas qui l'a vérifié",
            "Bailleur du Lac" in seen and "Fenna" not in seen)
    inside.run("regle-d-acces", "ajouter", "--role", "stagiaire", "--volet", "projet",
               "--acces", "lecture")
    rules = [row["fields"] for row in inside.run("role_access", "list")]
    promise("qui peut lire quoi est une fiche aussi : la stagiaire lit le projet",
            {"role": "stagiaire", "volet": "projet", "access": "lecture"} in rules)
