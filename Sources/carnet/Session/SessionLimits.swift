/// Bounds of an agent and of what is said to it.
enum SessionLimits {
  /// Of the conversation between a command and the agent.
  static let version = 2
  /// What a frame says, without what it carries.
  static let headerBytes = 1 << 20
  /// What a frame carries.
  static let bodyBytes = 4 << 20
  /// What an agent gives in one frame of what is longer.
  static let partBytes = 1 << 20
  /// Commands that are carried out at the same time, but for those that wait for a person; the next one waits its turn.
  static let commands = 16
  /// Callers that the system keeps waiting at the socket; whoever comes after them waits to be one of them.
  static let queue: Int32 = 128
  /// Without a command, until the session locks, unless it was opened for another delay.
  static let delay = 15 * 60
  static let shortestDelay = 5
  static let longestDelay = 12 * 60 * 60
  /// From a connection to the end of what is asked.
  static let patience = 30
  /// What a command under way gets to end by itself once the session is locked, before its answers are cut off.
  static let grace = 5
  /// The same, before the process ends over it.
  static let lastGrace = 60
  /// What an agent that no command reaches gets to lock by itself, before it is told as there.
  static let glance = 3
  /// Folders of agents that a home remembers.
  static let registered = 16
  /// What is read of where a home says them.
  static let registerBytes = 1 << 16
  /// What the words of a search may take to be prepared behind the commands, before that is given up.
  static let preparing = 10 * 60
  /// By how much whoever works goes before that.
  static let niceness: Int32 = 10
  /// Between two looks at what waits for keys, and at the words of a search.
  static let round = 2
}
