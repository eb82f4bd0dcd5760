// swift-tools-version: 6.1
import PackageDescription

/// Settings of every target: imports are stated where they are used, existentials are visible.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let sqlite: [Target.Dependency] = [
  .product(name: "GRDB", package: "GRDB.swift"),
  .product(name: "GRDBSQLite", package: "GRDB.swift"),
]
let protobuf: [Target.Dependency] = [.product(name: "SwiftProtobuf", package: "swift-protobuf")]
let log: [Target.Dependency] = [.product(name: "Logging", package: "swift-log")]
let commandLine: [Target.Dependency] = [
  .product(name: "ArgumentParser", package: "swift-argument-parser")
]
let children: [Target.Dependency] = [
  .product(name: "Subprocess", package: "swift-subprocess"),
  .product(name: "SystemPackage", package: "swift-system"),
]
let network: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOTLS", package: "swift-nio"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
]

// The house: each floor depends on the floors below it and on nothing else.
// The layers test reads the import lines against Protocol/house.md.
let package = Package(
  name: "carnet",
  products: [.executable(name: "carnet", targets: ["carnet"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "CRDT", dependencies: ["CZstd"], exclude: ["INTERNALS.md", "README.md"],
      swiftSettings: strict),
    .target(name: "Wire", dependencies: protobuf),
    .target(
      name: "Envelope", dependencies: ["CRDT", "Wire", "CSodium"] + protobuf,
      swiftSettings: strict),
    .target(name: "CaseFile", dependencies: ["CRDT"], swiftSettings: strict),
    .target(name: "Consent", dependencies: ["CRDT", "Wire", "Envelope"], swiftSettings: strict),
    .target(
      name: "Replication", dependencies: ["CRDT", "Wire", "Envelope"] + protobuf,
      swiftSettings: strict),
    .target(
      name: "Store", dependencies: ["CRDT", "Wire", "Envelope", "CaseFile", "Consent"] + sqlite,
      exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "Replica",
      dependencies: ["CRDT", "Wire", "Envelope", "CaseFile", "Consent", "Replication", "Store"]
        + protobuf,
      swiftSettings: strict),
    .target(
      name: "Notebook",
      dependencies: [
        "CRDT", "Wire", "Envelope", "CaseFile", "Consent", "Replication", "Store", "Replica",
      ] + protobuf,
      swiftSettings: strict),
    .target(
      name: "Transport",
      dependencies: ["Envelope", "Replication", "Store", "Replica"] + network + log,
      swiftSettings: strict),
    .target(
      name: "Words",
      dependencies: ["Envelope", "CaseFile", "Replication", "Store", "Replica", "Notebook"],
      swiftSettings: strict),
    .executableTarget(
      name: "carnet",
      dependencies: [
        "Envelope", "CaseFile", "Replication", "Store", "Replica", "Notebook", "Transport", "Words",
      ]
        + log + commandLine,
      swiftSettings: strict),
    .target(
      name: "Simulator",
      dependencies: [
        "CRDT", "Envelope", "CaseFile", "Consent", "Replication", "Store", "Replica", "Notebook",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "carnet-benchmark",
      dependencies: ["Envelope", "CaseFile", "Consent", "Replica", "Notebook"],
      path: "Tools/Benchmark", swiftSettings: strict),
    .executableTarget(
      name: "carnet-merge-benchmark", dependencies: ["CRDT", "Envelope"],
      path: "Tools/MergeBenchmark", exclude: ["instructions.txt"], swiftSettings: strict),
    .target(
      name: "ChildProcesses", dependencies: children, path: "Tests/ChildProcesses",
      swiftSettings: strict),
    .target(
      name: "SampleKinds", dependencies: ["CaseFile"], path: "Tests/SampleKinds",
      swiftSettings: strict),
    // Before libsodium's in the one bundle that all tests are: each passphrase is stretched once.
    .target(name: "StretchedKeys", path: "Tests/StretchedKeys"),
    .testTarget(name: "CRDTTests", dependencies: ["CRDT"], swiftSettings: strict),
    .testTarget(
      name: "CaseFileTests", dependencies: ["CRDT", "CaseFile", "SampleKinds"],
      swiftSettings: strict),
    .testTarget(
      name: "EnvelopeTests", dependencies: ["CRDT", "Wire", "Envelope", "CSodium"] + protobuf,
      swiftSettings: strict),
    .testTarget(
      name: "ConsentTests", dependencies: ["CRDT", "Wire", "Envelope", "Consent"],
      swiftSettings: strict),
    .testTarget(
      name: "ReplicationTests",
      dependencies: ["CRDT", "Wire", "Envelope", "Replication"] + protobuf,
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: ["CRDT", "Wire", "Envelope", "CaseFile", "Consent", "Store"] + sqlite,
      swiftSettings: strict),
    .testTarget(
      name: "TransportTests",
      dependencies: [
        "Envelope", "CaseFile", "Replication", "Store", "Replica", "Notebook", "Transport",
        "ChildProcesses",
      ] + network + log,
      swiftSettings: strict),
    .testTarget(
      name: "WordsTests",
      dependencies: [
        "Envelope", "CaseFile", "Replication", "Store", "Replica", "Notebook", "Words",
        "SampleKinds",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "NotebookTests",
      dependencies: [
        "CRDT", "Wire", "Envelope", "CaseFile", "Consent", "Replication", "Store", "Replica",
        "Notebook", "Words", "carnet", "SampleKinds", "StretchedKeys",
      ] + sqlite + protobuf,
      swiftSettings: strict),
    .testTarget(
      name: "SimulatorTests", dependencies: ["Simulator"], swiftSettings: strict),
    .testTarget(
      name: "CarnetTests",
      dependencies: ["CaseFile", "Words", "carnet", "ChildProcesses", "SampleKinds"],
      swiftSettings: strict),
    .testTarget(
      name: "HouseTests", dependencies: ["CaseFile", "ChildProcesses"], swiftSettings: strict),
  ]
)
