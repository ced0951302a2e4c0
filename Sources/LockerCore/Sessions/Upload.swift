import LockerBase
import Metadata
import POSIXSupport
import Recipes
import Synchronization

/// A file that comes in pieces, one after the other.
final class Upload: Sendable {
    let path: EntryPath
    /// Nanoseconds since 1970 UTC.
    let modified: Int64
    let mode: UInt32?
    let attributes: EntryAttributes?
    private let state: Monitor<State>
    /// Under a lock of its own: who looks which upload is to give way does not wait for the disk that a piece is written to.
    private let coming: Monitor<Coming>
    /// Whether it is whole, or has given way.
    private let isOver = Atomic(false)

    private struct State {
        /// Both nil once it has given way.
        var spool: Spool?
        var place: AccountPlaces.Place?
        /// Whether all of it is there, and is being taken in.
        var isWhole = false
    }

    private struct Coming {
        /// When something came last, and whether it is still being written.
        var moved: ContinuousClock.Instant
        var isWritten = false
    }

    /// - Parameter now: the moment by the clock of ``idleTime(at:)``.
    init(
        path: EntryPath, modified: Int64, mode: UInt32?, attributes: EntryAttributes?, directory: String,
        place: AccountPlaces.Place, at now: ContinuousClock.Instant
    ) throws(LockerError) {
        self.path = path
        self.modified = modified
        self.mode = mode
        self.attributes = attributes
        coming = Monitor(Coming(moved: now))
        state = Monitor(State(spool: try Spool(in: directory), place: place))
    }

    /// The bytes received so far.
    var received: Int { state.withLock { $0.spool?.size ?? 0 } }

    /// How long nothing has come of it; nil where nothing is waited for, or it has given way.
    func idleTime(at now: ContinuousClock.Instant) -> Duration? {
        guard !isOver.load(ordering: .relaxed) else { return nil }
        return coming.withLock { coming -> Duration? in
            coming.isWritten ? nil : coming.moved.duration(to: now)
        }
    }

    /// Lets go of its place and of what came, where it is not whole: what is sent of it from here on is refused. Returns
    /// whether it did.
    func giveWay() -> Bool {
        // What is let go of here goes when the lock is free.
        let left = state.withLock { state -> State? in
            guard state.spool != nil, !state.isWhole else { return nil }
            let left = state
            (state.spool, state.place) = (nil, nil)
            isOver.store(true, ordering: .relaxed)
            return left
        }
        return left != nil
    }

    /// Takes the piece that starts `offset` bytes into the file. Returns the bytes received so far.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when it does not follow the piece before;
    ///   ``LockerError/Code/tooMany`` once it has given way.
    func write(
        _ data: UnsafeRawBufferPointer, at offset: UInt64, _ now: ContinuousClock.Instant
    ) throws(LockerError) -> Int {
        coming.withLock { ($0.moved, $0.isWritten) = (now, true) }
        defer { coming.withLock { $0.isWritten = false } }
        return try state.withLock { (state) throws(LockerError) -> Int in
            guard let size = state.spool?.size else { throw hasGivenWay }
            guard offset == size else {
                throw LockerError(
                    .invalidArgument, "\(path): a piece at offset \(offset) does not follow the \(size) bytes received")
            }
            try state.spool?.append(data)
            return size + data.count
        }
    }

    /// What was received, which must be `size` bytes.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when other than that many bytes came;
    ///   ``LockerError/Code/tooMany`` once it has given way.
    func finish(size: UInt64) throws(LockerError) -> Spool {
        try state.withLock { (state) throws(LockerError) -> Spool in
            guard let spool = state.spool else { throw hasGivenWay }
            guard size == spool.size else {
                throw LockerError(
                    .invalidArgument, "\(path): \(spool.size) of \(size) bytes were received; send it again")
            }
            state.isWhole = true
            isOver.store(true, ordering: .relaxed)
            return spool
        }
    }

    private var hasGivenWay: LockerError {
        LockerError(
            .tooMany,
            "\(path): nothing of it came for a while, and others wanted its place; send it again from its beginning")
    }
}
