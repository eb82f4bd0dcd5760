import CaseFile
import Foundation
import Notebook
import Testing

@testable import Words

@Suite("Every page that the program prints")
struct PageTests {
  static func pages(in words: Phrasebook) throws -> [(name: String, page: String)] {
    let moment = try WrittenMoment(parsing: "2026-12-03T10:30+01:00")
    let service = ServicePage(
      service: "Ormeval", values: [:], printed: try CalendarDate(parsing: "2026-11-30"))
    return [
      ("copy", words.export(sampleExport(), as: .html)),
      ("sheet", words.servicePage(service)),
      ("agenda", words.agendaPaper(try AgendaTests.page())),
      (
        "slip",
        words.appointmentSlip(
          AppointmentSlip(moment: moment, place: nil, address: nil, askFor: nil))
      ),
      ("call", words.callSheet(try CallTests.page())),
      ("handover", words.handoverPaper(try HandoverTests.page())),
      ("worker", words.permanencePaper(try PermanenceTests.printed(.worker, people: 2, slots: 3))),
      ("staff", words.permanencePaper(try PermanenceTests.printed(.staff, people: 2, slots: 3))),
    ]
  }

  @Test(
    "It begins with one head, says its language, has a title, and takes nothing from anywhere",
    arguments: Language.allCases)
  func head(_ language: Language) throws {
    let code = [Language.french: "fr", .english: "en", .dutch: "nl"][language] ?? "?"
    for (name, page) in try Self.pages(in: Phrasebook(language)) {
      let beginning = """
        <!DOCTYPE html>
        <html lang="\(code)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>
        """
      #expect(page.hasPrefix(beginning), "\(name): \(page.prefix(400))")
      let rest = page.dropFirst(beginning.count)
      let title = rest.prefix { $0 != "<" }
      #expect(title.contains { $0.isLetter }, "\(name)")
      #expect(rest.dropFirst(title.count).hasPrefix("</title>\n<style>\n"), "\(name)")
      #expect(page.hasSuffix("</body>\n</html>\n"), "\(name)")
      for tag in ["<head>", "</head>", "<title>", "<style>", "<body>"] {
        #expect(page.components(separatedBy: tag).count == 2, "\(name): \(tag)")
      }
      for word in ["<script", "<link", "<img", "http:", "https:", "src="] {
        #expect(!page.contains(word), "\(name): \(word)")
      }
    }
  }

  @Test(
    "While a label is read by nobody of the field, each paper says so once, and each list of labels",
    arguments: Language.allCases)
  func drafts(_ language: Language) throws {
    let words = Phrasebook(language)
    let isDraft = !Labels.drafts.isEmpty
    let mark = words.say("non relu", "nobody of the field", "niemand uit het vak")
    var papers = try Self.pages(in: words)
    let refusal = RefusalPaper(
      id: "c1", person: "Samira", from: "Ormeval", to: "Oseille", at: morning, recordedBy: "Claire")
    let consent = ConsentReceipt(
      person: "Idriss", from: "Ormeval",
      consent: ConsentRow(
        id: "c1", to: "Oseille", volets: [.droits], past: .none, effective: .now,
        until: try CalendarDate(parsing: "2027-11-03"), bothWays: false, status: .given, events: []),
      proof: .letter, explainedIn: try LanguageTag(parsing: "fr"), givenAt: morning,
      recordedBy: "Claire")
    for easy in [true, false] {
      papers.append(("refusal", words.refusalPaper(refusal, easy: easy)))
      papers.append(("receipt", words.consentReceipt(consent, easy: easy)))
    }
    let checklist = try #require(Checklist(of: .right, [], isWhole: true, in: .belgium))
    papers.append(("checklist", words.checklist(checklist)))
    papers.append(("types", words.recordTypes(RecordType.all)))
    for (name, paper) in papers {
      #expect(paper.components(separatedBy: mark).count == (isDraft ? 2 : 1), "\(name): \(paper)")
    }
  }
}
