/// The rank-sum test of Mann and Whitney: whether two samples may come from one distribution, whatever it looks like. Two-sided, by the normal
/// approximation with its correction for ties, which is close for more than twenty of each.
struct RankSum {
  /// How far the ranks of the first sample are from what chance gives, in standard deviations; positive where it is the larger one.
  let deviation: Double

  init(_ first: [Double], _ second: [Double]) {
    let all = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var (rankSum, ties, start) = (0.0, 0.0, 0)
    while start < all.count {
      let end = all[start...].firstIndex { $0.0 > all[start].0 } ?? all.count
      let alike = Double(end - start)
      // Those that are alike share the mean of their ranks.
      rankSum += Double(all[start..<end].count(where: \.1)) * (Double(start) + (alike + 1) / 2)
      ties += alike * alike * alike - alike
      start = end
    }
    let (m, n) = (Double(first.count), Double(second.count))
    let total = m + n
    let above = rankSum - m * (m + 1) / 2 - m * n / 2
    let variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)))
    deviation = variance > 0 ? above / variance.squareRoot() : 0
  }

  /// Where chance alone goes once in a million samples.
  static let onceInAMillion = 4.8916
}
