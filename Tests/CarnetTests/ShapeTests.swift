import Foundation
import Testing

/// What stands under a key of an answer.
enum Kind: Equatable {
  case text
  case id(Int)
  case moment
  case day
  case number
  case flag
  case list
  /// Text or nothing.
  case maybe
  /// A number, a text or nothing, according to what happened.
  case any
  case one(of: [String])

  func holds(_ value: Any) -> Bool {
    switch self {
    case .any: true
    case .maybe: value is String || value is NSNull
    case .list: value is [Any]
    case .flag: (value as? NSNumber).map { "\($0)" == "0" || "\($0)" == "1" } ?? (value is Bool)
    case .number: value is Int
    case .text: value is String
    case .id(let digits):
      (value as? String).map { $0.utf8.count == digits && $0.allSatisfy(\.isHexDigit) } ?? false
    case .moment:
      (value as? String).map { $0.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#) != nil }
        ?? false
    case .day: (value as? String).map { $0.wholeMatch(of: #/\d{4}-\d\d-\d\d/#) != nil } ?? false
    case .one(let values): (value as? String).map(values.contains) ?? false
    }
  }
}

func expectShape(
  _ value: Any?, _ shape: [String: Kind], optional: [String: Kind] = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let object = try #require(value as? [String: Any], sourceLocation: sourceLocation)
  for (key, kind) in shape {
    let found = try #require(object[key], "no \(key) in \(object)", sourceLocation: sourceLocation)
    #expect(kind.holds(found), "\(key) is \(found)", sourceLocation: sourceLocation)
  }
  for (key, kind) in optional {
    if let found = object[key] {
      #expect(kind.holds(found), "\(key) is \(found)", sourceLocation: sourceLocation)
    }
  }
  let known = Set(shape.keys).union(optional.keys)
  #expect(Set(object.keys).subtracting(known) == [], sourceLocation: sourceLocation)
}

enum Shapes {
  static let note: [String: Kind] = [
    "note": .id(32), "case": .id(32), "volet": .text, "kind": .text, "author": .text,
    "service": .text, "happened": .maybe, "written": .maybe, "entered": .moment, "title": .maybe,
    "state": .one(of: ["current", "conflict", "deleteRequested", "parked", "unreadable", "deleted"]
    ),
    "authors": .list, "version": .text,
  ]
  static let file: [String: Kind] = [
    "case": .id(32), "name": .text, "born": .maybe, "openedOn": .day,
    "status": .one(of: ["open", "closed"]),
  ]
  static let worker: [String: Kind] = [
    "worker": .id(32), "name": .text, "role": .text,
    "state": .one(of: ["added", "admitted", "ended"]), "namesake": .flag, "devices": .list,
  ]
  static let consent: [String: Kind] = [
    "consent": .id(32), "to": .text, "volets": .list, "past": .text, "effective": .text,
    "until": .maybe, "bothWays": .flag,
    "status": .one(
      of: ["planned", "given", "refused", "withdrawn", "expired", "suspended", "ceased"]),
    "events": .list, "proof": .maybe, "explainedIn": .maybe,
  ]
  static let received: [String: Kind] = [
    "shared": .id(32), "from": .text, "name": .text, "volets": .list, "consent": .id(32),
    "until": .day, "born": .maybe, "sharedSince": .day,
  ]
  static let peer: [String: Kind] = [
    "peer": .id(64), "service": .text,
    "state": .one(of: ["invited", "proven", "verified", "removed"]), "addresses": .list,
  ]
  static let saved: [String: Kind] = [
    "note": .id(32), "change": .id(64), "version": .text,
    "state": .one(of: ["current", "conflict", "deleteRequested", "parked", "unreadable", "deleted"]
    ),
    "unseen": .list, "apart": .flag,
  ]
}

@Suite("What --json prints on one node")
struct ShapeTests {
  @Test("Services and workers")
  func workers() throws {
    let office = try Office()
    let born = try office.done(
      "init", "--service", "Ormeval", "--worker", "Claire", "--role", "referent",
      "--worker-passphrase-file", "claire", as: "operator")
    try expectShape(
      try born.json(),
      ["service": .text, "serviceId": .id(64), "node": .id(64), "worker": .text])
    #expect(born.out.hasPrefix(#"{"service":"Ormeval","serviceId":""#))
    #expect(born.out.hasSuffix("\"}\n"))
    #expect(born.err.contains("FEUILLE RACINE"))
    let mode = try FileManager.default.attributesOfItem(atPath: office.file("a/boot.key").path)
    #expect(mode[.posixPermissions] as? Int == 0o600)
    let first = try #require(try office.done("worker", "list", as: "operator").list().first)
    try expectShape(first, Shapes.worker)
    #expect(first["state"] as? String == "admitted")
    let second = try office.done(
      "worker", "add", "Driss", "--role", "secretariat", "--new-passphrase-file", "driss",
      as: "operator")
    #expect(try second.text("state") == "added")
    #expect(
      try office.run("case", "list", "--as", "Driss", "--json", as: "driss").lastError
        == #"{"error":"notAdmitted","exit":77}"#)
    #expect(
      try office.run("case", "list", "--json").lastError == #"{"error":"severalWorkers","exit":64}"#
    )
    let admitted = try office.admit("Driss")
    try expectShape(try admitted.json(), Shapes.worker)
    for worker in try office.done("worker", "list", as: "operator").list() {
      try expectShape(worker, Shapes.worker)
    }
    let ended = try office.done("worker", "end", "Driss", as: "operator")
    #expect(try ended.text("state") == "ended")
    #expect(
      try office.run("case", "list", "--as", "Driss", "--json", as: "driss").lastError
        == #"{"error":"endedWorker","exit":77}"#)
  }

  @Test("A recovery sheet opens instead of the passphrase, and only for its worker")
  func recovery() throws {
    let made = try Template.copy()
    let office = made.office
    let answer = try office.done("worker", "recovery")
    #expect(try answer.object().keys.sorted() == ["worker"])
    let sheet = try #require(
      answer.err.firstMatch(of: #/(?: {4}[0-9A-Z]{2,4}(?: [0-9A-Z]{2,4})*\n)+/#))
    try Data(String(sheet.0).utf8).write(to: office.file("sheet"))
    #expect(try office.done("case", "list", as: "sheet").list().count == 1)
    // An operator's command does not open with it.
    #expect(try office.run("pair", "invite", as: "sheet").code == 77)
  }

  @Test("Case files and notes")
  func notes() throws {
    let made = try Template.copy()
    let office = made.office
    let opened = try office.done("case", "open", "--name", "Kaïs", "--born", "2003-02")
    try expectShape(try opened.json(), ["case": .id(32)])
    for file in try office.done("case", "list").list() { try expectShape(file, Shapes.file) }
    #expect(try office.done("case", "list", "--received").out == "[]\n")
    let page = try office.done("case", "show", made.file).object()
    try expectShape(
      page,
      Shapes.file.merging([
        "born": .maybe, "volets": .list, "shares": .list, "received": .list, "ended": .list,
        "releases": .list,
      ]) { $1 })
    let volets = try #require(page["volets"] as? [[String: Any]])
    #expect(volets.count == 13)
    for volet in volets { try expectShape(volet, ["volet": .text, "notes": .number]) }

    let added = try office.done(
      "note", "add", made.file, "--volet", "justice", "--kind", "bilan", "--title", "Bilan",
      "--happened", "2026-11-12", "--written", "2026-11", input: "  sans fin de ligne")
    try expectShape(try added.json(), Shapes.saved)
    let note = try added.text("note")
    for row in try office.done("note", "list", made.file).list() {
      try expectShape(row, Shapes.note)
    }
    let shown = try office.done("note", "show", note).object()
    try expectShape(shown, Shapes.note.merging(["text": .text, "conflicts": .list]) { $1 })
    #expect(shown["text"] as? String == "  sans fin de ligne")
    #expect(shown["happened"] as? String == "2026-11-12")
    #expect(shown["written"] as? String == "2026-11")
    let plain = try office.run("note", "show", note).out
    #expect(plain.hasSuffix("\n\n  sans fin de ligne"), "nothing is added outside a terminal")

    let edited = try office.done("note", "edit", String(note.prefix(8)), "--title", "Bilan 2")
    try expectShape(try edited.json(), Shapes.saved)
    try expectShape(
      try office.done("note", "edit", note, "-", input: "autre\n").json(), Shapes.saved)
    let history = try office.done("note", "history", note).list()
    #expect(history.map { $0["text"] as? String }.first == "  sans fin de ligne")
    #expect(history.map { $0["text"] as? String }.last == "autre\n")
    for version in history {
      #expect((version["fields"] as? [String: Any])?["kind"] as? String == "bilan")
      try expectShape(
        version.filter { $0.key != "fields" },
        [
          "change": .id(64), "author": .text, "entered": .moment, "text": .text, "changed": .list,
        ])
    }
    let hits = try office.done("search", "naissance").list()
    #expect(hits.count == 1)
    for hit in hits {
      try expectShape(
        hit,
        [
          "note": .id(32), "case": .id(32), "person": .text, "volet": .text, "title": .maybe,
          "snippet": .text, "state": .text,
        ])
    }
    let log = try office.done("log").object()
    #expect((log["devices"] as? [Any])?.isEmpty == true)
    for line in try #require(log["events"] as? [[String: Any]]) {
      try expectShape(
        line, ["day": .text, "function": .text, "action": .text],
        optional: ["line": .id(32), "case": .id(32), "volets": .list])
    }
    let ofCase = try office.done("log", made.file).object()["events"] as? [Any]
    #expect(ofCase?.isEmpty == false)
    try expectShape(try office.done("note", "delete", note).json(), Shapes.saved)
    #expect(
      try office.run("note", "show", note, "--json").lastError
        == #"{"error":"noteDeleted","exit":66}"#)
    try expectShape(
      try office.done("case", "close", made.file).json(),
      [
        "case": .id(32), "withdrawn": .list, "ended": .list, "cancelled": .list, "goingOn": .list,
        "over": .list,
        "appointments": .number, "deadlines": .number,
      ])
  }

  @Test("Verification, exchanges and state of a node that is alone")
  func alone() throws {
    let made = try Template.copy()
    let office = made.office
    for person in ["claire", "operator", nil] {
      let answer = try office.done("verify", as: person)
      try expectShape(
        try answer.json(),
        [
          "changes": .number, "statements": .number, "badSignatures": .number, "gaps": .number,
          "parked": .number, "unopened": .number, "reused": .list, "ok": .flag,
        ], optional: ["restored": .list])
      #expect(try office.done("sync", as: person).out == "[]\n")
      #expect(try office.done("status", as: person).out == "[]\n")
    }
    let invited = try office.done(
      "pair", "invite", "--own", "--address", "127.0.0.1:1", as: "operator")
    try expectShape(try invited.json(), ["invitation": .text, "expires": .moment])
    #expect(try office.done("pair", "list", as: "operator").out == "[]\n")
  }

  // Never 23
  @Test("A copy is whole, readable by its owner alone, and leaves out what the role may not read")
  func export() throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done(
      "worker", "add", "Driss", "--role", "secretariat", "--new-passphrase-file", "driss",
      as: "operator")
    _ = try office.admit("Driss")
    let options = ["note", "add", made.file, "--volet", "sante", "--as", "Claire", "--json"]
    try office.start(options, input: Data("Un secret.\n".utf8)).wait().expectSuccess()
    for format in ["text", "html", "json"] {
      let answer = try office.done(
        "export", made.file, "--format", format, "--out", "copy.\(format)", "--with-log", "--as",
        "Claire")
      try expectShape(
        try answer.json(),
        ["file": .text, "format": .text, "notes": .number, "withheld": .number])
      #expect(try answer.object()["notes"] as? Int == 2)
      #expect(try answer.object()["withheld"] as? Int == 0)
      let copy = try String(contentsOf: office.file("copy.\(format)"), encoding: .utf8)
      #expect(copy.contains("acte de naissance") && copy.contains("Un secret."))
      let mode = try FileManager.default.attributesOfItem(
        atPath: office.file("copy.\(format)").path)
      #expect(mode[.posixPermissions] as? Int == 0o600)
    }
    let other = try office.done(
      "export", made.file, "--format", "text", "--out", "other.txt", "--as", "Driss", as: "driss")
    let copy = try String(contentsOf: office.file("other.txt"), encoding: .utf8)
    #expect(!copy.contains("Un secret."))
    #expect(try other.object()["withheld"] as? Int ?? 0 > 0, "\(other)")
    let names = try FileManager.default.contentsOfDirectory(atPath: office.folder.path)
    #expect(names.filter { $0.hasPrefix("copy.") }.count == 3, "no draft is left behind")
  }
}
