import Synchronization

/// The uses of one process: every record is noted in the epoch of that moment, and an epoch is forgotten when no use is
/// left that began in it or before. So what is noted is little more than what is under way.
final class UseEpochs: ContentUses {
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

    func begin() -> ContentUse {
        let epoch = state.withLock { state in
            if state.epochs[state.epochs.count - 1].records.bytes >= UseEpochs.epochBytes { state.rotate() }
            state.epochs[state.epochs.count - 1].uses += 1
            return state.first + state.epochs.count - 1
        }
        return ContentUse { [self] in end(epoch) }
    }

    /// Ends a use that began in `epoch`.
    private func end(_ epoch: Int) {
        state.withLock { state in
            let uses = state.epochs[epoch - state.first].uses
            Invariant.check(uses > 0, "epoch \(epoch)", "a use ends once")
            state.epochs[epoch - state.first].uses = uses - 1
            state.forget()
        }
    }

    func note(_ location: RecordLocation) -> Bool { note([location])[0] }

    func note(_ locations: [RecordLocation]) -> [Bool] {
        state.withLock { state in
            var areNoted = [Bool](repeating: true, count: locations.count)
            var start = 0
            while start < locations.count {
                let pack = locations[start].pack
                let end = locations[start...].firstIndex { $0.pack != pack } ?? locations.count
                if state.retiring.contains(pack) {
                    for number in start..<end { areNoted[number] = false }
                } else {
                    state.epochs[state.epochs.count - 1].records.insert(locations[start..<end], of: pack)
                }
                start = end
            }
            return areNoted
        }
    }

    func holds(_ location: RecordLocation) -> Bool {
        state.withLock { state in
            state.epochs.contains { $0.records.contains(pack: location.pack, ordinal: location.ordinal) }
        }
    }

    /// Begins an epoch, so that what is noted for those who are done goes with the ones before.
    func beginCompaction() {
        state.withLock { state in
            state.endCompaction()
            state.rotate()
            state.epochs[0].uses += 1
            state.compaction = state.first
        }
    }

    func endCompaction() {
        state.withLock { $0.endCompaction() }
    }

    func bytes(in pack: UInt32) -> Int {
        state.withLock { $0.epochs.reduce(0) { $0 + $1.records.bytes(in: pack) } }
    }

    func retire(_ pack: UInt32) -> [RecordSet] {
        state.withLock { state in
            state.retiring.insert(pack)
            return state.epochs.map(\.records).filter { $0.holds(pack: pack) }
        }
    }

    func reinstate(_ pack: UInt32) {
        state.withLock { _ = $0.retiring.remove(pack) }
    }
}
