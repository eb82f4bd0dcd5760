import CaseFile
import Envelope

@testable import Notebook

// What the notebook answers, with numbers that begin as they are written here.

extension Identifier {
  static func sample(_ beginning: String) -> Self {
    let digits = beginning + String(repeating: "0", count: Kind.length * 2 - beginning.utf8.count)
    guard let id = Self(hexadecimal: digits) else { preconditionFailure("no digits: \(beginning)") }
    return id
  }
}

extension NamedService {
  init(name: String, id: String) { self.init(name: name, service: .sample(id)) }
}

extension OwnDevice {
  init(id: String, workers: [String], isOfService: Bool = true) {
    self.init(node: .sample(id), workers: workers, isOfService: isOfService)
  }
}

extension LeftByLink {
  init(caseID: String, service: String, volets: [Volet], notes: Int) {
    self.init(caseFile: .sample(caseID), service: service, volets: volets, notes: notes)
  }
}

extension WorkerSummary {
  init(id: String, name: String, role: Role, state: State, devices: [DeviceSummary] = []) {
    self.init(
      worker: .sample(id), name: name, role: role.code, state: state, devices: devices)
  }
}

extension DeviceSummary {
  init(key: String, node: String, state: WorkerSummary.State, stands: Bool, isHere: Bool) {
    let key = SigningKey.sample(key)
    self.init(
      key: key, digits: DeviceDigits(of: key, in: .sample("")), node: .sample(node), state: state,
      stands: stands, isHere: isHere)
  }
}
