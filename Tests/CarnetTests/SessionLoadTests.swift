import Foundation
import Testing

@Suite("A session with much to do")
struct SessionLoadTests {
  private static let noPassphrase = "unset CARNET_PASSPHRASE_FILE;"

  /// A case file whose copy no single frame holds.
  private func stage() throws -> (session: OpenSession, notes: Int) {
    let session = try OpenSession(try Template.copy())
    let text = String(repeating: "Un mot après l’autre, une ligne.\n", count: 7_000)
    for number in 1...18 {
      let added = try session.run(
        "note", "add", session.file, "--volet", "droits", "--title", "N\(number)", "--json", "-",
        input: text)
      try #require(added.code == 0, "\(added)")
    }
    return (session, 19)
  }

  @Test("A copy that no frame holds is written to a file and to a stream, whole")
  func largeCopy() throws {
    let (session, _) = try stage()
    let office = session.office
    let made = try session.run("export", session.file, "--format", "json", "--out", "copie.json")
    #expect(made.code == 0, "\(made)")
    let streamed = try office.shell(
      "\(Self.noPassphrase) carnet export \(session.file) --format json --out - > flot.json")
    #expect(streamed.code == 0, "\(streamed)")
    for name in ["copie.json", "flot.json"] {
      let bytes = try Data(contentsOf: office.file(name))
      #expect(bytes.count > 4 << 20)
      #expect(try JSONSerialization.jsonObject(with: bytes) is [String: Any])
    }
  }

  @Test("An answer that nobody takes does not keep a session from being locked")
  func untaken() throws {
    let (session, _) = try stage()
    let locked = try session.office.shell(
      """
      \(Self.noPassphrase) mkfifo f && exec 9<> f
      carnet export \(session.file) --format json --out - > f 2> told &
      read -r -N 1 -u 9
      timeout 300 carnet session lock; echo "lock $?"
      cat <&9 > rest & taker=$!
      wait %1; echo "export $?"
      kill $taker
      """)
    #expect(locked.out.contains("lock 0"), "\(locked)")
    #expect(locked.out.contains("export 74"), "\(locked)")
    let told = try String(contentsOf: session.office.file("told"), encoding: .utf8)
    #expect(told.contains("La session s’est"), "\(told)")
  }

  @Test("More commands than are carried out at once wait their turn, and ask for no passphrase")
  func many() throws {
    let session = try OpenSession(try Template.copy())
    let agent = try session.watch().process
    let answer = try session.office.shell(
      """
      \(Self.noPassphrase)
      kill -STOP \(agent)
      for i in $(seq 40); do
        { echo "Texte $i" | carnet note add \(session.file) --volet droits --titre "N$i" --json - > /dev/null 2>> told
          echo "code $?" >> codes; } &
      done; kill -CONT \(agent); wait
      grep -c 'code 0' codes; cat told
      """)
    #expect(answer.out.hasPrefix("40\n"), "\(answer)")
    #expect(try session.notes().count == 41)
  }
}
