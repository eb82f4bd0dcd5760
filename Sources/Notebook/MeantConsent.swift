import CaseFile

/// A consent that somebody may mean who says the name of the person.
struct MeantConsent {
  /// What can be taken back of it.
  enum Left: CaseIterable {
    case open
    /// A later consent took its place, whole: that one is meant.
    case replaced
    /// It ran out: what was sent lies over there, and is not shown.
    case ranOut
    case nothing
  }
  let place: ConsentPlace
  let named: NamedConsent
  /// Its volets, with those that were taken back of it.
  let agreed: Set<Volet>
  let left: Left
  /// It ended because somebody took it back, and not only by a closing.
  let wasTakenBack: Bool

  /// Those of `all` that are meant; several when nothing tells which. Of what can still be taken back, those that hold all
  /// the volets that were named, or else some; where none holds any, the last that ever did, which tells what became of
  /// it.
  static func meant(_ all: [MeantConsent], volets: [Volet]?) -> [MeantConsent] {
    let wanted = Set(volets ?? [])
    for left in [Left.open, .replaced, .ranOut] {
      let standing = all.filter { $0.left == left }
      for isHeld in [wanted.isSubset(of:), { !wanted.isDisjoint(with: $0) }] {
        let found = standing.filter { isHeld(Set($0.named.volets)) }
        if !found.isEmpty { return found }
      }
    }
    let held = all.filter { $0.agreed.isSuperset(of: wanted) }
    let last = held.last { $0.left == .open } ?? held.last(where: \.wasTakenBack) ?? held.last
    if let last { return [last] }
    return Array((all.filter { $0.left == .open } + all).prefix(1))
  }

  init(
    place: ConsentPlace, named: NamedConsent, agreed: Set<Volet>, left: Left, wasTakenBack: Bool
  ) {
    (self.place, self.named, self.agreed) = (place, named, agreed)
    (self.left, self.wasTakenBack) = (left, wasTakenBack)
  }

  init(_ consent: ConsentSummary, left: Left) {
    self.init(
      place: .own(consent.caseFile, consent.consent), named: NamedConsent(consent),
      agreed: consent.agreed, left: left,
      wasTakenBack: consent.status == .withdrawn)
  }
}
