// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let appointmentStatus = """
     | état du rendez-vous |  | staat van de afspraak | state of the appointment
    prevu | prévu |  | gepland | planned
    honore | honoré |  | nagekomen | kept
    absent | absent |  | afwezig | absent
    excuse | excusé |  | verontschuldigd | excused
    annule | annulé |  | geannuleerd | cancelled
    reporte | reporté |  | uitgesteld | postponed
    """
}
