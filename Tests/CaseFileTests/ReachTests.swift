import CaseFile
import Testing

@Suite("By what somebody is reached, and under which rule")
struct ReachTests {
  private static let type = RecordType.contactPoint

  private static func rule(_ values: [String: [String]]) throws -> ReachRule {
    try #require(type.reachRule(RecordValues(values)))
  }

  @Test("In every combination the strictest holds, and what is not to be used is not shown")
  func combinations() throws {
    let safeties: [[String]] = [
      [], ["oui"], ["demander"], ["non"], ["oui", "demander"], ["oui", "non"], ["demander", "non"],
      ["plus_tard"], ["oui", "plus_tard"],
    ]
    let flags: [[String]] = [[], ["false"], ["true"], ["false", "true"]]
    let known: [[String]] = [[], ["oui"], ["non"], ["inconnu"], ["oui", "non"]]
    for safe in safeties {
      for quiet in flags {
        for masked in flags {
          for knows in known {
            let values = [
              "safe": safe, "no_message": quiet, "hide_origin": masked, "knows_detention": knows,
              "value": ["0470 00 00 00"],
            ].filter { !$0.value.isEmpty }
            let rule = try Self.rule(values)
            let name = Comment("\(values)")
            let isNever = safe.contains("non") || safe.contains("plus_tard")
            #expect((rule.use == .never) == isNever, name)
            #expect((rule.use == .free) == (safe == ["oui"]), name)
            #expect(rule.isQuiet == quiet.contains("true"), name)
            #expect(rule.isMasked == masked.contains("true"), name)
            #expect(rule.hidesWhere == (knows != ["oui"]), name)
            let hidden = Self.type.hiddenFields(RecordValues(values))
            #expect(hidden == (isNever ? ["value", "remark"] : []), name)
            #expect(
              RecordValues(values).without(hidden)["value"] == (isNever ? nil : ["0470 00 00 00"]))
          }
        }
      }
    }
  }

  @Test("A number that somebody typed in another field is hidden with it, and a name is not")
  func elsewhere() {
    func hidden(_ values: [String: [String]]) -> Set<String> {
      Self.type.hiddenFields(RecordValues(values.merging(["safe": ["non"]]) { $1 }))
    }
    let both: Set = ["value", "remark"]
    #expect(hidden(["value": ["0470 00 00 00"], "holder": ["sa mère"]]) == both)
    #expect(
      hidden(["value": ["0470 00 00 00"], "holder": ["sa mère (0499 11 22 33)"]])
        == both.union(["holder"]))
    #expect(hidden(["holder": ["le 0470, le soir, 00 00 00"]]) == both.union(["holder"]))
    #expect(
      hidden(["value": ["12 rue du Lavoir"], "holder": ["12, Rue du lavoir"]])
        == both.union(["holder"]))
    #expect(
      hidden(["best_moment": ["le soir", "au 0470 11 22 33"]]) == both.union(["best_moment"]))
  }

  @Test(
    "What was verified is to be verified again after a year, and what never was is not called old")
  func stale() throws {
    let today = try CalendarDate(parsing: "2026-11-30")
    for (verified, isStale) in [
      ("2025-11-30", false), ("2025-11-29", true), ("2025-11", true), ("2025-12", false),
      ("2026", false), ("2025", true),
    ] {
      #expect(try Self.rule(["verified": [verified]]).isStale(on: today) == isStale, "\(verified)")
    }
    // Of two days the older one.
    #expect(try Self.rule(["verified": ["2026-11-01", "2020-01-01"]]).isStale(on: today))
    #expect(try !Self.rule([:]).isStale(on: today))
  }

  @Test("The rule stands before the number in every kind that says by what somebody is reached")
  func order() throws {
    let kinds = RecordType.all.filter { $0.reach != nil }
    #expect(!kinds.isEmpty)
    for type in kinds {
      let reach = try #require(type.reach)
      let codes = type.fields.map(\.code)
      let value = try #require(codes.firstIndex(of: reach.value))
      for rule in [reach.rule, reach.quiet, reach.masked, reach.knows] {
        #expect(try #require(codes.firstIndex(of: rule)) < value, "\(type.code).\(rule)")
      }
      // Whoever is given the record is not given who knows.
      #expect(type[reach.knows]?.apart == .interne)
    }
  }
}
