import Foundation
import Testing

@Suite("An altered slot is damage, and a mistyped passphrase is none")
struct DamagedSlotTests {
  /// Turns one bit of the slot of that kind, at a byte counted from the end, or of its label.
  private func alter(_ office: Office, kind: Int, byte: Int, column: String = "bytes") throws {
    let told = try office.shell(
      """
      python3 - <<'P'
      import sqlite3
      base = sqlite3.connect("a/ledger.db")
      for number, slot, label in base.execute("select number, bytes, label from slot").fetchall():
          # The clear part begins with its own tag and length, then says version and kind.
          if slot[5] != \(kind): continue
          kept = bytearray(slot if "\(column)" == "bytes" else label)
          kept[\(byte)] ^= 1
          base.execute("update slot set \(column) = ? where number = ?", (bytes(kept), number))
      assert base.total_changes == 1
      base.commit()
      P
      """)
    #expect(told.code == 0, "\(told)")
  }

  /// Boot, operator, worker, recovery: as the slot says its kind.
  private let boot = 1
  private let chief = 2
  private let worker = 3
  private let recovery = 4

  private func office() throws -> Office {
    let office = try Template.copy().office
    let sheet = try office.done("worker", "recovery")
    let code = sheet.err.split(separator: "\n").filter { $0.hasPrefix("    ") }.joined()
    try Data(code.utf8).write(to: office.file("sheet"))
    try Data("another long passphrase".utf8).write(to: office.file("mistyped"))
    return office
  }

  private func expect(
    _ office: Office, _ error: String, _ code: Int, as person: String?, _ words: String...
  ) throws {
    let told = try office.start(words + ["--json"], as: person).wait()
    #expect(
      told.lastError == #"{"error":"\#(error)","exit":\#(code)}"#, "\(words) \(person ?? "")\(told)"
    )
  }

  /// Bytes of the check, of the sealed keys, of the clear part.
  private static let places = [-1, -17, -30, -90, 0, 3, 20]

  @Test("Claire’s slot is damaged: she is told so, and her sheet opens", arguments: places)
  func workers(byte: Int) throws {
    let office = try office()
    try expect(office, "wrongPassphrase", 77, as: "mistyped", "case", "list")
    try expect(office, "wrongPassphrase", 77, as: "mistyped", "verify")
    try alter(office, kind: worker, byte: byte)
    for words in [["case", "list"], ["case", "list", "--as", "Claire"]] {
      let told = try office.start(words + ["--json"]).wait()
      #expect(told.lastError == #"{"error":"workerKeyDamaged","exit":65}"#, "\(told)")
    }
    try expect(office, "workerKeyDamaged", 65, as: "claire", "verify")
    try expect(office, "workerKeyDamaged", 65, as: "claire", "worker", "list")
    let told = try office.run("case", "list")
    #expect(told.err.contains("abîmé sur cet appareil"), "\(told)")
    #expect(!told.err.contains("majuscule"), "\(told)")
    #expect(try office.run("case", "list", as: "sheet").out.contains("Samira"))
    // The operator goes on, and mistypes as before.
    #expect(try office.run("worker", "list", as: "operator").code == 0)
    try expect(office, "workerNeeded", 77, as: "operator", "case", "list")
    try expect(office, "wrongPassphrase", 77, as: "mistyped", "pair", "invite")
    try expect(office, "damaged", 65, as: "operator", "verify")
    try expect(office, "damaged", 65, as: "sheet", "verify")
  }

  @Test("The operator’s slot is damaged: the notes open", arguments: places)
  func operators(byte: Int) throws {
    let office = try office()
    try alter(office, kind: chief, byte: byte)
    try expect(office, "operatorKeyDamaged", 65, as: "operator", "worker", "list")
    try expect(office, "operatorKeyDamaged", 65, as: "operator", "verify")
    try expect(office, "operatorKeyDamaged", 65, as: "operator", "pair", "invite")
    #expect(try office.run("case", "list").out.contains("Samira"))
    #expect(try office.run("case", "list", as: "sheet").out.contains("Samira"))
    try expect(office, "wrongPassphrase", 77, as: "mistyped", "case", "list")
    for person in ["claire", "sheet"] { try expect(office, "damaged", 65, as: person, "verify") }
  }

  @Test("The sheet’s slot is damaged: the passphrase opens, and makes another sheet")
  func sheets() throws {
    let office = try office()
    try alter(office, kind: recovery, byte: -40)
    try expect(office, "sheetDamaged", 65, as: "sheet", "case", "list")
    try expect(office, "sheetDamaged", 65, as: "sheet", "verify")
    try expect(office, "wrongPassphrase", 77, as: "mistyped", "case", "list")
    try expect(office, "damaged", 65, as: "claire", "verify")
    _ = try office.done("worker", "recovery")
    #expect(try office.run("verify").code == 0)
    try expect(office, "recoveryVoid", 77, as: "sheet", "case", "list")
  }

  @Test("The key file’s slot is damaged: a passphrase opens")
  func boots() throws {
    let office = try office()
    try alter(office, kind: boot, byte: -40)
    try expect(office, "keyFileDamaged", 65, as: nil, "status")
    #expect(try office.run("status", "--passphrase-file", "operator", as: nil).code == 0)
    #expect(try office.run("case", "list").code == 0)
    try expect(office, "damaged", 65, as: "claire", "verify")
  }

  @Test("A slot under an altered label opens, and verify finds it")
  func mislaid() throws {
    let office = try office()
    try alter(office, kind: worker, byte: 4, column: "label")
    #expect(try office.run("case", "list", "--as", "Claire").code == 0)
    try expect(office, "damaged", 65, as: "claire", "verify")
  }
}
