import Foundation

/// Records that say what a device, a note of a revision or the retention of a library is from there on: of those of one
/// thing the last counts, and is needed for as long as there is the account, or the library, that it is of.
///
/// Memory is that of a record's place for each of them.
struct ReplacedStates<Location> {
    private enum Subject: Hashable {
        case device(Data, account: Int64)
        case note(library: Int64, commit: Data)
        case retention(library: Int64)
    }

    /// A record may be in two places.
    private var states: [Subject: (order: RecordOrder, locations: [Location])] = [:]

    /// Takes note of a record. Returns whether it is one of these.
    mutating func add(_ header: Locker_Store_V1_CommitHeader, at location: Location) -> Bool {
        let subject: Subject
        if header.hasNoteChanged {
            subject = .note(library: header.noteChanged.library, commit: header.noteChanged.commit)
        } else if header.hasDeviceChanged {
            subject = .device(header.deviceChanged.device, account: header.deviceChanged.account)
        } else if header.hasRetentionChanged {
            subject = .retention(library: header.retentionChanged.library)
        } else {
            return false
        }
        let order = RecordOrder(sequence: header.sequence, created: header.created)
        guard let known = states[subject], known.order >= order else {
            states[subject] = (order, [location])
            return true
        }
        if known.order == order { states[subject] = (order, known.locations + [location]) }
        return true
    }

    /// Where the last of each are, but for devices of these accounts, and for what is not in these libraries.
    ///
    /// A removed account says nothing of its libraries, and what they had is known from no record of these: so those
    /// are named that are there.
    func last(without accounts: Set<Int64>, in libraries: Set<Int64>) -> [Location] {
        var locations: [Location] = []
        for (subject, state) in states {
            switch subject {
            case .device(_, let account): if accounts.contains(account) { continue }
            case .note(let library, _): if !libraries.contains(library) { continue }
            case .retention(let library): if !libraries.contains(library) { continue }
            }
            locations += state.locations
        }
        return locations
    }
}
