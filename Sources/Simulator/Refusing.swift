import CaseFile
import Envelope
import Notebook

/// She refuses something further of a service to which she had agreed. What becomes of that is asked, and done as it is
/// told. Protocol/decisions/0025.
extension Town {
  func refuse(_ site: Site) throws {
    let known = model.agreements.indices.filter { number in
      site.heard.contains(number) && model.given(number)?.owner == site.service
    }
    guard let number = chance.pick(Array(known)), let given = model.given(number) else { return }
    let choice: BesideRefusal? =
      switch chance.draw(5) {
      case 0, 1: .withdraw
      case 2, 3: .keep
      case _: nil
      }
    let name = self.site(of: given.recipient)[0].serviceName
    let stated = try statedWithdrawals(site)
    var live: [ConsentID] = []
    let done = try attempt(site, "refuses \(name), beside that: \(choice.map { "\($0)" } ?? "-")") {
      live = try $0.consentsBesideRefusal(
        of: given.caseFile.description, to: name, at: $1
      ).map(\.consent)
      return try $0.refuseConsent(
        for: given.caseFile.description, to: name, beside: choice, at: $1)
    }
    guard let done else { return }
    let left = try site.notebook.consentsBesideRefusal(
      of: given.caseFile.description, to: name, at: clock(site)
    ).map(\.consent)
    switch choice {
    case nil:
      if !live.isEmpty { accuse("\(site.label) took a refusal beside \(live) and asked nothing") }
    case .keep:
      if left != live || done.kept.map(\.consent) != live {
        accuse("\(site.label) was to keep \(live) beside a refusal, and kept \(left)")
      }
    case .withdraw:
      if !left.isEmpty { accuse("\(site.label) was to end all by a refusal, and kept \(left)") }
      let new = try statedWithdrawals(site).subtracting(stated)
      for number in model.agreements.indices {
        guard let ended = model.given(number),
          done.withdrawn.contains(where: { $0.consent == ended.consent })
        else { continue }
        tookBack(number, ended.volets, stated: new, site)
      }
    }
  }
}
