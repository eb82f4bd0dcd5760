public import Envelope

/// Strata of a volet: the runs of moments that they hold, and what took over from what.
/// Protocol/consent.md, 5.3 and 5.3.1.
extension OwnView {
  /// Strata of a volet, in the log's order; empty for an unknown one.
  public func strata(of tag: VoletTag) -> [StratumID] {
    var seen: Set<StratumID> = []
    return rules.strata[tag, default: []].map(\.content).filter {
      volet(of: $0) == tag && seen.insert($0).inserted
    }
  }

  /// The volet of a stratum; nil when the stratum is unknown.
  ///
  ///     view.volet(of: place.stratum) == place.volet
  public func volet(of stratum: StratumID) -> VoletTag? {
    rules.stratumOpenings[stratum]?.first?.content.volet
  }

  /// Where the run of a stratum begins, milliseconds since 1970; 0 for the run of all that came before the next one.
  public func from(of stratum: StratumID) -> Instant {
    rules.stratumOpenings[stratum]?.first?.content.from ?? Instant(milliseconds: 0)
  }

  /// When a stratum was opened, by the clock of who opened it.
  public func opened(_ stratum: StratumID) -> Instant? {
    rules.stratumOpenings[stratum]?.first.map { graph.claims[$0.index].at }
  }

  /// The run that a new note of a volet belongs to: of those that begin no later than the moment it is about, the strata of
  /// the latest beginning that no other one of the same beginning closes. Ascending; several, when nodes opened one apart.
  ///
  ///     let stratum = view.run(of: tag, at: happened).first
  ///
  /// - Parameter moment: nil for a note of the present, whatever the clock says.
  public func run(of tag: VoletTag, at moment: Instant? = nil) -> [StratumID] {
    let all = strata(of: tag)
    // What is about a moment before 1970 is in the first run too.
    let begun = moment.map { moment in
      all.filter { from(of: $0) <= max(moment, Instant(milliseconds: 0)) }
    }
    let candidates = begun ?? all
    guard let beginning = candidates.map(from).max() else { return [] }
    let same = candidates.filter { from(of: $0) == beginning }
    let open = same.filter { stratum in
      !rules.followers[stratum, default: []].contains { from(of: $0) == beginning }
    }
    return (open.isEmpty ? same : open).sorted()
  }

  /// The stratum that a new note of the present belongs to; nil for an unknown volet.
  public func openStratum(of tag: VoletTag) -> StratumID? { run(of: tag).first }

  /// Strata of a volet that nothing closes, in the log's order.
  public func openStrata(of tag: VoletTag) -> [StratumID] {
    strata(of: tag).filter { !rules.closed.contains($0) }
  }

  /// What whoever was given some strata of a volet is entitled to: them, whatever took over from them, and every run that
  /// begins no earlier than the earliest of them. In the log's order.
  public func heirs(of given: Set<StratumID>, in tag: VoletTag) -> [StratumID] {
    var reached = given
    var next = Array(given)
    while let stratum = next.popLast() {
      for follower in rules.followers[stratum, default: []]
      where reached.insert(follower).inserted { next.append(follower) }
    }
    let all = strata(of: tag)
    guard let earliest = all.filter(given.contains).map(from).min() else { return [] }
    return all.filter { reached.contains($0) || from(of: $0) >= earliest }
  }
}
