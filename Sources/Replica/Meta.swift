/// Keys of the ledger's meta rows that a use case reads.
package enum Meta {
  package static let service = "service"
  package static let salt = "salt"
  package static let feeds = "feeds"
  /// Somebody decided to go on although not every peer was read after a restore.
  package static let alone = "alone"
  /// The last moment that this machine's clock plausibly showed.
  package static let moment = "moment"
  /// The last moment at which somebody whose term was over was refused, or that somebody with a term took back.
  package static let term = "term"
  /// The peer that told of another copy of this home.
  package static let twin = "twin"
  /// This is the copy, and exchanges no more.
  package static let copy = "copy"
  /// Peers that may name the feed of a copy once more, although that copy has keys of its own.
  package static let forgiven = "forgiven"
  /// The seed of the node's identity, sealed, in place of that of the slots: a copy took keys of its own.
  package static let nodeSeed = "node"
  /// Labels of slots that open a device which another copy has too.
  package static let inherited = "inherited"
  /// When this node last logged something.
  package static let entry = "entry"
  /// There is something that nobody here can know: nodes of the service that gave back what this one had forgotten.
  package static let ahead = "ahead"
  /// Where this node said that it is reached, when it was born: one `host:port` a line.
  package static let addresses = "addresses"
}
