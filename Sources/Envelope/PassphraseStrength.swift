/// What a new passphrase is worth, as far as its own shape tells: nothing is compared with lists. Protocol/keys.md,
/// "Passphrases".
public enum PassphraseStrength: Hashable, Sendable, CaseIterable {
  /// A few words or signs that come again, or signs that follow one another.
  case repeated
  case short
  case fair
  /// So long that guessing is hopeless even when its words are known ones.
  case long
}

extension Passphrase {
  /// What it is worth. What is too weak to be taken at all, `isLongEnough` says.
  public var strength: PassphraseStrength {
    withBytes { bytes in
      let words = Self.words(of: bytes)
      let different = words.indices.count { index in
        !words[..<index].contains { $0.elementsEqual(words[index]) }
      }
      let follows = bytes.indices.dropFirst().count {
        abs(Int(bytes[$0]) - Int(bytes[$0 - 1])) <= 1
      }
      if words.count > 1 && different * 2 <= words.count || follows * 2 >= bytes.count {
        return .repeated
      }
      if signs < PassphraseLimits.shortSigns { return .short }
      return signs >= PassphraseLimits.longSigns && different >= PassphraseLimits.longWords
        ? .long : .fair
    }
  }

  /// What stands between spaces, and signs that are neither letter nor digit.
  private static func words(
    of bytes: UnsafeRawBufferPointer
  ) -> [Slice<UnsafeRawBufferPointer>] {
    bytes.split { byte in
      let isLetter = (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80
      return !isLetter && !(0x30...0x39).contains(byte)
    }
  }
}
