/// The numbers of registers, and of texts and lists, by key.
struct ObjectNames: Sendable {
  enum Family: Sendable { case register, text, list }

  private(set) var registers: [String] = []
  private(set) var sequences: [(key: String, isText: Bool)] = []
  /// By key, once there are more than a few.
  private var registerNumbers: [ExactString: Int] = [:]
  private var textNumbers: [ExactString: Int] = [:]
  private var listNumbers: [ExactString: Int] = [:]

  /// Up to this many objects are looked through faster than looked up.
  private static let few = 8

  func register(_ key: String) -> Int? {
    if registers.count > Self.few { return registerNumbers[ExactString(key)] }
    return registers.firstIndex { ExactString($0) == ExactString(key) }
  }

  func text(_ key: String) -> Int? { sequence(key, isText: true) }
  func list(_ key: String) -> Int? { sequence(key, isText: false) }

  private func sequence(_ key: String, isText: Bool) -> Int? {
    if sequences.count > Self.few { return (isText ? textNumbers : listNumbers)[ExactString(key)] }
    return sequences.firstIndex { $0.isText == isText && ExactString($0.key) == ExactString(key) }
  }

  /// The number of an object, made if there is none yet.
  mutating func number(of key: String, _ family: Family) -> Int {
    switch family {
    case .register: register(key) ?? addRegister(key)
    case .text: text(key) ?? addSequence(key, isText: true)
    case .list: list(key) ?? addSequence(key, isText: false)
    }
  }

  private mutating func addRegister(_ key: String) -> Int {
    registers.append(key)
    if registers.count > Self.few {
      for number in registerNumbers.count..<registers.count {
        registerNumbers[ExactString(registers[number])] = number
      }
    }
    return registers.count - 1
  }

  private mutating func addSequence(_ key: String, isText: Bool) -> Int {
    sequences.append((key, isText))
    if sequences.count > Self.few {
      for number in textNumbers.count + listNumbers.count..<sequences.count {
        let key = ExactString(sequences[number].key)
        if sequences[number].isText { textNumbers[key] = number } else { listNumbers[key] = number }
      }
    }
    return sequences.count - 1
  }

  // MARK: Taking back

  /// How many there are of both.
  var counts: (registers: Int, sequences: Int) { (registers.count, sequences.count) }

  /// Forgets the objects that were numbered since there were so many.
  mutating func forget(beyond counts: (registers: Int, sequences: Int)) {
    while registers.count > counts.registers {
      registerNumbers[ExactString(registers.removeLast())] = nil
    }
    while sequences.count > counts.sequences {
      let (key, isText) = sequences.removeLast()
      if isText { textNumbers[ExactString(key)] = nil } else { listNumbers[ExactString(key)] = nil }
    }
  }
}

extension Document {
  /// The number of a register, made if there is none yet.
  mutating func registerNumber(_ key: String) -> Int { number(of: key, .register) }
  mutating func textNumber(_ key: String) -> Int { number(of: key, .text) }
  mutating func listNumber(_ key: String) -> Int { number(of: key, .list) }

  private mutating func number(of key: String, _ family: ObjectNames.Family) -> Int {
    let number = names.number(of: key, family)
    makeNamedObjects()
    return number
  }

  /// Makes the objects that have numbers and are not there yet.
  mutating func makeNamedObjects() {
    while registers.count < names.registers.count { registers.append(Register()) }
    while sequences.count < names.sequences.count { sequences.append(SpanTree()) }
  }
}
