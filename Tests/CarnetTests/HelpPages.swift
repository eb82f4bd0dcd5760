// Pages of help as they are shown on eighty columns.

extension HelpTests {
  static let frenchPage = """
    EN BREF : Carnet de notes chiffré, partagé seulement avec l’accord de la
    personne

    Chaque service garde ses notes sur ses appareils et écrit sans réseau. Un volet
    n’est transmis à un autre service qu’avec un accord enregistré. Le dossier du
    carnet : --home ou CARNET_HOME.

    ÉCRIRE : carnet <commande>

    OPTIONS :
      -h, --help              Montre cette aide

    COMMANDES :
      init, creer             Crée un service sur cet appareil, ou ajoute
                              l’appareil à son service
      worker, intervenant     Les personnes qui travaillent dans le service
      serve, servir           Reste joignable et échange avec les appareils appairés
      pair, appairer, apparier
                              Les appareils avec lesquels celui-ci échange
      case, suivi             Les suivis du service
      note                    Les notes
      consent, consentement   Les accords de la personne
      release, sortie, liberation
                              Note la sortie ; les accords prévus prennent effet
      sync, echanger, synchroniser
                              Échange maintenant avec un appareil, ou avec tous
      status, etat            Montre, par appareil, ce qui est envoyé, reçu et en
                              attente
      search, chercher        Cherche des mots dans les volets que vous pouvez lire
      log, journal            Montre qui a fait quoi, sans le contenu
      verify, verifier        Vérifie chaque signature et chaque manque
      export, exporter        Écrit la copie d’un suivi pour la personne

      « carnet help <commande> » en dit plus.

    """

  // swift-format-ignore
  static let englishPage = """
    OVERVIEW: Write a note in a volet

    The text comes from the file, or from the input with “-”. A note belongs to one
    volet.

    USAGE: carnet note add <CASE> [<FILE|->] --volet <VOLET> [--kind <KIND>] [--title <TITLE>] [--happened <DATE>] [--written <DATE>] [--home <DIR>] [--as <NAME>] [--passphrase-file <FILE>] [--lang <fr|nl|en>] [--json]

    ARGUMENTS:
      <CASE>                  Number of the case file
      <FILE|->                File of the text, or “-”

    OPTIONS:
      --volet <VOLET>         Volet of the note
      --kind <KIND>           Kind of note
      --title <TITLE>         Title
      --happened <DATE>       When it happened
      --written <DATE>        When it was written on paper
      --home <DIR>            Folder of the notebook (else CARNET_HOME)
      --as <NAME>             Who is working (else CARNET_WORKER)
      --passphrase-file <FILE>
                              File of the passphrase (else CARNET_PASSPHRASE_FILE,
                              else asked)
      --lang <fr|nl|en>       Language of the sentences
      --json                  Answer with one JSON value
      -h, --help              Show this help


    """
}
