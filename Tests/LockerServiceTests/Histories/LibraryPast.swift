import Foundation
import LockerAPI
import LockerBase
import LockerClient
import Testing

/// What a library has had so far, as it was seen from outside.
struct LibraryPast {
    let reader: LibraryReader
    /// The contents of all files that it had.
    private(set) var contents: Set<[UInt8]> = []
    /// The revision that was looked at last; 0 for none.
    private(set) var revision: UInt64 = 0
    /// What was at each path.
    private var blobs: [String: Set<Data>] = [:]
    /// What was to be in no revision any more.
    private var purged: Set<Data> = []

    init(of reader: LibraryReader) {
        self.reader = reader
    }

    /// Takes note of what it got since.
    mutating func look() throws {
        guard let newest = try newest(), newest > revision else { return }
        for entry in try changes(until: newest) {
            let path = String(decoding: entry.path, as: UTF8.self)
            if blobs[path, default: []].insert(entry.blob).inserted {
                contents.insert(try bytes(of: entry, newest))
            }
        }
        revision = newest
    }

    /// Takes note that what was at a path, or below it, may be in no revision from here on.
    mutating func notePurge(of path: String) {
        for (other, found) in blobs where other == path || other.hasPrefix(path + "/") { purged.formUnion(found) }
    }

    /// All else that it ever had is in a revision.
    func check(_ comment: String) throws {
        var found: Set<Data> = []
        for revision in try reader.revisions() {
            _ = try reader.forEachPage(revision: revision.number) { (entries) throws(LockerError) in
                for entry in entries where entry.kind == .file { found.insert(entry.blob) }
            }
        }
        let wanted = blobs.values.reduce(into: Set<Data>()) { $0.formUnion($1) }.subtracting(purged)
        #expect(wanted.isSubset(of: found), "\(comment)")
    }

    private func newest() throws -> UInt64? {
        do {
            return try reader.revisions(limit: 1).first?.number
        } catch let error where error.code == .notFound {
            return nil
        }
    }

    /// The files that came or changed since.
    private func changes(until newest: UInt64) throws -> [Locker_V1_Entry] {
        var found: [Locker_V1_Entry] = []
        _ = try reader.forEachChangePage(since: revision, until: newest) { (changes) throws(LockerError) in
            for change in changes where change.hasEntry && change.entry.kind == .file { found.append(change.entry) }
        }
        return found
    }

    private func bytes(of entry: Locker_V1_Entry, _ revision: UInt64) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let stream = ContentStream(
            connection: reader.connection, library: reader.library, revision: revision,
            path: try EntryPath(entry.path))
        try stream.read { (piece) throws(LockerError) in bytes += piece }
        return bytes
    }
}
