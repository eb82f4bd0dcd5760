/// What a register or an item of a list holds.
///
/// Texts are equal when their UTF-8 bytes are equal, not when they are canonically equivalent.
public enum Value: Hashable, Sendable {
  case text(String)
  case integer(Int64)
  case flag(Bool)
  case none

  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): ExactString(left) == ExactString(right)
    case (.integer(let left), .integer(let right)): left == right
    case (.flag(let left), .flag(let right)): left == right
    case (.none, .none): true
    case (.text, _), (.integer, _), (.flag, _), (.none, _): false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text):
      hasher.combine(1)
      hasher.combine(ExactString(text))
    case .integer(let integer):
      hasher.combine(2)
      hasher.combine(integer)
    case .flag(let flag):
      hasher.combine(3)
      hasher.combine(flag)
    case .none:
      hasher.combine(0)
    }
  }
}
