import LockerBase
import Metadata
import PackEngine

/// What a grant did.
public struct Granted: Sendable {
    /// The library's newest revision.
    public let revision: Int64
    /// Songs that are new in the library.
    public let granted: Int
    /// Songs that it had.
    public let known: Int
}

/// Puts songs of the catalog into people's libraries.
public struct Grants: Sendable {
    let metadata: any MetadataStore
    let gate: CatalogGate
    let locks: LibraryLocks
    let writer: DurableCommit

    /// The most songs in one grant.
    private static let maximumGrant = 10_000

    /// Puts songs of the catalog into a library, as the catalog has them, in one revision. Nothing is uploaded.
    ///
    /// A song comes to the path that it has in the catalog; where something else is there already, to that path with
    /// a number before its extension.
    ///
    /// - Throws: ``LockerError/Code/notFound`` for an account or a track that is not there, and nothing is granted;
    ///   ``LockerError/Code/overQuota``.
    public func grant(
        _ tracks: [Digest], toAccountNamed name: String, library libraryName: String
    ) throws(LockerError) -> Granted {
        guard tracks.count <= Grants.maximumGrant else {
            throw LockerError(.invalidArgument, "\(tracks.count) songs at once: at most \(Grants.maximumGrant)")
        }
        guard let account = try metadata.accounts.account(named: name) else {
            throw LockerError.noAccount(named: name)
        }
        try Library.checkName(libraryName)
        // A song that is taken out of the catalog meanwhile would be in nobody's list until it is committed.
        return try gate.change { () throws(LockerError) in
            try locks.withLock(account, libraryName) { () throws(LockerError) in
                try grant(tracks, to: account, libraryName)
            }
        }
    }

    private func grant(
        _ tracks: [Digest], to account: Account, _ libraryName: String
    ) throws(LockerError) -> Granted {
        let library = try metadata.libraries.library(named: libraryName, of: account)
        var places: [EntryPath: Places] = [:]
        var puts: [EntryPath: Entry] = [:]
        for track in tracks {
            guard let song = try metadata.catalog.track(track) else { throw LockerError.notInCatalog(track) }
            guard let path = try place(for: song, in: library, beside: puts, &places[song.path, default: Places()])
            else { continue }
            puts[path] = Entry(
                path: path, kind: .file, size: song.size, blob: song.blob, modified: song.modified, track: song.digest)
        }
        let committed = try writer.commit(
            Array(puts.values), removals: [], to: libraryName, of: account, after: DurabilityTicket(),
            bringing: { _ in .possible }, matching: Set(puts.values.compactMap(\.track)))
        return Granted(revision: committed.revision, granted: puts.count, known: tracks.count - puts.count)
    }

    /// What is known of the places that songs of one path in the catalog may get: each is looked at once in a grant,
    /// however many songs have that path.
    private struct Places {
        /// Those up to this number are taken.
        var number = 0
        /// The songs there.
        var blobs: Set<Digest> = []
    }

    /// The path that `song` gets; nil when it is there already.
    private func place(
        for song: CatalogTrack, in library: Library?, beside puts: [EntryPath: Entry], _ places: inout Places
    ) throws(LockerError) -> EntryPath? {
        if places.blobs.contains(song.blob) { return nil }
        while true {
            places.number += 1
            let path = places.number == 1 ? song.path : try song.path.numbered(places.number)
            let there = if let put = puts[path] { put } else { try first(atOrBelow: path, in: library) }
            guard let there, there.path != path || there.blob != song.blob else {
                places.blobs.insert(song.blob)
                return there == nil ? path : nil
            }
            if there.path == path, let blob = there.blob { places.blobs.insert(blob) }
        }
    }

    private func first(atOrBelow path: EntryPath, in library: Library?) throws(LockerError) -> Entry? {
        guard let library else { return nil }
        return try metadata.entries.list(in: library, revision: nil, under: path, after: nil, limit: 1).first
    }
}

extension EntryPath {
    /// This path with ` (number)` before the extension of its last component.
    fileprivate func numbered(_ number: Int) throws(LockerError) -> EntryPath {
        let start = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        var end = bytes.lastIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex
        if end <= start { end = bytes.endIndex }
        return try EntryPath(bytes[..<end] + Array(" (\(number))".utf8) + bytes[end...])
    }
}
