/// Markup whose texts are escaped when they come in: what people wrote never becomes an element.
struct HTML {
  private(set) var text = ""

  /// `<tag …>` around what `content` adds.
  mutating func element(
    _ tag: StaticString, _ attributes: [(StaticString, String)] = [],
    _ content: (inout HTML) -> Void
  ) {
    text += "<\(tag)"
    for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
    text += ">"
    content(&self)
    text += "</\(tag)>"
  }

  mutating func element(_ tag: StaticString, _ content: String) {
    element(tag) { $0.add(content) }
  }

  mutating func add(_ string: String) {
    text += Self.escaped(string)
  }

  /// Markup of our own.
  mutating func raw(_ markup: StaticString) {
    text += "\(markup)"
  }

  mutating func newline() {
    text += "\n"
  }

  static func escaped(_ string: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in Visible.block(string).unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case _: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// Markup whose texts were changed, each as people read it; one that is not changed stays as it was written.
  static func mapTexts(of markup: String, _ change: (String) -> String) -> String {
    var mapped = ""
    var rest = Substring(markup).unicodeScalars
    while !rest.isEmpty {
      let text = String(rest.prefix { $0 != "<" })
      let read = unescaped(text)
      let changed = change(read)
      mapped += changed == read ? text : escaped(changed)
      rest = rest.dropFirst(text.unicodeScalars.count)
      let tag = rest.firstIndex(of: ">").map { rest[...$0] } ?? rest
      mapped += String(tag)
      rest = rest.dropFirst(tag.count)
    }
    return mapped
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) {
        $0.split(separator: $1.0, omittingEmptySubsequences: false).joined(separator: $1.1)
      }
  }
}
