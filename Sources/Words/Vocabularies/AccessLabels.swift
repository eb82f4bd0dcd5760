// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let access = """
     | accès |  | toegang | access
    rien | rien |  | niets | nothing
    lecture | lecture |  | lezen | read
    lecture_ecriture | lecture et écriture |  | lezen en schrijven | read and write
    ses_notes | ses propres notes |  | eigen notities | own notes
    lecture_cosignee | lecture et écriture cosignée |  | lezen en medeondertekend schrijven | read and write co-signed
    sur_mandat | sur mandat nominatif |  | met persoonlijk mandaat | by a grant by name
    sur_motif | sur motif consigné |  | met vastgelegde reden | for a reason that is logged
    """
}
