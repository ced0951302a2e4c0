import Glibc
import LockerBase
import POSIXSupport

/// A state file of which the items are written, and that does not have its name yet. Without ``save(_:since:)`` it goes away.
final class BegunStateFile: @unchecked Sendable {
    private let target: SyncStateFile
    private let temporary: String
    private let file: Descriptor
    private var output: StateOutput
    private var isPlaced = false

    /// - Parameter items: in the place of those of `state`.
    init(
        of target: SyncStateFile, _ state: SyncState, _ items: MergedReader<RememberedItem>
    ) throws(LockerError) {
        let temporary = "\(target.path).\(getpid())"
        (self.target, self.temporary) = (target, temporary)
        file = try translatingSystemErrors(remedy: SyncStateFile.remedy) { () throws(SystemError) in
            try SyncStateFile.makeFolder(of: target.path)
            return try Descriptor.open(temporary, O_RDWR | O_CREAT | O_TRUNC, mode: 0o600)
        }
        output = StateOutput(to: file, from: SyncState.start, called: temporary)
        var items = items
        try state.write(&items, to: &output)
    }

    deinit {
        if !isPlaced { unlink(temporary) }
    }

    /// Takes the place of what was remembered, in one step. Besides its items, `state` is what is to be remembered.
    ///
    /// - Parameter known: what was called otherwise when that was read: what others have made of it since stays. Nil: it is
    ///   as `state` has it.
    func save(_ state: SyncState, since known: PlacedNames? = nil) throws(LockerError) {
        let lock = StateLock(of: target.path)
        defer { lock.release() }
        var state = state
        if let known { state.placed = target.names(unless: known).merging(state.placed, since: known) }
        try place(state)
    }

    /// The same of one that nobody else saves meanwhile.
    func place(_ state: SyncState) throws(LockerError) {
        try state.finish(&output)
        try translatingSystemErrors(remedy: SyncStateFile.remedy) { () throws(SystemError) in
            try file.syncContent(subject: temporary)
            guard rename(temporary, target.path) == 0 else { throw SystemError("rename", on: target.path) }
        }
        isPlaced = true
        target.removeLeftovers()
    }
}
