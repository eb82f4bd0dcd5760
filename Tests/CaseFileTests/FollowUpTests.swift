import CaseFile
import Testing

@Suite("Who is followed")
struct FollowUpTests {
  @Test("A follow-up that rests is active for 90 days, and one that ended is not")
  func active() throws {
    let followUp = try #require(RecordType.period.followUp)
    let today = try CalendarDate(parsing: "2026-11-30")
    func isActive(_ status: [String], since: String? = nil) -> Bool {
      var values = ["status": status]
      if let since { values["status_since"] = [since] }
      return followUp.isActive(RecordValues(values), on: today)
    }
    #expect(isActive(["ouvert"], since: "2020"))
    #expect(isActive(["en_pause"], since: "2026-09-01"))
    #expect(!isActive(["en_pause"], since: "2026-08-31"))
    #expect(isActive(["en_pause"]))
    #expect(!isActive(["clos"]) && !isActive(["prise_de_contact"]) && !isActive([]))
    // Nobody chose: it is still counted, and is not over.
    #expect(isActive(["clos", "ouvert"]))
    #expect(!followUp.isOver(RecordValues(["status": ["clos", "ouvert"]])))
    #expect(followUp.isOver(RecordValues(["status": ["clos"]])))
  }

  @Test("A right is under way once somebody began it, until it is granted or settled")
  func rights() throws {
    let list = try #require(RecordType.right.checklist)
    let open = Vocabulary.rightState.codes.map(\.code).filter {
      list.isOpen(RecordValues(["state": [$0]]))
    }
    #expect(
      Set(open) == [
        "a_ouvrir", "pieces_a_reunir", "demande_deposee", "en_cours", "suspendu", "a_renouveler",
        "recours", "saisine_ddd", "saisine_mediateur",
      ])
    #expect(list.isOpen(RecordValues(["state": ["accorde", "recours"]])))
    #expect(!list.isOpen(RecordValues()))
  }
}
