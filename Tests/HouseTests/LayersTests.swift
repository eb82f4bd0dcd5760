import Foundation
import Testing

/// One row of the table in `Protocol/house.md`.
struct Floor: CustomStringConvertible {
  let number: Int?
  let target: String
  let own: [String]
  let others: [String]
  let toolchain: [String]

  var description: String { target }

  static func table() throws -> [Floor] {
    let header = ["floor", "target", "what it is", "own", "others", "toolchain"]
    let rows = try #require(
      Markdown.table(in: try Tree.text("Protocol/house.md"), header: header))
    return rows.map {
      Floor(
        number: Int($0[0]), target: $0[1], own: Markdown.names($0[3]),
        others: Markdown.names($0[4]), toolchain: Markdown.names($0[5]))
    }
  }
}

@Suite("The house keeps its floors")
struct LayersTests {
  @Test("Every folder of Sources has its row, and every row its folder")
  func folders() throws {
    let folders = Set(
      try Tree.files(under: "Sources").compactMap { $0.split(separator: "/").dropFirst().first })
    let rows = try Floor.table().map(\.target)
    #expect(folders.map(String.init).sorted() == rows.sorted())
  }

  @Test("A row names only targets of lower floors")
  func downward() throws {
    let floors = try Floor.table()
    for floor in floors {
      for name in floor.own {
        let below = try #require(floors.first { $0.target == name }, "\(floor): \(name)")
        guard let number = floor.number else { continue }
        #expect(below.number.map { $0 < number } == true, "\(floor) imports \(name)")
      }
    }
  }

  // Never 21
  @Test("Every import line is in its row")
  func imports() throws {
    for floor in try Floor.table() {
      let allowed = Set(floor.own + floor.others + floor.toolchain)
      for source in try SwiftSource.files(under: "Sources/" + floor.target) {
        for (module, line) in source.imports {
          #expect(allowed.contains(module), "\(source.path):\(line) imports \(module)")
        }
      }
    }
  }

  @Test("Package.swift gives each target what its row says")
  func manifest() throws {
    let manifest = try Manifest(text: try Tree.text("Package.swift"))
    for floor in try Floor.table() {
      let target = try #require(manifest.targets[floor.target], "\(floor) is not in Package.swift")
      #expect(target.sorted() == (floor.own + floor.others).sorted(), "\(floor)")
    }
  }

  @Test("Every folder of tests is a target, with what its files import")
  func testTargets() throws {
    let manifest = try Manifest(text: try Tree.text("Package.swift"))
    let own = Set(try Floor.table().map(\.target))
    let sources = try SwiftSource.files(under: "Tests")
    let folders = Set(
      sources.compactMap { $0.path.split(separator: "/").dropFirst().first.map(String.init) })
    for folder in folders.sorted() {
      let declared = try #require(manifest.targets[folder], "\(folder) is not in Package.swift")
      let imported = sources.filter { $0.path.hasPrefix("Tests/\(folder)/") }
        .flatMap { $0.imports.map(\.module) }
      for module in Set(imported).intersection(own).sorted() {
        #expect(declared.contains(module), "\(folder) imports \(module)")
      }
    }
  }

  @Test("The low floors name no clock, no chance, no disk, no network, no thread")
  func lowFloors() throws {
    let banned = [
      "async", "await", "actor", "Task", "Date(", "ContinuousClock", "SuspendingClock",
      "SystemRandomNumberGenerator", "FileManager", "FileHandle", "URLSession", "Process",
      "ProcessInfo", "DispatchQueue", "Thread",
    ]
    for floor in ["CRDT", "Envelope", "CaseFile", "Consent", "Replication"] {
      for source in try SwiftSource.own(under: "Sources/" + floor) {
        let path = source.path
        for word in banned {
          #expect(source.lines(naming: word) == [], "\(path) names \(word)")
        }
      }
    }
  }

