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

  /// How it came about; a day that this version does not read is none.
  var circumstances: ConsentCircumstances {
    get {
      var found = ConsentCircumstances()
      found.signed = Self.day(signed)
      found.explainedBy = Self.recorded(explainedBy)
      (found.isReadAloud, found.isRefusalOffered) = (readAloud, refusalOffered)
      (found.isSaidWithoutConsequence, found.isConstrained) = (noConsequence, constrained)
      found.purposes = purposes
      found.interpreter = Self.recorded(interpreter)
      found.interpreterName = Self.recorded(interpreterName)
      found.guardian = Self.recorded(guardian)
      found.indicatedBy = Self.recorded(indicatedBy)
      found.notice = Self.recorded(notice)
      return found
    }
    set {
      signed = newValue.signed?.description ?? ""
      explainedBy = newValue.explainedBy ?? ""
      (readAloud, refusalOffered) = (newValue.isReadAloud, newValue.isRefusalOffered)
      (noConsequence, constrained) = (newValue.isSaidWithoutConsequence, newValue.isConstrained)
      purposes = newValue.purposes
      interpreter = newValue.interpreter ?? ""
      interpreterName = newValue.interpreterName ?? ""
      guardian = newValue.guardian ?? ""
      indicatedBy = newValue.indicatedBy ?? ""
      notice = newValue.notice ?? ""
    }
  }

  private static func recorded(_ text: String) -> String? { text.isEmpty ? nil : text }

  private static func day(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) {
      return try CalendarDate(parsingDay: text)
    } catch {
      return nil
    }
  }

  /// Exclusive; nil without an end.
  var end: Instant? { until == 0 ? nil : Instant(milliseconds: Int64(clamping: until)) }
}
