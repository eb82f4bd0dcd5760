/// The numbers that a state gives to everybody: the national number of Belgium and the NIR of France. No field keeps one.
/// Protocol/records.md, "Numbers of a state".
enum NationalNumber {
  /// Whether a text holds what reads as one, by its length, its parts and its check digits, however it is cut. What hangs on a
  /// letter or a plus is part of another number: an account, a telephone.
  static func stands(in text: String) -> Bool { holds(text, isNumber) }

  /// The same but for the check digits: one of them may have been mistyped.
  static func mayStand(in text: String) -> Bool {
    holds(text) { run in
      switch run.count {
      case 11: hasPartsOfBelgian(run)
      case 13, 15: hasPartsOfFrench(run)
      case _: false
      }
    }
  }

  private static func holds(_ text: String, _ isNumber: ([UInt8]) -> Bool) -> Bool {
    var run: [UInt8] = []
    // Whether digits follow a letter or a plus directly.
    var hangs = false
    var isDirect = false
    for scalar in text.unicodeScalars {
      let byte = scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : 0
      if isDigit(byte) {
        if !hangs { run.append(byte) }
        isDirect = true
      } else if separators.contains(scalar) {
        (hangs, isDirect) = (false, false)
      } else if isDirect, run.count == 6, run.last == UInt8(ascii: "2"),
        "ABab".unicodeScalars.contains(scalar)
      {
        run.append(byte & 0xDF)
      } else {
        if !isDirect, isNumber(run) { return true }
        let isOther = scalar.properties.isAlphabetic || scalar == "+"
        if isDirect, !isOther, isNumber(run) { return true }
        (run, hangs, isDirect) = ([], isOther, false)
      }
    }
    return isNumber(run)
  }

  private static let separators = Set(" \u{A0}\u{202F}.-/‑–".unicodeScalars)

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isNumber(_ run: [UInt8]) -> Bool {
    switch run.count {
    case 11: isBelgian(run)
    case 13, 15: isFrench(run)
    case _: false
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy(isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }

  /// A birth (twenty or forty is added to the month of who is in no register), an order, and what is left of them by 97; the
  /// century counts from 2000 on.
  private static func isBelgian(_ run: [UInt8]) -> Bool {
    guard hasPartsOfBelgian(run), let base = number(run[..<9]), let check = number(run[9...])
    else { return false }
    return [base, base + 2_000_000_000].contains { 97 - $0 % 97 == check }
  }

  private static func hasPartsOfBelgian(_ run: [UInt8]) -> Bool {
    guard let month = number(run[2..<4]), let day = number(run[4..<6]), number(run[6...]) != nil
    else { return false }
    return [0...12, 20...32, 40...52].contains { $0.contains(month) } && day <= 31
  }

  /// As one without a key: thirteen digits are as many as an account or a parcel has.
  private static func hasPartsOfFrench(_ run: [UInt8]) -> Bool { isFrench(Array(run[..<13])) }

  /// A sex, a birth, where, an order; with a key, what is left of them by 97.
  private static func isFrench(_ run: [UInt8]) -> Bool {
    let isOfCorsica = run[5] == UInt8(ascii: "2") && !isDigit(run[6])
    guard let sex = number(run[..<1]), let month = number(run[3..<5]),
      let commune = number(run[7..<10]), let order = number(run[10..<13]), commune > 0, order > 0,
      isOfCorsica || number(run[5..<7]).map({ $0 > 0 }) == true
    else { return false }
    guard run.count == 15 else { return (1...2).contains(sex) && (1...12).contains(month) }
    // Of the two departments of Corsica the letter counts as 19 and 18.
    let department =
      isOfCorsica ? Array(run[6] == UInt8(ascii: "A") ? "19".utf8 : "18".utf8) : Array(run[5..<7])
    guard let whole = number((run[..<5] + department + run[7..<13])[...]),
      let key = number(run[13...])
    else { return false }
    return [1, 2, 3, 4, 7, 8].contains(sex) && 97 - whole % 97 == key
  }
}
