import CaseFile
import Envelope
import Foundation
import Notebook

/// What a note costs until it is durable in homes of several sizes, in sessions that stay open; one line of JSON: of each home
/// in order the median of the seconds, then of those of the processor. Each writes in turn, and comes first as often as the
/// others, so that what the machine does besides meets all of them.
struct SaveCosts {
  /// Where a home is, the file with the passphrase of its worker, and the case file that is written in.
  struct Home {
    let path: String
    let phrase: String
    let file: String
  }

  let worker: String
  let rounds: Int
  let homes: [Home]

  func run() throws {
    let sessions = try homes.map { try opened($0.path, $0.phrase, worker) }
    let draft = NoteDraft(
      volet: .projet, kind: "entretien", title: nil, happened: nil, written: nil,
      text: String(repeating: "Une phrase de plus. ", count: 50))
    var saves = homes.map { _ in (seconds: [Double](), processor: [Double]()) }
    for round in 0..<rounds {
      let order = Array(sessions.indices)
      for number in round % 2 == 0 ? order : order.reversed() {
        let save = try timed {
          try worked {
            _ = try sessions[number].addNote(
              draft, to: homes[number].file, zone: 60, at: now())
          }
        }
        saves[number].seconds.append(save.seconds)
        saves[number].processor.append(save.value)
      }
    }
    let line = try JSONEncoder().encode(saves.map { [median($0.seconds), median($0.processor)] })
    print(String(decoding: line, as: UTF8.self))
  }
}

/// What something came to, and the seconds that it took.
func timed<T>(_ body: () throws -> T) rethrows -> (value: T, seconds: Double) {
  let clock = ContinuousClock()
  let begun = clock.now
  let value = try body()
  let passed = (clock.now - begun).components
  return (value, Double(passed.seconds) + Double(passed.attoseconds) / 1e18)
}

/// The same in seconds of the processor that this thread spent: what others do on the machine does not wait in them.
func worked(_ body: () throws -> Void) rethrows -> Double {
  func spent() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let begun = spent()
  try body()
  return spent() - begun
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}
