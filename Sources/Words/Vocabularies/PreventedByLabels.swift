// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let preventedBy = """
     | ce qui a empêché la rencontre |  | wat de ontmoeting verhinderde | what stood in the way
    parloir | parloir | visite | bezoek van naasten | visit of relatives
    promenade | promenade | préau | wandeling | walk in the yard
    extraction | extraction |  | uithaling | taken outside by the prison
    blocage | blocage |  | blokkering | lock-down
    mouvement | mouvement |  | verplaatsing binnen | movement inside
    autre | autre |  | andere | other
    """
}
