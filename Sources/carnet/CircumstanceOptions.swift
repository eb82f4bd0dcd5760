import ArgumentParser
import CaseFile
import Words

/// How a consent or a refusal came about. Protocol/consent.md, 13.7.
struct SaidOptions: ParsableArguments {
  @Option(help: .option(.signed)) var signed: String?
  @Option(help: .option(.explainedBy)) var explainedBy: String?
  @Option(help: .option(.interpreterKind)) var interpreter: String?
  @Option(help: .option(.interpreterName)) var interpreterName: String?

  /// - Throws: `RuleBroken`.
  func circumstances(_ context: CommandContext) throws -> ConsentCircumstances {
    var told = ConsentCircumstances()
    told.signed = try signed.map { try context.wholeDay($0, nearest: .last) }
    told.explainedBy = explainedBy
    told.interpreter = try interpreter.map { try Spoken.code($0, of: .interpreterKind) }
    told.interpreterName = interpreterName
    return told
  }
}

/// Beside these, what is of a consent alone.
struct AgreedOptions: ParsableArguments {
  @Flag(help: .option(.readAloud)) var readAloud = false
  @Option(help: .option(.notice)) var notice: String?
  @Flag(help: .option(.refusalOffered)) var refusalOffered = false
  @Flag(help: .option(.noConsequence)) var noConsequence = false
  @Flag(help: .option(.constrained)) var constrained = false
  @Option(help: .option(.purpose)) var aim: [String] = []
  @Option(help: .option(.guardian)) var guardian: String?
  @Option(help: .option(.indicatedBy)) var indicatedBy: String?

  /// - Throws: `RuleBroken`.
  func circumstances(beside said: ConsentCircumstances) throws -> ConsentCircumstances {
    var told = said
    (told.isReadAloud, told.notice) = (readAloud, notice)
    (told.isRefusalOffered, told.isSaidWithoutConsequence) = (refusalOffered, noConsequence)
    told.isConstrained = constrained
    told.purposes = try aim.flatMap { try Spoken.purposes($0) }
    told.guardian = guardian
    told.indicatedBy = try indicatedBy.map { try Spoken.code($0, of: .indicatedBy) }
    return told
  }
}
