import CaseFile

/// A JSON value whose keys keep the order they are given in, so that equal values give equal bytes.
public enum JSONValue: Sendable {
  case null
  case flag(Bool)
  case integer(Int64)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// On one line, without a newline.
  public var text: String {
    var text = ""
    write(into: &text, indent: nil)
    return text
  }

  /// Indented by two spaces, with a newline at the end.
  public var indentedText: String {
    var text = ""
    write(into: &text, indent: 0)
    return text + "\n"
  }

  /// A key whose value is absent is left out.
  public static func present(_ pairs: [(String, JSONValue?)]) -> JSONValue {
    .object(pairs.compactMap { key, value in value.map { (key, $0) } })
  }

  /// The same with what is not to be used covered in every text.
  func covering(_ digits: HiddenDigits, with mark: String) -> JSONValue {
    switch self {
    case .null, .flag, .integer: self
    case .string(let text): .string(digits.covering(text, with: mark))
    case .array(let values): .array(values.map { $0.covering(digits, with: mark) })
    case .object(let pairs): .object(pairs.map { ($0.0, $0.1.covering(digits, with: mark)) })
    }
  }

  private func write(into text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .integer(let integer): text += String(integer)
    case .string(let string): Self.write(string, into: &text)
    case .array(let values):
      Self.write("[", values, "]", into: &text, indent: indent) { value, text, indent in
        value.write(into: &text, indent: indent)
      }
    case .object(let pairs):
      Self.write("{", pairs, "}", into: &text, indent: indent) { pair, text, indent in
        Self.write(pair.0, into: &text)
        text += indent == nil ? ":" : ": "
        pair.1.write(into: &text, indent: indent)
      }
    }
  }

  private static func write<Item>(
    _ opening: String, _ items: [Item], _ closing: String, into text: inout String, indent: Int?,
    item write: (Item, inout String, Int?) -> Void
  ) {
    text += opening
    let inner = indent.map { $0 + 1 }
    for (position, item) in items.enumerated() {
      if position > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: "  ", count: inner) }
      write(item, &text, inner)
    }
    if let indent, !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += closing
  }

  private static func write(_ string: String, into text: inout String) {
    var view = String.UnicodeScalarView()
    view.append("\"")
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": view.append(contentsOf: "\\\"".unicodeScalars)
      case "\\": view.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": view.append(contentsOf: "\\n".unicodeScalars)
      case "\r": view.append(contentsOf: "\\r".unicodeScalars)
      case "\t": view.append(contentsOf: "\\t".unicodeScalars)
      case _
      where Visible.isHarmful(scalar) || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        let padded = String(repeating: "0", count: 4 - digits.utf8.count) + digits
        view.append(contentsOf: "\\u\(padded)".unicodeScalars)
      case _: view.append(scalar)
      }
    }
    view.append("\"")
    // Through the view of scalars, the whole text would be copied for each string.
    text += String(view)
  }
}

extension JSONValue {
  /// A list of strings.
  public static func strings(_ strings: [String]) -> JSONValue {
    .array(strings.map { .string($0) })
  }

  /// A number of things.
  public static func count(_ count: Int) -> JSONValue { .integer(Int64(count)) }

  /// A field that holds one value: the value, the list of them while nobody chose, `null` when there is none.
  static func chosen(_ values: [JSONValue]) -> JSONValue {
    values.count < 2 ? values.first ?? .null : .array(values)
  }

  static func chosen(_ values: [String]) -> JSONValue { .chosen(values.map { .string($0) }) }
}
