public import CaseFile

/// What the sheet of a service is printed from.
public struct ServicePage: Hashable, Sendable {
  /// As the service is called.
  public var service: String
  /// What its record holds, by field.
  public var values: [String: [String]]
  public var printed: CalendarDate

  /// The sheet as it stands on a day.
  public init(service: String, values: [String: [String]], printed: CalendarDate) {
    (self.service, self.values, self.printed) = (service, values, printed)
  }
}

/// The page of a service for whoever may ask it: large print, plain words, nothing about a person.
extension Phrasebook {
  /// One page that needs nothing else.
  public func servicePage(_ page: ServicePage) -> String {
    self.page(title: page.service, style: .sheet) { html in
      html.newline()
      html.element("main") { html in
        html.newline()
        body(of: page, into: &html)
      }
      html.newline()
    }
  }

  /// The page stands in a file.
  public func servicePageWritten(_ file: String) -> String {
    let file = Visible.line(file)
    return say(
      "La fiche du service est dans \(file). Relisez-la avant de la remettre.\n",
      "The sheet of the service is in \(file). Read it again before you hand it out.\n",
      "Het blad van de dienst staat in \(file). Lees het na voor u het afgeeft.\n")
  }

  private func body(of page: ServicePage, into html: inout HTML) {
    html.element("h1", page.service)
    html.newline()
    if let full = fullSentence(page) {
      html.element("p", [("class", "full")]) { $0.add(full) }
      html.newline()
    }
    for part in parts(of: page) where !part.lines.isEmpty {
      html.element("h2", part.title)
      html.newline()
      if part.lines.count == 1 {
        html.element("p", part.lines[0])
      } else {
        html.element("ul") { html in
          for line in part.lines { html.element("li", line) }
        }
      }
      html.newline()
    }
    let day = date(page.printed)
    html.element("footer") { html in
      html.add(
        say("Page imprimée le \(day).", "Page printed on \(day).", "Blad afgedrukt op \(day)."))
      if let draftPaper { html.element("p", draftPaper) }
    }
    html.newline()
  }

  private func fullSentence(_ page: ServicePage) -> String? {
    guard page.values["full"]?.contains("true") == true else { return nil }
    guard let since = page.values["full_since"]?.first else {
      return say(
        "En ce moment, le service est complet.", "At the moment the service is full.",
        "Op dit moment is de dienst volzet.")
    }
    let day = date(written: since)
    return say(
      "En ce moment, le service est complet (depuis : \(day)).",
      "At the moment the service is full (since: \(day)).",
      "Op dit moment is de dienst volzet (sinds: \(day)).")
  }

  private func parts(of page: ServicePage) -> [(title: String, lines: [String])] {
    func lines(_ field: String) -> [String] { page.values[field] ?? [] }
    let languages = lines("languages").map { label($0, of: .language) }
    return [
      (say("Ce que nous faisons", "What we do", "Wat wij doen"), lines("does")),
      (say("Pour qui", "For whom", "Voor wie"), lines("audience")),
      (say("Où", "Where", "Waar"), lines("where")),
      (say("Quand", "When", "Wanneer"), lines("opening_hours")),
      (say("Téléphone", "Telephone", "Telefoon"), lines("phone")),
      (
        say("Langues", "Languages", "Talen"),
        languages.isEmpty ? [] : [languages.joined(separator: ", ")]
      ),
      (
        say("Comment demander", "How to ask", "Hoe vragen"), lines("how_to_ask") + [askingInWriting]
      ),
      (
        say("Ce qui n’est jamais dit", "What is never told", "Wat nooit verteld wordt"),
        lines("never_told")
      ),
    ]
  }

  /// What makes a written request easy for whoever hesitates: it promises nothing.
  private var askingInWriting: String {
    say(
      "Pour écrire : votre nom, la date, et ce que vous demandez, avec vos mots. Une phrase suffit.",
      "To write: your name, the date, and what you ask for, in your own words. One sentence is enough.",
      "Om te schrijven: uw naam, de datum en wat u vraagt, in uw eigen woorden. Eén zin volstaat.")
  }
}
