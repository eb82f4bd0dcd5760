import Foundation
import Testing

@Suite("Who works here for a time, over the program")
struct TermCommandTests {
  @Test("A last day is asked for, told, and moved; after it nothing opens, and her notes stay")
  func life() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let add = ["worker", "add", "Driss", "--role", "stagiaire", "--new-passphrase-file", "driss"]
    let missing = try office.start(add + ["--json"], as: "operator").wait()
    #expect(missing.lastError == #"{"error":"termMissing","exit":64}"#, "\(missing)")
    let past = try office.start(add + ["--until", "hier", "--json"], as: "operator").wait()
    #expect(past.lastError == #"{"error":"termOutOfRange","exit":64}"#, "\(past)")
    let added = try office.start(add + ["--jusqu-au", "demain"], as: "operator").wait()
    #expect(added.code == 0 && added.out.contains("Dernier jour de Driss"), "\(added)")
    _ = try office.admit("Driss")
    _ = try office.done(
      "note", "add", file, "--volet", "projet", "--title", "Vu hier", "--as", "Driss", as: "driss",
      input: "Un mot.\n")
    #expect(try office.run("worker", "list", "--as", "Claire").out.contains(", jusqu’au "))
    let near = try office.run("status", "--as", "Claire")
    #expect(near.out.contains("Le stage de Driss se termine le"), "\(near)")

    // Three days later, which is no leap of the clock that somebody is asked about.
    let later = "faketime -f '+3d' carnet"
    let shut = try office.shell(
      "\(later) note list \(file) --clock-is-right --as Driss --json",
      environment: ["CARNET_PASSPHRASE_FILE": "driss"])
    #expect(shut.lastError == #"{"error":"termOver","exit":77}"#, "\(shut)")
    #expect(shut.out.isEmpty)
    let said = try office.shell(
      "\(later) case list --as Driss", environment: ["CARNET_PASSPHRASE_FILE": "driss"])
    #expect(said.err.contains("Driss, votre stage s’est terminé le"), "\(said)")
    let read = try office.shell("\(later) note list \(file) --as Claire")
    #expect(read.out.contains("Vu hier"), "\(read)")
    let told = try office.shell("\(later) status --as Claire")
    #expect(told.out.contains("Le stage de Driss s’est terminé le"), "\(told)")
    let extended = try office.shell(
      "\(later) worker extend driss --until demain",
      environment: ["CARNET_PASSPHRASE_FILE": "operator"])
    #expect(extended.code == 0, "\(extended)")
    let open = try office.shell(
      "\(later) note list \(file) --as Driss", environment: ["CARNET_PASSPHRASE_FILE": "driss"])
    #expect(open.code == 0 && open.out.contains("Vu hier"), "\(open)")
  }
}
