import Foundation
import Testing

@Suite("Papers that are handed to the person")
struct HandingCommandTests {
  @Test("What becomes of a copy is recorded; the release lists what lies here")
  func kept() throws {
    let made = try Template.copy()
    let office = made.office
    let copy = try office.run(
      "exporter", made.file, "--format", "text", "--sortie", "-", "--remise", "garde_ici")
    #expect(copy.code == 0, "\(copy)")
    let next = try office.run("export", made.file, "--format", "text", "--out", "-").out
    #expect(next.contains("gardé ici jusqu’à la sortie"), "\(next)")
    let released = try office.run("release", made.file)
    #expect(released.out.contains("Papiers gardés ici"), "\(released)")
  }

  @Test("A paper for the inside is told about before, and holds less")
  func inside() throws {
    let made = try Template.copy()
    let office = made.office
    let copy = try office.run(
      "export", made.file, "--format", "html", "--out", "-", "--a-linterieur", "--large-print")
    #expect(copy.code == 0 && copy.out.contains("détention"), "\(copy)")
    #expect(copy.err.contains("relisez-le avec la personne"), "\(copy)")
    let log = try office.run("log", made.file)
    #expect(log.out.contains("a fait une copie pour l’intérieur"), "\(log)")
    let line = log.out.split(separator: "\n").first { $0.contains("a fait une copie") }
    #expect(line?.contains("tous les volets") == false, "\(log)")
  }

  @Test("A paper that is kept here is not said to be handed over")
  func keptHere() throws {
    let made = try Template.copy()
    for (how, isKept) in [("garde_ici", true), ("avec_elle", false)] {
      let answer = try made.office.run(
        "export", made.file, "--format", "text", "--out", "\(how).txt", "--handing", how)
      #expect(
        answer.code == 0 && answer.out.contains("gardez le papier ici") == isKept, "\(answer)")
      #expect(answer.out.contains("Remettez-le") != isKept, "\(answer)")
    }
  }

  @Test("What excludes each other is refused, and nothing is written")
  func refused() throws {
    let made = try Template.copy()
    let office = made.office
    for words in [
      ["--format", "html", "--out", "c.html", "--handing", "lu_seulement"],
      ["--format", "html", "--out", "c.html", "--inside", "--with-log"],
      ["--format", "text", "--out", "c.html", "--large-print"],
    ] {
      let answer = try office.start(["export", made.file] + words).wait()
      #expect(answer.code == 64, "\(answer)")
    }
    let uncovered = try office.start([
      "export", made.file, "--format", "html", "--out", "c.html", "--inside", "--unsafe",
    ]).wait()
    #expect(uncovered.code == 64 && uncovered.err.contains("d’autres la liront"), "\(uncovered)")
    #expect(!FileManager.default.fileExists(atPath: office.file("c.html").path))
    let odd = try office.run(
      "export", made.file, "--format", "text", "--out", "-", "--handing", "perdu", "--json")
    #expect(odd.lastError.contains("unknownCode"), "\(odd)")
  }
}
