/// Of what is known of how somebody is reached.
extension HelpOptions.Row {
  static let callPaper = Self(
    "FILE|-", "Feuille d’appel à imprimer, pour l’équipe (HTML)",
    "Call sheet to print, for the team (HTML)", "Belblad om af te drukken, voor het team (HTML)"
  )
  static let unsafe = Self(
    nil, "Montre aussi les coordonnées à ne pas utiliser ; le journal le note",
    "Also show what is not to be used; the log notes it",
    "Toon ook wat niet te gebruiken is; het logboek noteert dat")
}
