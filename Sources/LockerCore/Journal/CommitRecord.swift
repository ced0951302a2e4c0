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
    /// What is said of the revision.
    let provenance: Provenance

    /// A record is closed when its paths, targets and attributes reach this many bytes, so that a commit of any length is
    /// written and read in pieces of a few MiB.
    private static let partSize = 1 << 20
    /// What an entry takes besides its path, target and attributes: two digests, sizes, times and the tags between them.
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
            let head = head(part: number, of: parts.count, after: last)
            // What comes behind the entries in the order of the fields.
            var tail = Locker_Store_V1_Commit()
            tail.sequence = UInt64(try numbers.next(1))
            if let source { tail.source = Locker_Store_V1_Source(source) }
            if number == 0 { tail.say(provenance) }
            let bytes = try head.recordBytes() + fields(of: range) + tail.recordBytes()
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
        return CommitRecord.entryOverhead + put(index).nameBytes
    }

    /// What a record says before its entries.
    private func head(part: Int, of parts: Int, after previous: Digest?) -> Locker_Store_V1_Commit {
        var message = Locker_Store_V1_Commit()
        message.account = Locker_Store_V1_Account(account)
        message.library = library.id
        message.libraryName = library.name
        message.revision = delta.base + 1
        message.created = created
        message.previous = previous.map { Data($0.bytes) } ?? Data()
        message.part = UInt32(part)
        message.parts = UInt32(parts)
        return message
    }

    /// The `puts` and `removals` of a record.
    private func fields(of range: Range<Int>) -> [UInt8] {
        var record = FieldWriter(capacity: min(range.count * 256, CommitRecord.partSize + CommitRecord.partSize / 4))
        var entry = FieldWriter(capacity: 256)
        var pair = FieldWriter(capacity: 0)
        for index in range.clamped(to: 0..<putCount) {
            entry.removeAll()
            let told = self.put(index)
            entry.append(told, using: &pair)
            if let track = told.track, delta.matched.contains(track) { entry.append(1, as: 11) }
            record.appendElement(entry.bytes, of: 9)
        }
        for index in range.clamped(to: putCount..<count) {
            record.appendElement(delta.removals[index - putCount].bytes, of: 10)
        }
        return record.bytes
    }
}

extension FieldWriter {
    /// The fields of a `Locker_Store_V1_Entry`.
    ///
    /// - Parameter pair: what each of its attributes is written to.
    fileprivate mutating func append(_ entry: Entry, using pair: inout FieldWriter) {
        append(entry.path.bytes, as: 1)
        append(UInt64(entry.kind.rawValue), as: 2)
        append(UInt64(entry.size), as: 3)
        // That of a plain chunk follows from the chunk.
        append(entry.chunk == nil ? entry.blob : nil, as: 4)
        append(signed: entry.modified, as: 5)
        append(entry.track, as: 6)
        append(entry.target ?? [], as: 7)
        if let mode = entry.mode { appendPresent(UInt64(mode), as: 8) }
        if let attributes = entry.attributes {
            for attribute in attributes.pairs {
                pair.removeAll()
                pair.append(Array(attribute.name.utf8), as: 1)
                pair.append(attribute.value, as: 2)
                appendElement(pair.bytes, of: 9)
            }
        }
        append(entry.chunk, as: 10)
    }
}
