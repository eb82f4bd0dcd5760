/// Bytes of any origin decompressed: refused, or within the limit; what is compressed comes back.
enum FuzzCompression {
  static func run(_ bytes: [UInt8]) {
    let limit = 300
    do throws(CodecError) {
      let content = try Compression.decompress(bytes, atMost: limit)
      require(content.count <= limit, "more than was asked for")
    } catch {
      // Refused, which is what is asked of most bytes.
    }
    // Compressing takes a thousand times as long as refusing.
    var generator = Generator(bytes)
    guard generator.next() % 256 == 0 else { return }
    do throws(CodecError) {
      let packed = Compression.compress(bytes)
      let back = try Compression.decompress(packed, atMost: bytes.count)
      require(back == bytes, "it came back otherwise")
    } catch {
      fatalError("what was compressed is refused: \(error)")
    }
  }

  static func seed(_ generator: inout Generator) -> [UInt8] {
    let size = Int.random(in: 0...400, using: &generator)
    let content = (0..<size).map { UInt8($0 & 15) ^ UInt8(generator.next() % 3) }
    return Compression.compress(content)
  }
}
