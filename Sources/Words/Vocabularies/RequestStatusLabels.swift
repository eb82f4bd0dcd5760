// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let requestStatus = """
     | état de la demande |  | staat van de vraag | state of the request
    recue | reçue |  | ontvangen | received
    a_clarifier | à clarifier |  | te verduidelijken | to clarify
    clarifiee | clarifiée |  | verduidelijkt | clarified
    suivi_ouvert | suivi ouvert |  | opvolging gestart | follow-up opened
    ponctuelle_traitee | traitée ponctuellement |  | eenmalig behandeld | handled once
    reorientee | réorientée |  | doorverwezen | referred elsewhere
    sans_suite | sans suite |  | zonder gevolg | not pursued
    """
}
