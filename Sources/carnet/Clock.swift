import Envelope
import Foundation
import Notebook
import Replica
import Words

/// The only place that asks what time it is.
enum Clock {
  static func now() -> Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  /// Minutes east of UTC of this machine's zone at a moment.
  static func zone(at moment: Instant) -> Int {
    tzset()
    var seconds = time_t(moment.milliseconds / 1000)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return 0 }
    return local.tm_gmtoff / 60
  }

  /// The clock as whoever reads is told of moments by it.
  static func wall(isForProgram: Bool) -> WallClock {
    WallClock(now: now(), isForProgram: isForProgram, zone: zone)
  }
}

/// The only place that draws from the system's chance.
enum SystemChance {
  static var system: Randomness {
    Randomness {
      var generator = SystemRandomNumberGenerator()
      return generator.next()
    }
  }
}
