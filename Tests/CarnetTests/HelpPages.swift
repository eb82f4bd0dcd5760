// Pages of help as they are shown on eighty columns.

extension HelpTests {
  static let frenchPage = """
    EN BREF : Carnet de notes chiffré, partagé seulement avec l’accord de la
    personne

    Chaque service garde ses notes sur ses appareils et écrit sans réseau. Un volet
    n’est transmis à un autre service qu’avec un accord enregistré. Le dossier du
    carnet : --dossier ou CARNET_HOME.

    ÉCRIRE : carnet <commande>

    OPTIONS :
      -h, --aide, --help      Montre cette aide
      --version               Dit quelle version est installée

    COMMANDES :
      init, creer             Crée un service sur cet appareil, ou ajoute l’appareil
                              à son service
      worker, intervenant     Les personnes qui travaillent dans le service
      passphrase, phrase      La phrase de passe de cet appareil
      serve, servir           Reste joignable et échange avec les appareils appairés
      session                 La session : une phrase de passe pour plusieurs
                              commandes
      pair, appairer, apparier
                              Les appareils avec lesquels celui-ci échange
      case, suivi             Les suivis du service
      person, personne        La personne d’un suivi
      note, notitie           Les notes
      record, fiche           Les fiches d’un suivi : demandes, droits, rendez-vous…
      contact-point, moyen-de-contact, contactmiddel
                              Les fiches « moyen de contact »
      request, demande, vraag
                              Les fiches « demande »
      right, droit, recht     Les fiches « droit »
      appointment, rendez-vous, afspraak
                              Les fiches « rendez-vous »
      role-access, regle-d-acces, toegangsregel, access-rule
                              Les fiches « règle d’accès »
      meeting-place, lieu, plaats, place
                              Les fiches « lieu »
      right-proof, preuve, bewijs, proof
                              Les fiches « preuve »
      contact, contactmoment  Les fiches « contact »
      period, periode-de-suivi, begeleidingsperiode, period-of-follow-up
                              Les fiches « période de suivi »
      referral, orientation, doorverwijzing
                              Les fiches « orientation »
      frame-set, cadre-pose, uitgelegd-kader, frame-explained
                              Les fiches « cadre posé »
      assessment, bilan, balans
                              Les fiches « bilan »
      contribution, bijdrage  Les fiches « contribution »
      act, acte-exterieur, handeling-buiten-de-dienst, act-outside
                              Les fiches « acte extérieur »
      identifier, identifiant, identificatienummer
                              Les fiches « identifiant »
      outreach, action-sans-dossier, actie-zonder-dossier
                              Les fiches « action sans dossier »
      partner, partenaire     Les fiches « partenaire »
      service-sheet, fiche-du-service, fiche-van-de-dienst
                              Les fiches « fiche du service »
      convention, overeenkomst
                              Les fiches « convention »
      permanence, permanentie, drop-in
                              Les fiches « permanence »
      permanence-paper, feuille-de-permanence, blad-van-de-permanentie, sheet-of-the-drop-in
                              Les fiches « feuille de permanence »
      consent, consentement   Les accords de la personne
      release, sortie, liberation
                              Note la sortie ; les accords prévus prennent effet
      sync, echanger, synchroniser
                              Échange maintenant avec un appareil, ou avec tous
      status, etat            Montre, par appareil, ce qui est envoyé, reçu et en
                              attente
      agenda                  Montre ce qui est prévu et ce qui reste à faire
      caseload, file-active   Montre qui est suivi, et ce qui presse d’abord
      requests, demandes      Montre les demandes sans réponse
      handover, transmettre   Transmet des suivis à un·e collègue
      search, chercher        Cherche des mots dans les volets que vous pouvez lire
      log, journal            Montre ce qui a été consulté et fait, par jour et par
                              fonction
      verify, verifier        Vérifie chaque signature et chaque manque
      doctor, diagnostic      Examine l’appareil et dit ce qui manque
      export, exporter        Écrit la copie d’un suivi pour la personne
      service                 La fiche du service lui-même

      « carnet <commande> --aide » en dit plus.

    """

  // swift-format-ignore
  static let englishPage = """
    OVERVIEW: Write a note in a volet

    The text comes from the file, or from the input with “-”; with neither, it is
    written in the editor of EDITOR, or on the terminal. A note belongs to one
    volet. The labels of these lists are a draft that nobody of the field has read.

    USAGE: carnet note add <CASE> [<FILE|->] [--kind <CHOICE>] [--title <WORDS>] [--when <DATE>] [--written-on <DATE>] [--text <WORDS>] [--reason <WORDS>] --volet <VOLET> [--home <FOLDER>] [--as <NAME>] [--passphrase-file <FILE>] [--lang <LANGUAGE>] [--json] [--without-peers] [--clock-is-right]

    ARGUMENTS:
      <CASE>                  Case file, by number or by the person’s name
      <FILE|->                File of the text, or “-”

    OPTIONS:
      --kind <CHOICE>         Kind: first welcome, conversation, review, listening,
                              moral support, meaning of the sentence, step taken,
                              summary, hand-over, report of an outing, housing,
                              health, incident, alert, contribution of the person,
                              disagreement, working note (else conversation)
      --title <WORDS>         Title
      --when, --happened <DATE>
                              When: 20/10/2026, 20/10, 10/2026, yesterday
      --written-on, --written <DATE>
                              Written on: 20/10/2026, 20/10, 10/2026, yesterday
      --text <WORDS>          Text
      --reason, --rectified-because <WORDS>
                              Reason
      --volet <VOLET>         Volet of the record: contact, plan, rights, housing,
                              work, family, appointments, residence, law, health,
                              confided, team, internal
      --home <FOLDER>         Folder of the notebook (else CARNET_HOME)
      --as <NAME>             Who is working (else CARNET_WORKER)
      --passphrase-file <FILE>
                              File of the passphrase (else CARNET_PASSPHRASE_FILE,
                              else asked)
      --lang <LANGUAGE>       Language of the sentences: French, Dutch, English
      --json                  Answer with one JSON value
      --without-peers         Go on after coming back from a copy although other
                              devices do not answer
      --clock-is-right        Say that the clock of this device is right
      -h, --help              Show this help

    """
}
