import CaseFile
import Envelope
import Wire

/// What the codes of a consent's record mean to this version. Protocol/consent.md, "The life of a consent".
extension WireConsentRecord {
  /// What it says; nil for an event of a newer version, or one that no record states.
  var said: ConsentEvent? {
    ConsentEvent(code: event).flatMap { $0.isRecorded ? $0 : nil }
  }

  mutating func say(_ said: ConsentEvent) { event = said.code }

  /// How far back it goes; nil of a refusal, and for a code of a newer version.
  var reach: Past? {
    do throws(RuleBroken) {
      return try Past(parsing: past)
    } catch {
      return nil
    }
  }

  /// What it waits for; nil of a refusal, and for a code of a newer version.
  var begins: Effective? {
    do throws(RuleBroken) {
      return try Effective(parsing: effective)
    } catch {
      return nil
    }
  }

  /// Exclusive; nil without an end.
  var end: Instant? { until == 0 ? nil : Instant(milliseconds: Int64(clamping: until)) }
}
