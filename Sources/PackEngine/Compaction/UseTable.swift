import Synchronization

/// What keeps records that no metadata names yet from being compacted away.
///
/// Whoever stores content, or finds that it is stored, holds a ``PackStore/Use`` until metadata says so. Every record
/// that is appended or found meanwhile is noted, in the epoch of that moment; an epoch is forgotten when no use is left
/// that began in it or before. So what is noted is little more than what is under way, and no clock decides.
final class UseTable: Sendable {
    private struct Epoch {
        var uses = 0
        var records = RecordSet()
    }

    private struct State {
        /// The last one is the current one.
        var epochs = [Epoch()]
        /// The number of the first.
        var first = 0
        /// Of the compaction that runs: the number of the epoch that it holds.
        var compaction: Int?
        /// Of that one: the epoch of the index at its beginning.
        var compactedEpoch: Int?
        /// Packs whose records are to be given up: one that is found there counts as missing.
        var retiring: Set<UInt32> = []

        mutating func forget() {
            while epochs.count > 1, epochs[0].uses == 0 {
                epochs.removeFirst()
                first += 1
            }
            if epochs.count == 1, epochs[0].uses == 0 { epochs[0].records = RecordSet() }
        }

        mutating func endCompaction() {
            guard let epoch = compaction else { return }
            compaction = nil
            epochs[epoch - first].uses -= 1
            forget()
        }

        mutating func rotate() {
            if !epochs[epochs.count - 1].records.isEmpty { epochs.append(Epoch()) }
            forget()
        }
    }

    /// An epoch that has so many bytes of records noted is not the current one any more.
    private static let epochBytes = 64 << 20

    private let state = Mutex(State())

    /// Begins a use. Returns the number of its epoch.
    func begin() -> Int {
        state.withLock { state in
            if state.epochs[state.epochs.count - 1].records.bytes >= UseTable.epochBytes { state.rotate() }
            state.epochs[state.epochs.count - 1].uses += 1
            return state.first + state.epochs.count - 1
        }
    }

    /// Ends a use that began in `epoch`.
    func end(_ epoch: Int) {
        state.withLock { state in
            state.epochs[epoch - state.first].uses -= 1
            state.forget()
        }
    }

    /// Notes a record. False when its pack is being given up: then it counts as missing.
    func note(_ location: RecordLocation) -> Bool {
        state.withLock { state in
            guard !state.retiring.contains(location.pack) else { return false }
            state.epochs[state.epochs.count - 1].records.insert(location)
            return true
        }
    }

    /// Whether a record is noted.
    func holds(_ location: RecordLocation) -> Bool {
        state.withLock { state in
            state.epochs.contains { $0.records.contains(pack: location.pack, ordinal: location.ordinal) }
        }
    }

    /// Begins an epoch for a compaction, so that what is noted for those who are done goes with the ones before. What
    /// is left, and what is noted from here on, stays until ``endCompaction()``: whoever it is noted for may commit it
    /// when the compaction has read metadata already, and be done before it ends.
    ///
    /// - Parameter epoch: of the index, for ``compactedEpoch``.
    func beginCompaction(_ epoch: Int) {
        state.withLock { state in
            state.compactedEpoch = epoch
            state.endCompaction()
            state.rotate()
            state.epochs[0].uses += 1
            state.compaction = state.first
        }
    }

    /// The epoch of the index when the compaction began that is under way.
    var compactedEpoch: Int? { state.withLock { $0.compaction == nil ? nil : $0.compactedEpoch } }

    /// Lets go what was noted for the compaction alone.
    func endCompaction() {
        state.withLock { $0.endCompaction() }
    }

    /// The room that the records of `pack` take that are noted.
    func bytes(in pack: UInt32) -> Int {
        state.withLock { $0.epochs.reduce(0) { $0 + $1.records.bytes(in: pack) } }
    }

    /// Lets nobody count on the records of `pack` any more.
    ///
    /// - Returns: a copy of what is noted, to which nothing of this pack will be added.
    func retire(_ pack: UInt32) -> [RecordSet] {
        state.withLock { state in
            state.retiring.insert(pack)
            return state.epochs.map(\.records).filter { $0.holds(pack: pack) }
        }
    }

    /// Lets callers count on the records of `pack` again.
    func reinstate(_ pack: UInt32) {
        state.withLock { _ = $0.retiring.remove(pack) }
    }
}
