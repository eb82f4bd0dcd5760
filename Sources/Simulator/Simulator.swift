/// What people of a town do beside their work.
public enum Habit: String, Sendable, CaseIterable {
  /// Somebody erases a note where another story has one deleted.
  case erasing
  /// People change their minds: they refuse, narrow, answer, withdraw where they happen to be.
  case wavering
  /// Two nodes act on one consent at a time, and a machine is put back after an erasure.
  case racing
}

/// A town of notebooks whose time, chance, roads and disks come from one seed.
public enum Simulator {
  /// Runs `steps` random steps from `seed`, lets everything settle, and checks every law.
  ///
  /// - `folder`: an empty folder of the caller's, for the homes; the caller removes it.
  /// - Throws: what no fault that was asked for explains.
  public static func run(
    seed: UInt64, steps: Int, habits: Set<Habit> = [], in folder: String
  ) throws -> Report {
    let town = try Town(seed: seed, steps: steps, habits: habits, in: folder)
    for site in town.sites { try town.openCase(site) }
    for _ in 0..<steps {
      town.pass(Int64(1 + town.chance.draw(7_200_000)))
      if habits.contains(.wavering), town.chance.percent(45) { try waver(town) }
      if habits.contains(.racing), town.chance.percent(15) { try race(town) }
      try step(town, erases: habits.contains(.erasing))
    }
    try town.settle()
    try town.checkEnd()
    return town.report
  }

  private static func waver(_ town: Town) throws {
    let site = town.sites[town.chance.draw(town.sites.count)]
    switch town.chance.draw(195) {
    case 0..<20: try town.refuse(site)
    case 20..<50: try town.answer()
    case 50..<65: try town.narrow()
    case 65..<82: try town.withdrawAtCounter()
    case 82..<100: try town.agreeWithThird(site)
    case 100..<125: try town.relink()
    case 125..<145: try town.closeOrReopen(site)
    case 145..<167: try town.putAwayOrBack(site)
    case 167..<175: try town.cloneHome(site)
    case 175..<184: try town.takeName()
    case _: try town.writeAfterEnd()
    }
  }

  private static func race(_ town: Town) throws {
    switch town.chance.draw(10) {
    case 0..<5: try town.actApart()
    case 5..<7: try town.planApart()
    case _: try town.putBackAfterErasure(town.sites[town.chance.draw(town.sites.count)])
    }
  }

  private static func step(_ town: Town, erases: Bool) throws {
    let site = town.sites[town.chance.draw(town.sites.count)]
    let others = town.sites.filter { $0 !== site }
    let other = others[town.chance.draw(others.count)]
    switch town.chance.draw(100) {
    case 0..<3: try town.openCase(site)
    case 3..<20: try town.write(site)
    case 20..<33: try town.edit(site)
    case 33..<36: erases ? try town.erase(site) : try town.delete(site)
    case 36..<46: try town.agree(site)
    case 46..<54: try town.takeBack(site)
    case 54..<57: try town.release(site)
    case 57..<60: try town.link(site)
    case 60..<65: try town.maintain(site)
    case 65..<67: try town.changeStaff(site)
    case 67..<70: try town.unpair(site, other)
    case 70..<73: try town.replay()
    case 73..<78: try town.resume()
    case _: try town.meet(site, other)
    }
  }
}
