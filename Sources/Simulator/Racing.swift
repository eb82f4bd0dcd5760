import CaseFile
import Envelope
import Notebook

/// What one consent meets at two nodes that have not heard of each other, and what an older self forgot to destroy.
/// Protocol/consent.md, "Withdrawal"; Protocol/vault.md, "Older selves".
extension Town {
  /// One node lets a consent begin, and somebody takes of it back, or closes the case file, where that is not known.
  func actApart() throws {
    guard let (first, second) = drawNodes(), let file = chance.pick(try files(first)),
      let reader = chance.pick(sites.filter { $0.service != first.service })
    else { return }
    let isAgreed = try agree(
      first, file, with: reader.service, on: Town.volets, all: chance.percent(50),
      begins: .release, bothWays: false)
    let number = model.agreements.count - 1
    guard isAgreed, let given = model.given(number), !given.isInEffect else { return }
    try meet(first, second, isSound: true)
    guard second.heard.contains(number) else { return }
    let part = chance.percent(60) ? chance.pick(Town.volets).map { [$0] } : nil
    switch chance.draw(3) {
    case 0:
      // Nobody is at either machine any more: one hears of the end, and is asked for what was written.
      try release(first, file)
      if chance.percent(40) {
        try close(file, second)
      } else {
        try takeBack(second, number, given, part)
      }
      try write(first, in: file, part?.first ?? .droits)
      let both = chance.percent(50) ? [first, second] : [second, first]
      try meet(both[0], both[1], isSound: true, locked: both)
      try meet(reader, chance.percent(50) ? first : second, isSound: true, locked: both)
    case 1:
      try takeBack(second, number, given, part)
      try release(first, file)
      try write(first, in: file, part?.first ?? .droits)
      try meet(first, second, isSound: true)
      try meet(first, reader, isSound: true)
    case _:
      // Over there, in front of a worker: the other node has heard of that, and not that the consent had begun.
      try release(first, file)
      try meet(first, reader, isSound: true)
      let received = try reader.notebook.listReceived(at: clock(reader))
      if let shared = try received.first(where: { try caseFile(of: $0.share, reader) == file }) {
        try withdraw(shared, at: reader)
      }
      try meet(reader, second, isSound: true)
      try release(second, file)
      try write(second, in: file, .droits)
      try meet(second, reader, isSound: true)
    }
  }

  /// A copy is put away, a note that others read is erased with their knowledge, and the copy comes back.
  func putBackAfterErasure(_ site: Site) throws {
    let note = chance.pick(
      try ownNotes(site).filter {
        model.entitled[$0]?.isEmpty == false && !model.erased.contains($0)
      })
    guard let note else { return }
    try putAway(site)
    try erase(note, site)
    for other in sites where other !== site { try meet(site, other, isSound: true) }
    guard let copy = copies[site.label] else { return }
    try putBack(site, copy, inPlace: chance.percent(40))
  }
}
