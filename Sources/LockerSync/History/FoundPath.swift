import FoundationEssentials
import LockerAPI
import LockerBase

/// A path of a library that a search has found, and in which revisions something was there.
package struct FoundPath: TableRow {
    package let key: [UInt8]
    /// Alternately the first revision with something there, and the last one.
    private var turns: [UInt64]
    /// What was there in the newest of these revisions.
    package private(set) var entry: Locker_V1_Entry?

    /// What one change tells of its path.
    ///
    /// - Parameters:
    ///   - since: the revision before the change, of those that are kept; 0 for none.
    ///   - until: the one with it.
    init(_ change: Locker_V1_Change, since: UInt64, until: UInt64) {
        key = Array(change.path)
        turns = change.existed == change.hasEntry ? [] : [change.hasEntry ? until : since]
        entry = change.hasEntry ? change.entry : nil
    }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(littleEndian: UInt32(turns.count))
        for turn in turns { bytes.append(littleEndian: turn) }
        bytes.append(entry == nil ? 0 : 1)
        guard let entry else { return }
        // A row of an entry goes without its track.
        let track = entry.track.count == Digest.byteCount ? Array(entry.track) : []
        bytes.append(UInt8(track.count))
        bytes.append(contentsOf: track)
        entry.encode(into: &bytes)
    }

    package init?(key: [UInt8], from reader: inout ByteReader) {
        guard let count = reader.read(UInt32.self) else { return nil }
        var turns: [UInt64] = []
        for _ in 0..<count {
            guard let turn = reader.read(UInt64.self) else { return nil }
            turns.append(turn)
        }
        guard let hasEntry = reader.read(UInt8.self) else { return nil }
        var entry: Locker_V1_Entry?
        if hasEntry != 0 {
            guard let length = reader.read(UInt8.self), let track = reader.read(count: Int(length)),
                var known = Locker_V1_Entry(key: key, from: &reader)
            else { return nil }
            if !track.isEmpty { known.track = Data(track) }
            entry = known
        }
        self.key = key
        self.turns = turns
        self.entry = entry
    }

    /// Takes what later revisions tell of the same path.
    mutating func append(_ later: FoundPath) {
        turns += later.turns
        entry = later.entry ?? entry
    }

    /// The revisions in which something was there.
    ///
    /// - Parameter newest: the last revision that was searched.
    func spans(upTo newest: UInt64) -> [RevisionSpan] {
        stride(from: 0, to: turns.count, by: 2).map { place in
            RevisionSpan(first: turns[place], last: place + 1 < turns.count ? turns[place + 1] : newest)
        }
    }
}
