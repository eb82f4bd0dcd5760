import Envelope
import Notebook

extension WorkerSession {
  /// What two people do who met: the one reads the digits out, the other types them.
  func admitAdded(_ name: String, at now: Instant) throws -> WorkerSummary? {
    var last: WorkerSummary?
    for worker in try workers() where worker.name.utf8.elementsEqual(name.utf8) {
      for device in worker.devices where device.state == .added {
        last = try admitWorker(name: name, device: device.digits.description, at: now)
      }
    }
    return last
  }
}
