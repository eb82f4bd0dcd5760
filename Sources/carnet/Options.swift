import ArgumentParser
import Words

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(help: .option(.home))
  var home: String?

  @Option(name: .customLong("as"), help: .option(.worker))
  var worker: String?

  @Option(help: .option(.passphraseFile))
  var passphraseFile: String?

  @Option(help: .option(.lang))
  var lang: String?

  @Flag(help: .option(.json))
  var json = false

  @Flag(help: .option(.withoutPeers))
  var withoutPeers = false

  @Flag(help: .option(.clockIsRight))
  var clockIsRight = false
}

/// Of the commands that make a passphrase.
struct NewPassphraseOption: ParsableArguments {
  @Option(help: .option(.newPassphraseFile))
  var newPassphraseFile: String?
}

/// Of the commands that a machine may run by itself.
struct KeyFileOption: ParsableArguments {
  @Option(help: .option(.keyFile))
  var keyFile: String?
}

extension ArgumentHelp {
  static func option(_ option: OptionName) -> ArgumentHelp {
    let help = Call.current.words.help(option)
    return ArgumentHelp(help.text, valueName: help.value)
  }
}
