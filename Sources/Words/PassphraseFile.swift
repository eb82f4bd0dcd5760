/// Where a passphrase that is asked for may be read from, instead of a terminal.
public enum PassphraseFile: Hashable, Sendable {
  /// Of whoever opens the notebook.
  case opening
  /// One that is being made.
  case new
  /// Of somebody who works here, beside the operator's.
  case worker
  /// The code of a recovery sheet.
  case sheet

  var option: String {
    switch self {
    case .opening: "--passphrase-file"
    case .new: "--new-passphrase-file"
    case .worker: "--worker-passphrase-file"
    case .sheet: "--sheet-file"
    }
  }

  var variable: String {
    switch self {
    case .opening: "CARNET_PASSPHRASE_FILE"
    case .new: "CARNET_NEW_PASSPHRASE_FILE"
    case .worker: "CARNET_WORKER_PASSPHRASE_FILE"
    case .sheet: "CARNET_SHEET_FILE"
    }
  }
}
