import Foundation
import LockerBase
import Metadata
import SwiftProtobuf

/// Writes a delta down as the records of its commit (docs/format.md, "Commit"; commit.proto).
struct CommitRecord {
    let account: Account
    let library: Library
    let delta: Delta
    let created: Int64

    /// A record is closed when its paths and targets reach this many bytes, so that a commit of any length is
    /// written and read in pieces of a few MiB.
    private static let partSize = 1 << 20
    /// What an entry takes besides its path and target: two digests, sizes, times and the tags between them.
    private static let entryOverhead = 100

    /// The records in order, each with its digest, which the next one names.
    ///
    /// - Parameters:
    ///   - previous: the last record of the library's revision before; nil for the first.
    ///   - numbers: give each record its place among all.
    func parts(after previous: Digest?, numbers: RecordNumbers) throws(LockerError) -> [Journal.Record] {
        let bodies = split()
        var previous = previous
        var parts: [Journal.Record] = []
        for (number, body) in bodies.enumerated() {
            var message = body
            message.account = Locker_Store_V1_Account(account)
            message.library = library.id
            message.libraryName = library.name
            message.revision = delta.base + 1
            message.created = created
            message.previous = Data(previous?.bytes ?? [])
            message.part = UInt32(number)
            message.parts = UInt32(bodies.count)
            message.sequence = try numbers.next()
            let bytes = try message.recordBytes()
            let digest = SHA256.digest(of: bytes)
            parts.append((digest, bytes))
            previous = digest
        }
        return parts
    }

    private func split() -> [Locker_Store_V1_Commit] {
        var bodies: [Locker_Store_V1_Commit] = []
        var body = Locker_Store_V1_Commit()
        var size = 0
        func closeIfFull(adding bytes: Int) {
            if size + bytes > CommitRecord.partSize && size > 0 {
                bodies.append(body)
                body = Locker_Store_V1_Commit()
                size = 0
            }
            size += bytes
        }
        for entry in delta.additions + delta.changes {
            closeIfFull(adding: CommitRecord.entryOverhead + entry.path.bytes.count + (entry.target?.count ?? 0))
            body.puts.append(message(of: entry))
        }
        for path in delta.removals {
            closeIfFull(adding: path.bytes.count)
            body.removals.append(Data(path.bytes))
        }
        return bodies + [body]
    }

    private func message(of entry: Entry) -> Locker_Store_V1_Entry {
        var message = Locker_Store_V1_Entry()
        message.path = Data(entry.path.bytes)
        message.kind = UInt32(entry.kind.rawValue)
        message.size = UInt64(entry.size)
        message.blob = Data(entry.blob?.bytes ?? [])
        message.modified = entry.modified
        message.track = Data(entry.track?.bytes ?? [])
        message.target = Data(entry.target ?? [])
        return message
    }
}
