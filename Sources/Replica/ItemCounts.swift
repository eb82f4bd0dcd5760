package import Envelope
package import Replication

extension FeedItem {
  /// What it counts as, when it is shown how much came.
  package var changeCount: Int {
    switch self {
    case .statement, .change: 1
    case .bundle(let bundle, _): BundleCodec.claimedCount(bundle)
    case .access, .withheld: 0
    }
  }
}

extension LogID {
  package var isShare: Bool {
    if case .share = self { true } else { false }
  }
}
