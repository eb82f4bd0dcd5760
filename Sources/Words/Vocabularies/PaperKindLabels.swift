// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let paperKind = """
     | papier |  | papier | paper
    carte_identite | carte d’identité |  | identiteitskaart | identity card
    passeport | passeport |  | paspoort | passport
    titre_sejour | titre de séjour |  | verblijfstitel | residence permit
    acte_naissance | acte de naissance |  | geboorteakte | birth certificate
    livret_famille | livret de famille | carnet de mariage | trouwboekje | family record book
    composition_menage | composition de ménage |  | gezinssamenstelling | household composition
    attestation_droits | attestation de droits |  | attest van rechten | certificate of rights
    attestation_domiciliation | attestation de domiciliation | attestation d’adresse de référence | attest van referentieadres | certificate of address
    justificatif_domicile | justificatif de domicile | certificat de résidence | bewijs van woonplaats | proof of residence
    bail | bail |  | huurcontract | lease
    avis_impot | avis d’impôt | avertissement-extrait de rôle | aanslagbiljet | tax notice
    releve_compte | relevé ou identité bancaire | extrait de compte | rekeninguittreksel | bank statement
    fiche_paie | fiche de paie |  | loonfiche | payslip
    courrier_decision | courrier de décision |  | beslissingsbrief | letter of decision
    recepisse | récépissé de dépôt | accusé de réception | ontvangstbewijs | receipt of filing
    certificat_medical | certificat médical |  | medisch attest | medical certificate
    certificat_presence | certificat de présence en détention | attestation de détention | attest van opsluiting | certificate of detention
    billet_sortie | billet de sortie |  | vrijlatingsattest | release slip
    autre | autre |  | andere | other
    """
}
