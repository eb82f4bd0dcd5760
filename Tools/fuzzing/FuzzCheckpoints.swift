/// The bytes of a checkpoint: refused, or readable without a trap, its history included.
enum FuzzCheckpoints {
  static func run(_ bytes: [UInt8]) {
    do throws(CodecError) {
      let checkpoint = try Checkpoint(decoding: bytes)
      for key in ["t", "u", "absent"] {
        // Bytes that are no letter on their own are shown as a replacement.
        let letters = checkpoint.text(key).unicodeScalars.count { $0 != "\u{FFFD}" }
        require(letters <= bytes.count, "more text than bytes")
        _ = checkpoint.items(key)
        _ = checkpoint.values(key)
      }
      _ = checkpoint.items("l")
      _ = checkpoint.values("r")
      let document = try checkpoint.document()
      Laws.checkInvariants(of: document, "of a checkpoint")
      _ = Checkpoint(document)
    } catch {
      // Refused, which is what is asked of most bytes.
    }
  }

  static func seed(_ generator: inout Generator) -> [UInt8] {
    let size = Int.random(in: 4...60, using: &generator)
    var towns = Towns(Program((0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }))
    towns.live(atMost: 6)
    return Checkpoint(Document(towns.changes))?.bytes ?? []
  }
}
