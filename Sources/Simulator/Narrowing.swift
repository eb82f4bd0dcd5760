import CaseFile
import Envelope
import Notebook

/// A consent both ways: the other side answers, and one volet of it ends in both directions.
extension Town {
  /// Somebody who receives both ways writes in a case file of the own service that is read beside it.
  func answer() throws {
    guard let site = try pickReceiver() else { return try agreeBothWays(sites[0]) }
    let received = try site.notebook.listReceived(at: clock(site)).filter(\.bothWays)
    guard let shared = chance.pick(received), let volet = chance.pick(shared.volets),
      sites.contains(where: { $0.serviceName == shared.from })
    else { return try agreeBothWays(site) }
    guard let file = shared.linkedTo else {
      guard let file = chance.pick(try files(site)) else { return }
      return try link(site, shared, to: file)
    }
    try write(site, in: file, volet)
  }

  private func agreeBothWays(_ site: Site) throws {
    guard let file = chance.pick(try files(site)),
      let recipient = chance.pick((0..<3).filter { $0 != site.service })
    else { return }
    try agree(
      site, file, with: recipient, on: Town.volets, all: chance.percent(50), begins: .now,
      bothWays: true)
  }

  /// One volet of a consent both ways that is answered ends: nothing of it leaves any more, and nothing of it comes back.
  func narrow() throws {
    let answered = model.agreements.indices.filter { number in
      guard let given = model.given(number), given.bothWays, given.isInEffect else { return false }
      return model.links.contains {
        $0.link.service == given.recipient && $0.link.beside == given.caseFile
      }
    }
    guard let number = chance.pick(Array(answered)), let given = model.given(number),
      let site = chance.pick(self.site(of: given.owner).filter { $0.heard.contains(number) })
    else { return }
    let left = model.standing(number, heard: site.heard)
    guard let volet = chance.pick(Town.volets.filter(left.contains)) else { return }
    try takeBack(site, number, given, [volet])
  }
}
