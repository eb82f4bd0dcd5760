import CRDT

/// What the changes of a bundle say, column by column: the part of the sealed content that is compressed, and the
/// tables of ids that are not. Protocol/bundle.md, "Plain part".
///
/// Indexes into a table come in the order of first use, so that equal changes give equal columns.
struct BundleColumns {
  var documents = FirstUse<DocumentID>()
  var strata = FirstUse<StratumID>()
  /// Ids that stand in sets of service-log heads.
  var heads = FirstUse<StatementID>()
  /// Parents that are not in the bundle before their child.
  var outside = FirstUse<ChangeID>()
  var authors = FirstUse<[UInt8]>()
  var roles = FirstUse<[UInt8]>()
  var headSets = FirstUse<[UInt64]>()

  private var columns = [[UInt64]](repeating: [], count: BundleColumn.allCases.count)
  private var operations: [UInt8] = []

  /// `epochs` are those of the header; `rowEpochs` says under which of them the note secret of a document is sealed.
  init(
    _ changes: [BundledChange], epochs: [EpochID], rowEpochs: [DocumentID: EpochID]
  ) throws(EnvelopeError) {
    let epochIndex = Dictionary(
      uniqueKeysWithValues: zip(epochs, 0..<UInt64(epochs.count)))
    var places: [ChangeID: Int] = [:]
    var sequences: [DocumentID: UInt64] = [:]
    var (document, clock): (Int64, Int64) = (-1, 0)
    for (place, change) in changes.enumerated() {
      let (header, content) = (change.header, change.content)
      guard let epoch = epochIndex[header.epoch],
        let rowEpoch = rowEpochs[header.document].flatMap({ epochIndex[$0] })
      else { throw .missingEpoch(header.epoch) }
      let next = Int64(documents.index(of: header.document))
      self[.document].append(Varint.zigzag(next &- document))
      if sequences[header.document] == nil { self[.rowEpoch].append(rowEpoch) }
      document = next
      self[.stratum].append(strata.index(of: header.stratum))
      self[.epoch].append(epoch)
      let set = header.controlHeads.map { heads.index(of: $0) }
      self[.heads].append(headSets.index(of: set))
      self[.author].append(authors.index(of: Array(content.author.utf8)))
      self[.role].append(roles.index(of: Array(content.role.utf8)))
      let expected = (sequences[header.document] ?? 0) &+ 1
      self[.sequence].append(Varint.zigzag(Int64(bitPattern: header.sequence &- expected)))
      sequences[header.document] = header.sequence
      self[.parentCount].append(UInt64(header.parents.count))
      for parent in header.parents {
        if let earlier = places[parent] {
          self[.parent].append(UInt64(place - earlier) << 1)
        } else {
          self[.parent].append(outside.index(of: parent) << 1 | 1)
        }
      }
      let milliseconds = Int64(content.clock.raw >> 16)
      self[.milliseconds].append(Varint.zigzag(milliseconds - clock))
      clock = milliseconds
      self[.counter].append(content.clock.raw & 0xFFFF)
      self[.zone].append(Varint.zigzag(Int64(content.zone)))
      self[.operations].append(UInt64(content.operations.count))
      operations += content.operations
      guard places.updateValue(place, forKey: change.id) == nil else { throw .unsorted(.bundle) }
    }
  }

  subscript(column: BundleColumn) -> [UInt64] {
    get { columns[column.rawValue] }
    _modify { yield &columns[column.rawValue] }
  }

  /// The frame: the smaller of the two ways, with and without codes for words.
  var frame: [UInt8] {
    let plain = Compression.compress(content(BundleWords([])))
    let coded = Compression.compress(content(BundleWords(of: operations)))
    return coded.count < plain.count ? coded : plain
  }

  /// Bytes of what a reader decompresses and decodes, at most.
  var contentLength: Int { content(BundleWords([])).count }

  /// What goes to the compressor: tables of words, texts and sets, the columns, the operations.
  private func content(_ words: BundleWords) -> [UInt8] {
    var bytes: [UInt8] = []
    for table in [words.words, authors.elements, roles.elements] {
      Varint.append(UInt64(table.count), to: &bytes)
      for text in table {
        Varint.append(UInt64(text.count), to: &bytes)
        bytes += text
      }
    }
    Varint.append(UInt64(headSets.elements.count), to: &bytes)
    for set in headSets.elements {
      Varint.append(UInt64(set.count), to: &bytes)
      for index in set { Varint.append(index, to: &bytes) }
    }
    for column in BundleColumn.allCases {
      for value in self[column] { Varint.append(value, to: &bytes) }
    }
    return bytes + (words.words.isEmpty ? operations : words.encode(operations))
  }
}

/// The columns, in the order in which they stand.
enum BundleColumn: Int, CaseIterable {
  /// One value a document: the epoch of the row of its note secret.
  case rowEpoch
  /// One value a change, the parents excepted.
  case document, stratum, epoch, heads, author, role, sequence, parentCount
  case parent
  case milliseconds, counter, zone, operations
}

/// A table whose entries stand in the order in which they were first asked for.
struct FirstUse<Element: Hashable> {
  private(set) var elements: [Element] = []
  private var indexes: [Element: Int] = [:]

  mutating func index(of element: Element) -> UInt64 {
    if let index = indexes[element] { return UInt64(index) }
    indexes[element] = elements.count
    elements.append(element)
    return UInt64(elements.count - 1)
  }
}
