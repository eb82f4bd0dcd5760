// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let interpreterKind = """
     | interprète |  | tolk | interpreter
    professionnel | interprète professionnel |  | professionele tolk | professional interpreter
    telephone | interprète par téléphone |  | telefonische tolk | interpreter by telephone
    collegue | collègue |  | collega | colleague
    codetenu | codétenu |  | medegedetineerde | fellow detainee
    proche | proche |  | naaste | relative
    """
}
