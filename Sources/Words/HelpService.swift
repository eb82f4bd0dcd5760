extension HelpRow {
  static let service: [Command: HelpRow] = [
    .carnet: HelpRow(
      "Carnet de notes chiffré, partagé seulement avec l’accord de la personne",
      "Encrypted notebook of case notes, shared only with the person’s consent",
      "Versleuteld notitieboekje, enkel gedeeld met toestemming van de persoon",
      discussion: (
        "Chaque service garde ses notes sur ses appareils et écrit sans réseau. Un volet n’est transmis à un autre service qu’avec un accord enregistré. Le dossier du carnet : --home ou CARNET_HOME.",
        "Each service keeps its notes on its own devices and writes without a network. A volet is sent to another service only with a recorded consent. The folder of the notebook: --home or CARNET_HOME.",
        "Elke dienst bewaart zijn notities op eigen toestellen en schrijft zonder netwerk. Een luik gaat enkel naar een andere dienst met een vastgelegde toestemming. De map van het boekje: --home of CARNET_HOME."
      )),
    .`init`: HelpRow(
      "Crée un service sur cet appareil, ou ajoute l’appareil à son service",
      "Create a service on this device, or add the device to its service",
      "Maak een dienst op dit toestel, of voeg het toestel aan zijn dienst toe",
      discussion: (
        "Deux personnes choisissent chacune une phrase de passe : l’opérateur, qui n’ouvre aucune note, et la première personne de l’équipe (--worker, --role). La feuille racine n’est montrée qu’une fois : imprimez-la pour le coffre.",
        "Two people each choose a passphrase: the operator, who opens no note, and the first worker (--worker, --role). The root sheet is shown once only: print it for the safe.",
        "Twee mensen kiezen elk een wachtzin: de operator, die geen notitie opent, en de eerste medewerker (--worker, --role). Het wortelblad wordt één keer getoond: druk het af voor de kluis."
      )),
    .serve: HelpRow(
      "Reste joignable et échange avec les appareils appairés",
      "Stay reachable and exchange with paired devices",
      "Blijf bereikbaar en wissel uit met gekoppelde toestellen",
      discussion: (
        "Le port 0 prend un port libre. S’arrête proprement à SIGTERM. Écrire des notes ne demande pas que cette commande tourne.",
        "Port 0 takes any free port. Ends cleanly on SIGTERM. Writing notes does not need this command to run.",
        "Poort 0 neemt een vrije poort. Stopt netjes bij SIGTERM. Notities schrijven vereist deze opdracht niet."
      )),
    .session: HelpRow(
      "La session : une phrase de passe pour plusieurs commandes",
      "The session: one passphrase for several commands",
      "De sessie: één wachtzin voor meerdere opdrachten"),
    .sessionOpen: HelpRow(
      "Ouvre votre session sur cet appareil",
      "Open your session on this device",
      "Open uw sessie op dit toestel",
      discussion: (
        "Ensuite les commandes ne demandent plus la phrase de passe. Les clés restent dans la mémoire d’un processus que seul votre compte atteint. Fermez la session quand vous quittez le poste.",
        "Commands ask for no passphrase afterwards. The keys stay in the memory of a process that only your account reaches. Lock the session when you leave the machine.",
        "Daarna vragen opdrachten geen wachtzin meer. De sleutels blijven in het geheugen van een proces dat enkel uw account bereikt. Sluit de sessie als u het toestel verlaat."
      )),
    .sessionLock: HelpRow(
      "Ferme la session : ses clés quittent la mémoire",
      "Lock the session: its keys leave the memory",
      "Sluit de sessie: de sleutels verlaten het geheugen",
      discussion: (
        "Une commande en cours va à sa fin. Une commande qui attend quelqu’un s’arrête ; le texte déjà écrit est gardé.",
        "A command under way comes to its end. One that waits for somebody stops; text that was written is kept.",
        "Een opdracht die loopt, gaat tot het einde. Een opdracht die op iemand wacht, stopt; geschreven tekst wordt bewaard."
      )),
    .sessionShow: HelpRow(
      "Montre les sessions ouvertes sur cet appareil",
      "Show the sessions that are open on this device",
      "Toon de sessies die op dit toestel open zijn"),
    .worker: HelpRow(
      "Les personnes qui travaillent dans le service",
      "The people who work in the service",
      "De mensen die in de dienst werken"),
    .workerAdd: HelpRow(
      "Inscrit une personne qui travaille dans le service",
      "Enroll somebody who works in the service",
      "Schrijf iemand in die in de dienst werkt",
      discussion: (
        "Elle n’ouvre encore aucune note : un·e collègue l’admet avec « carnet worker admit ». Avec --code, c’est un autre appareil de quelqu’un qui travaille déjà ici, et qui garde son nom et son rôle. Un·e stagiaire ou bénévole est inscrit·e pour un temps (--until).",
        "They open no note yet: a colleague admits them with “carnet worker admit”. With --code it is a further device of somebody who works here already, and who keeps their name and role. A trainee or a volunteer is enrolled for a time (--until).",
        "Die opent nog geen notitie: een collega laat toe met “carnet worker admit”. Met --code is het een ander toestel van iemand die hier al werkt en naam en rol behoudt. Een stagiair of vrijwilliger wordt voor een tijd ingeschreven (--until)."
      )),
    .workerAdmit: HelpRow(
      "Donne à un·e collègue inscrit·e de quoi ouvrir les notes",
      "Give an enrolled colleague what opens the notes",
      "Geef een ingeschreven collega wat de notities opent",
      discussion: (
        "Appelez la personne : elle lit les vingt chiffres de son appareil, vous les tapez (--device). Sans eux, la commande montre les appareils. L’opérateur ne peut pas le faire : il n’ouvre aucune note.",
        "Call the person: they read out the twenty digits of their device, you type them (--device). Without them the command shows the devices. The operator cannot do it: the operator opens no note.",
        "Bel de persoon: die leest de twintig cijfers van het toestel voor, u typt ze (--device). Zonder toont de opdracht de toestellen. De operator kan dit niet: hij opent geen enkele notitie."
      )),
    .workerDevice: HelpRow(
      "Fait un code pour travailler aussi sur un autre appareil du service",
      "Make a code to work on another device of the service too",
      "Maak een code om ook op een ander toestel van de dienst te werken",
      discussion: (
        "L’opérateur de l’autre appareil le donne à « carnet worker add --code ». Vous admettez ensuite cet appareil vous-même.",
        "The operator of the other device gives it to “carnet worker add --code”. You then admit that device yourself.",
        "De operator van het andere toestel geeft die aan “carnet worker add --code”. U laat dat toestel daarna zelf toe."
      )),
    .workerList: HelpRow(
      "Montre les personnes du service et leur rôle",
      "Show the people of the service and their roles",
      "Toon de mensen van de dienst en hun rol"),
    .workerExtend: HelpRow(
      "Dit jusqu’à quand une personne travaille ici",
      "Say until when somebody works here",
      "Zeg tot wanneer iemand hier werkt",
      discussion: (
        "Plus tôt ou plus tard que ce qui était dit, un an au plus. Après le dernier jour, la personne n’ouvre plus rien ; ce qu’elle a écrit reste. Ses clés ne changent qu’avec « carnet worker end ».",
        "Earlier or later than what was said, a year at most. After the last day the person opens nothing any more; what they wrote stays. Their keys change with “carnet worker end” alone.",
        "Vroeger of later dan wat gezegd was, hoogstens een jaar. Na de laatste dag opent de persoon niets meer; wat die schreef, blijft. De sleutels wijzigen alleen met “carnet worker end”."
      )),
    .workerEnd: HelpRow(
      "Met fin à l’accès d’une personne",
      "End somebody’s access",
      "Beëindig iemands toegang",
      discussion: (
        "Ses notes gardent son nom. Sans --device, l’accès prend fin sur tous ses appareils ; avec, sur celui-là seul. La personne peut être inscrite de nouveau, sous le même nom : carnet worker add.",
        "The notes keep that name. Without --device the access ends on all of their devices; with it, on that one alone. The person can be enrolled again under the same name: carnet worker add.",
        "De notities houden die naam. Zonder --device eindigt de toegang op alle toestellen; met, alleen op dat ene. De persoon kan opnieuw ingeschreven worden onder dezelfde naam: carnet worker add."
      )),
    .workerRecovery: HelpRow(
      "Imprime sa propre feuille de secours",
      "Print one’s own recovery sheet",
      "Druk het eigen herstelblad af",
      discussion: (
        "Elle ouvre les notes sur cet appareil si la phrase de passe est oubliée : sa clé se tape à la place de la phrase, ou se donne à « carnet worker recover ». Une nouvelle feuille remplace la précédente, qui n’ouvre plus rien.",
        "It opens the notes on this device if the passphrase is forgotten: its key is typed in place of the passphrase, or given to “carnet worker recover”. A new sheet replaces the former one, which opens nothing any more.",
        "Het opent de notities op dit toestel als de wachtzin vergeten is: de sleutel wordt getypt in plaats van de wachtzin, of gegeven aan “carnet worker recover”. Een nieuw blad vervangt het vorige, dat niets meer opent."
      )),
    .workerRecover: HelpRow(
      "Reprend l’accès avec la feuille de secours, et choisit une nouvelle phrase de passe",
      "Come back in by the recovery sheet, and choose a new passphrase",
      "Kom weer binnen met het herstelblad en kies een nieuwe wachtzin",
      discussion: (
        "Pour qui a oublié sa phrase de passe. La clé de la feuille est demandée, puis la nouvelle phrase ; une faute de frappe est dite avec son groupe. La feuille vaut sur l’appareil où elle a été faite, et reste valable.",
        "For who forgot the passphrase. The key of the sheet is asked for, then the new passphrase; a slip is told by its group. The sheet serves on the device where it was made, and goes on opening it.",
        "Voor wie de wachtzin vergeten is. De sleutel van het blad wordt gevraagd, dan de nieuwe wachtzin; een typfout wordt gezegd met haar groep. Het blad dient op het toestel waar het gemaakt is, en blijft geldig."
      )),
    .passphrase: HelpRow(
      "La phrase de passe de cet appareil",
      "The passphrase of this device",
      "De wachtzin van dit toestel"),
    .passphraseChange: HelpRow(
      "Change votre phrase de passe sur cet appareil, ou celle de l’opérateur",
      "Change your passphrase on this device, or the operator’s",
      "Wijzig uw wachtzin op dit toestel, of die van de operator",
      discussion: (
        "L’actuelle est demandée, puis la nouvelle, deux fois. L’ancienne n’ouvre plus rien ici, et une session ouverte avec elle se ferme. Chaque appareil a sa phrase ; la feuille de secours reste. Si elle est oubliée : « carnet worker recover ».",
        "The present one is asked for, then the new one, twice. The former one opens nothing here any more, and a session opened with it locks. Each device has its own; the recovery sheet stays. If it is forgotten: “carnet worker recover”.",
        "De huidige wordt gevraagd, dan de nieuwe, twee keer. De vorige opent hier niets meer, en een sessie die ermee geopend is, sluit. Elk toestel heeft zijn eigen wachtzin; het herstelblad blijft. Is ze vergeten: “carnet worker recover”."
      )),
  ]
}
