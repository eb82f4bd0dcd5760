import Testing

@Suite("A day to come, of what happened, is told; of a death it is refused")
struct DaysToComeTests {
  // Never 12
  @Test(
    "Whichever kind of record it is, added or edited",
    arguments: [
      ["request", "written"], ["request", "received"], ["request", "answered"],
      ["right", "state-since"],
    ])
  func kinds(_ words: [String]) throws {
    let made = try Template.copy()
    let (kind, option) = (words[0], "--" + words[1])
    let prose = kind == "request" ? ["-"] : ["--right", "carte_identite"]
    let added = try made.office.start(
      [kind, "add", made.file, option, "demain", "--json"] + prose, input: .init("Un mot.\n".utf8)
    ).wait()
    #expect(added.code == 0 && added.err.contains("un jour à venir"), "\(added)")
    #expect(
      added.err.contains("« carnet \(kind == "request" ? "demande" : "droit") modifier »"),
      "\(added)")
    let id = try added.text("record")
    for (day, isTold) in [("hier", false), ("demain", true)] {
      let edited = try made.office.run(kind, "edit", id, option, day)
      #expect(edited.code == 0, "\(edited)")
      #expect(edited.err.contains("un jour à venir") == isTold, "\(edited)")
    }
  }

  @Test("Nobody has died tomorrow: by neither door is it written, and nothing ends")
  func death() throws {
    let made = try Template.copy()
    for words in [
      ["person", "edit", made.file, "--deceased", "demain"],
      ["suivi", "deces", made.file, "--le", "demain"],
    ] {
      let answer = try made.office.start(words + ["--json"]).wait()
      #expect(answer.lastError == #"{"error":"deathToCome","exit":64}"#, "\(answer)")
    }
    let page = try made.office.done("case", "show", made.file).object()
    #expect(page["status"] as? String == "open" && page["deceased"] == nil, "\(page)")
    let today = try made.office.run("case", "death", made.file, "--on", "aujourd’hui")
    #expect(today.code == 0 && !today.err.contains("un jour à venir"), "\(today)")
  }

  @Test("Of no date that is meant to come")
  func others() throws {
    let made = try Template.copy()
    let contact = try made.office.run(
      "person", "edit", made.file, "--no-contact-before", "demain")
    #expect(contact.code == 0 && !contact.err.contains("un jour à venir"), "\(contact)")
    let right = try made.office.run(
      "right", "add", made.file, "--right", "carte_identite", "--valid-until", "demain",
      "--renew-from", "demain")
    #expect(right.code == 0 && !right.err.contains("un jour à venir"), "\(right)")
  }
}

@Suite("A day without its year is taken whole, and told")
struct DaysWithoutYearTests {
  @Test("Of an appointment the next one, of what happened the last one; the answer says which")
  func told() throws {
    let made = try Template.copy()
    for (words, field) in [
      (["appointment", "add", made.file, "--when", "4/12 14:30"], "when"),
      (["request", "add", made.file, "--received", "4/12", "--words", "Un mot."], "received"),
    ] {
      let added = try made.office.start(words + ["--json"]).wait()
      #expect(added.code == 0 && added.err.contains("« 4/12"), "\(added)")
      let shown = try made.office.done(words[0], "show", try added.text("record")).object()
      let fields = try #require(shown["fields"] as? [String: Any])
      let written = try #require(fields[field] as? String)
      #expect(written.dropFirst(4).hasPrefix("-12-04"), "\(written)")
      #expect(
        added.err.contains("4 décembre \(written.prefix(4))")
          || added.err.contains("4/12/\(written.prefix(4))"), "\(added)")
    }
  }

  @Test("A birth needs its year, and so does a release: nothing is saved")
  func refused() throws {
    let made = try Template.copy()
    for words in [
      ["person", "edit", made.file, "--born", "4/12"],
      ["case", "open", "--name", "Awa", "--born", "4/12"],
      ["release", made.file, "--on", "4/12"],
    ] {
      let answer = try made.office.start(words + ["--json"]).wait()
      #expect(answer.lastError == #"{"error":"yearMissing","exit":64}"#, "\(words): \(answer)")
    }
  }
}
