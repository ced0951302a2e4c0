import Foundation
import LockerBase
import Metadata
import SwiftProtobuf

/// Writes a delta down as the records of its commit (docs/format.md, "Commit"; commit.proto).
///
/// What it puts and removes is numbered through: additions, changes, removals. One record is in memory at a time.
struct CommitRecord {
    let account: Account
    let library: Library
    let delta: Delta
    let created: Int64
    /// The folder that was synced, where that is news.
    let source: Source?

    /// A record is closed when its paths and targets reach this many bytes, so that a commit of any length is
    /// written and read in pieces of a few MiB.
    private static let partSize = 1 << 20
    /// What an entry takes besides its path and target: two digests, sizes, times and the tags between them.
    private static let entryOverhead = 100
    /// What a removal takes besides its path.
    private static let removalOverhead = 16

    /// Hands the records to `body`, in order, each with its digest, which the next one names. Returns that of the last.
    ///
    /// - Parameters:
    ///   - previous: the last record of the library's revision before; nil for the first.
    ///   - numbers: give each record its place among all.
    func forEachPart(
        after previous: Digest?, numbers: any RecordSequence, _ body: (JournalRecord) throws(LockerError) -> Void
    ) throws(LockerError) -> Digest {
        let parts = parts
        var last = previous
        for (number, range) in parts.enumerated() {
            var message = message(of: range)
            message.previous = Data(last?.bytes ?? [])
            message.part = UInt32(number)
            message.parts = UInt32(parts.count)
            if let source { message.source = Locker_Store_V1_Source(source) }
            message.sequence = UInt64(try numbers.next(1))
            let bytes = try message.recordBytes()
            let digest = SHA256.digest(of: bytes)
            try body((digest, bytes))
            last = digest
        }
        return last ?? .zero
    }

    /// What of the delta each record tells.
    private var parts: [Range<Int>] {
        var parts: [Range<Int>] = []
        var (start, size) = (0, 0)
        for index in 0..<count {
            let bytes = bytes(at: index)
            if size + bytes > CommitRecord.partSize && size > 0 {
                parts.append(start..<index)
                (start, size) = (index, 0)
            }
            size += bytes
        }
        return parts + [start..<count]
    }

    private var count: Int { putCount + delta.removals.count }
    private var putCount: Int { delta.additions.count + delta.changes.count }

    private func put(_ index: Int) -> Entry {
        let additions = delta.additions.count
        return index < additions ? delta.additions[index] : delta.changes[index - additions]
    }

    private func bytes(at index: Int) -> Int {
        guard index < putCount else {
            return CommitRecord.removalOverhead + delta.removals[index - putCount].bytes.count
        }
        let entry = put(index)
        return CommitRecord.entryOverhead + entry.path.bytes.count + (entry.target?.count ?? 0)
    }

    /// The fields of a record are set once each: what is appended to a field of a message copies all that it has.
    private func message(of range: Range<Int>) -> Locker_Store_V1_Commit {
        var message = Locker_Store_V1_Commit()
        message.account = Locker_Store_V1_Account(account)
        message.library = library.id
        message.libraryName = library.name
        message.revision = delta.base + 1
        message.created = created
        message.puts = range.clamped(to: 0..<putCount).map { self.message(of: put($0)) }
        message.removals = range.clamped(to: putCount..<count).map { Data(delta.removals[$0 - putCount].bytes) }
        return message
    }

    private func message(of entry: Entry) -> Locker_Store_V1_Entry {
        var message = Locker_Store_V1_Entry()
        message.path = Data(entry.path.bytes)
        message.kind = UInt32(entry.kind.rawValue)
        message.size = UInt64(entry.size)
        if let chunk = entry.chunk {
            message.chunk = Data(chunk.bytes)
        } else {
            message.blob = Data(entry.blob?.bytes ?? [])
        }
        message.modified = entry.modified
        message.track = Data(entry.track?.bytes ?? [])
        message.target = Data(entry.target ?? [])
        if let mode = entry.mode { message.mode = mode }
        return message
    }
}