  @Test("What is judged stands in no optional, which could carry it out of its transaction")
  func judgedStays() throws {
    var found = 0
    for source in try SwiftSource.own(under: "Sources") {
      for name in ["JudgedEnvelope", "JudgedBundle", "JudgedStatement"] {
        found += source.lines(naming: name).count
        #expect(source.lines(naming: name + "?") == [], "\(source.path)")
      }
      #expect(source.lines(naming: "Optional<Judged") == [], "\(source.path)")
    }
    #expect(found > 10)
  }

  @Test("Above the replica nobody counts the file of the service among the case files")
  func caseFiles() throws {
    let sources = try ["Notebook", "Words", "carnet", "Simulator"].flatMap {
      try SwiftSource.own(under: "Sources/" + $0)
    }
    #expect(sources.contains { !$0.lines(naming: "replica.caseFiles(").isEmpty })
    for source in sources {
      #expect(source.lines(naming: ".logs(of: .own") == [], "\(source.path)")
    }
  }

  @Test(
    "The matrix that the field proposes is named in one place: whoever asks gets that of the service"
  )
  func matrix() throws {
    for source in try SwiftSource.own(under: "Sources") {
      let lines = source.lines(naming: "AccessMatrix.standard")
      let wanted = source.path == "Sources/Notebook/AccessRules.swift" ? 1 : 0
      #expect(lines.count == wanted, "\(source.path)")
    }
  }

  // Never 25
  @Test("The replica names no key that opens what people wrote, and nobody who has one")
  func lockedFloor() throws {
    let banned = [
      "Keyring", "DeviceKeys", "WorkerKeys", "OperatorKeys", "KeySlot", "Passphrase", "Notebook",
      "WorkerSession", "openChange", "sealChange", "openRecord", "sealRecord", "openEpoch",
      "openRoot", "openBundle",
    ]
    let sources = try SwiftSource.own(under: "Sources/Replica")
    #expect(sources.count > 20)
    for source in sources {
      let path = source.path
      for word in banned {
        #expect(source.lines(naming: word) == [], "\(path) names \(word)")
      }
    }
  }

  @Test("What anybody at a node may do names no key of a worker, and who works is asked by no cast")
  func keysOfWorkers() throws {
    let banned = ["WorkerKeys", "workerKeys", "worker()", "DeviceKeys", "Keyring", "keyring"]
    var found = 0
    for source in try SwiftSource.own(under: "Sources/Notebook") {
      var isInside = false
      for (number, line) in source.code.enumerated() {
        if line.contains(#/^(public )?(class|extension) Notebook\b/#) {
          isInside = true
          found += 1
        }
        if line.hasPrefix("}") { isInside = false }
        guard isInside else { continue }
        for word in banned {
          #expect(!line.contains(word), "\(source.path):\(number + 1) names \(word)")
        }
      }
    }
    #expect(found > 10)
    for source in try SwiftSource.own(under: "Sources") {
      #expect(source.lines(naming: "as? WorkerSession") == [], "\(source.path)")
    }
  }

  @Test("Only carnet names the real clock and the system's chance")
  func compositionRoot() throws {
    let banned = ["SystemRandomNumberGenerator", "Date(", "Date.now", ".random(in: 0...255)"]
    for source in try SwiftSource.own(under: "Sources")
    where !source.path.hasPrefix("Sources/carnet/") {
      let path = source.path
      for word in banned {
        #expect(source.lines(naming: word) == [], "\(path) names \(word)")
      }
    }
  }

  @Test("The reader of Swift sees imports and blanks comments and strings")
  func reader() {
    let text = #"""
      public import struct CRDT.ChangeID
      @testable import Wire // import Foundation
      let text = "import GRDB // \" try!"  /* actor /* async */ */ ; let b = #"Task"#
      let long = """
        import Process
        """
      """#
    let source = SwiftSource(path: "a.swift", text: text)
    #expect(source.imports.map(\.module) == ["CRDT", "Wire"])
    for word in ["actor", "async", "Task", "try!", "Process", "Foundation"] {
      #expect(source.lines(naming: word) == [], "\(word)")
    }
    #expect(source.lines(naming: "b") == [3])
    #expect(source.code.count == source.lines.count)
  }
}
