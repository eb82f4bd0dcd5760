// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let framePoint = """
     | point du cadre |  | punt van het kader | point of the frame
    secret | secret professionnel |  | beroepsgeheim | professional secrecy
    volontariat | volontariat |  | vrijwilligheid | it is her choice
    gratuite | gratuité |  | kosteloosheid | it costs nothing
    limites | limites du service |  | grenzen van de dienst | limits of the service
    droits | droits de la personne |  | rechten van de persoon | her rights
    refus_sans_consequence | refuser est sans conséquence |  | weigeren heeft geen gevolgen | refusing has no consequence
    """
}
