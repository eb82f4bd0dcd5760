import CRDT
import CaseFile
import Envelope

/// A change that a notebook said was written.
struct Written {
  let note: DocumentID
  let change: ChangeID
}

/// What the town knows of a note besides its words.
struct NoteFact {
  let service: Int
  let caseFile: CaseID
  let volet: Volet
  /// The beginning of the day that it tells of, when that was over as it was written.
  var about: Instant?
}

/// What a person agreed to or took back, and what a service did with its case files.
enum Agreement {
  case given(Given)
  /// Takes back volets of the agreement of that number. `stated`: what says so in shares; whoever holds all of it has heard.
  case withdrawn(of: Int, volets: Set<Volet>, stated: Set<StatementID>)
  case closed(Closing)
  case reopened(Reopening)
  case linked(Linking)
}

struct Given {
  let consent: ConsentID
  let owner: Int
  let recipient: Int
  let caseFile: CaseID
  let volets: Set<Volet>
  let bothWays: Bool
  /// It speaks of what was written before it too.
  let isForThePast: Bool
  /// Notes that it does not speak of: those that were there when it was given for the future only.
  let excluded: Set<DocumentID>
  /// When it was recorded, by the clock of whoever did, of one that took effect at once: for the future only, it does not
  /// speak of a day that began before. Nil of one that waited.
  let recorded: Instant?
  /// False while it waits for a release, or for its day on every machine of its service.
  var isInEffect: Bool
  /// The day that it waits for; nil when it waits for none.
  var day: Instant?
  /// Closings of the case file that whoever recorded it knew of: any other one ends it.
  var knew: Set<Int> = []
}

/// What is asked of the model: the widest that somebody may do.
enum Question {
  /// To send now. `settled`: what has been acted upon by the sender; nothing where nobody has opened the node.
  case sends(settled: Set<Int>)
  /// To hold, whatever was true when it came.
  case holds
  /// To hold when everybody has heard everything.
  case keeps
}

/// What was agreed and written, told a second time and naively: the widest that any node may send.
struct Model {
  var notes: [DocumentID: NoteFact] = [:]
  var agreements: [Agreement] = []
  /// Notes whose words a node said are destroyed.
  var erased: Set<DocumentID> = []
  /// Notes that somebody set about erasing: a machine that stops may have done it and not said so.
  var ordered: Set<DocumentID> = []
  /// Services that were rightly sent a note, or might have been when it was erased: they are asked to erase it, whatever
  /// becomes of the consent.
  var entitled: [DocumentID: Set<Int>] = [:]
  /// When people were released, by case file: what waited for it takes effect wherever both are known, and so does what is
  /// recorded on that day.
  var released: [CaseID: Instant] = [:]
  /// What nobody holds any more since a machine was put back: as if it had not been said.
  var lost: Set<Int> = []
  /// Case files of which a machine that was put back forgot something that nobody else of the service knew.
  var blurred: Set<CaseID> = []
  /// All that somebody knows.
  var everything: Set<Int> { Set(agreements.indices).subtracting(lost) }
  /// Services that forgot something of their own log, a root among it perhaps: what others sealed to it stays closed.
  var unrooted: Set<Int> = []

  /// Notes that were elsewhere when the case file was closed: they stay there.
  var left: [(note: DocumentID, label: String)] = []

  func given(_ number: Int) -> Given? {
    if case .given(let given) = agreements[number] { given } else { nil }
  }

  /// Volets of an agreement that stand as far as somebody has heard.
  func standing(_ number: Int, heard: Set<Int>) -> Set<Volet> {
    given(number)?.isInEffect == true ? left(number, heard: heard) : []
  }

  /// The same, whether it has begun or not.
  func left(_ number: Int, heard: Set<Int>) -> Set<Volet> {
    guard let given = given(number) else { return [] }
    return agreements.enumerated().reduce(given.volets) { left, entry in
      guard case .withdrawn(number, let volets, _) = entry.element, heard.contains(entry.offset)
      else { return left }
      return left.subtracting(volets)
    }
  }

  /// Whether nothing was ever taken back of what the person agreed to for that service, and no closing ended it.
  func isUntouched(_ given: Given) -> Bool {
    !isEnded(given) && isKept(given)
  }

  /// Whether nothing was ever taken back of it.
  func isKept(_ given: Given) -> Bool {
    agreements.allSatisfy { agreement in
      guard case .withdrawn(let number, _, _) = agreement, let other = self.given(number) else {
        return true
      }
      return other.caseFile != given.caseFile || other.recipient != given.recipient
    }
  }

  /// Whether a node that has heard so much may let a service read a note.
  func permits(
    _ note: DocumentID, to recipient: Int, heard: Set<Int>, _ question: Question
  ) -> Bool {
    guard let fact = notes[note] else { return false }
    return agreements.indices.contains { number in
      guard let given = given(number), standing(number, heard: heard).contains(fact.volet),
        !isStopped(given, by: fact.service, heard: heard, question)
      else { return false }
      if given.caseFile == fact.caseFile, given.recipient == recipient {
        return !given.excluded.contains(note) && !isBefore(fact, given)
      }
      return answers(given, fact, to: recipient, heard: heard, question)
    }
  }

  /// Whether a note tells of a day that began before what speaks of the future only.
  private func isBefore(_ fact: NoteFact, _ given: Given) -> Bool {
    guard !given.isForThePast, let about = fact.about, let recorded = given.recorded else {
      return false
    }
    return about < recorded
  }

  /// Whether anything at all lets a service read new notes of a volet.
  func reaches(
    _ fact: NoteFact, to recipient: Int, heard: Set<Int>, _ question: Question
  ) -> Bool {
    agreements.indices.contains { number in
      guard let given = given(number), standing(number, heard: heard).contains(fact.volet),
        !isStopped(given, by: fact.service, heard: heard, question)
      else { return false }
      return (given.caseFile == fact.caseFile && given.recipient == recipient)
        || answers(given, fact, to: recipient, heard: heard, question)
    }
  }

  /// A note of the recipient, written in a case file linked to what was shared both ways.
  private func answers(
    _ given: Given, _ fact: NoteFact, to recipient: Int, heard: Set<Int>, _ question: Question
  ) -> Bool {
    guard given.bothWays, given.recipient == fact.service, given.owner == recipient else {
      return false
    }
    let beside = Set(
      links.filter { $0.link.service == fact.service && $0.link.beside == given.caseFile }
        .map(\.link.share))
    return beside.contains {
      isRead($0, beside: fact.caseFile, heard: heard, question)
    }
  }
}
