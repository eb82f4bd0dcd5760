/// What a service wrote of its matrix. Protocol/records.md, "What a service writes for itself".
extension AccessMatrix {
  private struct Cell: Hashable {
    let role: Role
    let volet: Volet
  }

  /// This matrix with what records say of it. A record that was deleted says nothing. Where several speak of one cell, or one
  /// holds several values, the narrowest counts until somebody settles it; a record of which it is not settled where it
  /// stands, or whether, takes away and gives nothing.
  ///
  /// - Parameter records: of any kind; the others are passed over.
  public func written(by records: [Record]) -> AccessMatrix {
    var settled: [Cell: [Access]] = [:]
    var doubtful: [Cell: [Access]] = [:]
    for record in records where record.type == .roleAccess && record.state != .deleted {
      let (roles, volets) = (record.texts("role"), record.texts("volet"))
      // What a newer version wrote there lets do nothing here.
      let accesses = record.texts("access").map { Access(code: $0) ?? .none }
      let isSettled =
        roles.count == 1 && volets.count == 1 && record.state != .deleteRequested
      for role in roles.compactMap(Role.init(code:)) {
        for volet in volets.compactMap(Volet.init(code:)) {
          let cell = Cell(role: role, volet: volet)
          if isSettled {
            settled[cell, default: []] += accesses
          } else {
            doubtful[cell, default: []] += accesses
          }
        }
      }
    }
    var matrix = self
    for (cell, accesses) in settled {
      matrix[cell.role, cell.volet] = Access.narrowest(accesses) ?? .none
    }
    for (cell, accesses) in doubtful {
      let standing = matrix[cell.role, cell.volet]
      matrix[cell.role, cell.volet] = Access.narrowest([standing] + accesses) ?? .none
    }
    return matrix
  }
}
