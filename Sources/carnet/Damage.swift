import Words

extension CommandContext {
  /// After an answer: how much of it is missing since the disk damaged it, and what to do. Protocol/vault.md, "Damage".
  func tellDamage(notes: Int = 0, files: Int = 0, records: Int = 0, devices: Int = 0) {
    guard notes + files + records + devices > 0 else { return }
    warn(
      .home(.partlyDamaged(notes: notes, files: files, records: records, devices: devices)))
  }
}
