/// The sentences about what a passphrase, a sheet or a key file opens, when the disk altered it.
extension AccessFact {
  static var workerKeyDamagedRow: Wording {
    Wording(
      "workerKeyDamaged", .badData,
      "Ce que la phrase de passe doit ouvrir est abîmé sur cet appareil ; la phrase est peut-être juste. Rien n’a été ouvert ni changé. Tapez à la place le code de la feuille de secours, ou travaillez sur un autre appareil du service, et dites-le à l’opérateur.",
      "What the passphrase is to open is damaged on this device; the passphrase may be right. Nothing was opened or changed. Type the code of the recovery sheet in its place, or work on another device of the service, and tell the operator.",
      "Wat de wachtzin moet openen, is beschadigd op dit toestel; de wachtzin is misschien juist. Er is niets geopend of gewijzigd. Typ in de plaats de code van het herstelblad, of werk op een ander toestel van de dienst, en zeg het aan de operator."
    )
  }

  static var operatorKeyDamagedRow: Wording {
    Wording(
      "operatorKeyDamaged", .badData,
      "Ce que la phrase de passe de l’opérateur doit ouvrir est abîmé sur cet appareil ; la phrase est peut-être juste. Rien n’a été ouvert ni changé, et les notes s’ouvrent comme avant. Remettez une copie de sauvegarde du dossier, ou faites retirer cet appareil depuis un autre du service, qui l’invite de nouveau.",
      "What the operator’s passphrase is to open is damaged on this device; the passphrase may be right. Nothing was opened or changed, and the notes open as before. Put a backup of the folder back, or have this device removed from another one of the service, which invites it anew.",
      "Wat de wachtzin van de operator moet openen, is beschadigd op dit toestel; de wachtzin is misschien juist. Er is niets geopend of gewijzigd, en de notities gaan open als voorheen. Zet een reservekopie van de map terug, of laat dit toestel verwijderen vanaf een ander van de dienst, dat het opnieuw uitnodigt."
    )
  }

  static var sheetDamagedRow: Wording {
    Wording(
      "sheetDamaged", .badData,
      "Ce que la feuille de secours doit ouvrir est abîmé sur cet appareil ; son code est peut-être juste. Rien n’a été ouvert ni changé. Tapez la phrase de passe, puis faites une nouvelle feuille avec « carnet worker recovery ».",
      "What the recovery sheet is to open is damaged on this device; its code may be right. Nothing was opened or changed. Type the passphrase, then make a new sheet with “carnet worker recovery”.",
      "Wat het herstelblad moet openen, is beschadigd op dit toestel; de code is misschien juist. Er is niets geopend of gewijzigd. Typ de wachtzin en maak dan een nieuw blad met “carnet worker recovery”."
    )
  }

  static var keyFileDamagedRow: Wording {
    Wording(
      "keyFileDamaged", .badData,
      "Ce que le fichier de clé doit ouvrir est abîmé sur cet appareil ; le fichier est peut-être le bon. Rien n’a été ouvert ni changé. Ouvrez avec une phrase de passe : --passphrase-file.",
      "What the key file is to open is damaged on this device; the file may be the right one. Nothing was opened or changed. Open with a passphrase: --passphrase-file.",
      "Wat het sleutelbestand moet openen, is beschadigd op dit toestel; het bestand is misschien het juiste. Er is niets geopend of gewijzigd. Open met een wachtzin: --passphrase-file."
    )
  }
}
