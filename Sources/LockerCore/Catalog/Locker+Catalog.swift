import Foundation
import LockerBase
import Metadata
import PackEngine

extension Locker {
    /// What the tags of a song say, for listing only.
    public struct TrackDescription: Sendable {
        /// Where the song was ingested in its session.
        public let path: EntryPath
        public let title: String?
        public let artist: String?
        public let album: String?
        /// Milliseconds.
        public let duration: Int64?
        /// Bits per second.
        public let bitrate: Int64?

        public init(
            path: EntryPath, title: String?, artist: String?, album: String?, duration: Int64?, bitrate: Int64?
        ) {
            self.path = path
            self.title = title
            self.artist = artist
            self.album = album
            self.duration = duration
            self.bitrate = bitrate
        }
    }

    /// What became of a song.
    public enum AddedTrack: Sendable {
        case added(Digest)
        /// The catalog had the track, and it stays as it is.
        case known(Digest)
        /// No audio was found in the file.
        case noAudio
    }

    /// Starts a session on the catalog.
    public func openCatalogSession(_ caller: Caller, connection: UInt64) throws(LockerError) -> Session {
        try sessions.open(
            connection: connection, account: caller.account, target: .catalog, budget: uncommitted, packs: packs)
    }

    /// Puts songs that `session` staged into the catalog. They are there, durable, when this returns; what else was
    /// staged is forgotten.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when a song was not staged, and nothing is added.
    public func addTracks(
        _ descriptions: [TrackDescription], from session: Session
    ) throws(LockerError) -> [AddedTrack] {
        guard case .catalog = session.target else {
            throw LockerError(.invalidArgument, "session \(session.id) is on a library; open one on the catalog")
        }
        return try changingCatalog { () throws(LockerError) in
            let staged = session.takeStaged()
            defer { withExtendedLifetime(staged.uses) {} }
            let now = Clock.now()
            var songs: [CatalogTrack?] = []
            for description in descriptions { songs.append(try song(description, in: staged, added: now)) }
            var new: [CatalogTrack] = []
            var added: Set<Digest> = []
            for song in songs.compactMap(\.self) where !added.contains(song.digest) {
                if try metadata.catalog.track(song.digest) != nil { continue }
                new.append(song)
                added.insert(song.digest)
            }
            try packs.commit(staged.ticket)
            try record(added: new, at: now) { () throws(LockerError) in _ = try metadata.catalog.add(new) }
            return songs.map { song in
                guard let track = song?.digest else { return .noAudio }
                return added.remove(track) == nil ? .known(track) : .added(track)
            }
        }
    }

    /// The song that `staged` has at the path of `description`; nil when no audio was found in it.
    private func song(
        _ description: TrackDescription, in staged: Staged, added: Int64
    ) throws(LockerError) -> CatalogTrack? {
        guard let entry = staged.puts[description.path], let blob = entry.blob else {
            throw LockerError(
                .notFound, "\(description.path): not ingested in this session; ingest it before it is added")
        }
        guard let track = entry.track else { return nil }
        let payload = try recipes.recipe(blob).chunks(of: .payload)
        return CatalogTrack(
            digest: track, blob: blob, path: entry.path, size: entry.size, modified: entry.modified,
            payloadSize: payload.reduce(0) { $0 + Int64($1.length) },
            format: (staged.formats[blob] ?? .opaque).rawValue, title: description.title, artist: description.artist,
            album: description.album, duration: description.duration, bitrate: description.bitrate,
            added: added)
    }

    /// One page of the catalog, in the order of the track digests.
    public func tracks(after: Digest?, limit: Int) throws(LockerError) -> (tracks: [CatalogTrack], more: Bool) {
        let limit = pageSize(limit)
        let page = fitting(try metadata.catalog.tracks(after: after, limit: limit + 1), limit) { song in
            song.path.bytes.count + (song.title?.utf8.count ?? 0) + (song.artist?.utf8.count ?? 0)
                + (song.album?.utf8.count ?? 0) + 192
        }
        return (page.elements, page.more)
    }

    /// Takes a song out of the catalog: it matches nothing any more, and claims on it are void. Libraries that hold it
    /// keep it.
    ///
    /// - Throws: ``LockerError/Code/notFound``.
    public func removeTrack(_ track: Digest) throws(LockerError) {
        try changingCatalog { () throws(LockerError) in
            guard try metadata.catalog.track(track) != nil else { throw Locker.notInCatalog(track) }
            try record(removed: [track], at: Clock.now()) { () throws(LockerError) in try metadata.catalog.remove(track)
            }
        }
    }

    /// Runs `body` while the catalog changes by nobody else.
    func changingCatalog<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        try gate.change { () throws(LockerError) in
            try catalogLock.withLock { (_) throws(LockerError) in try body() }
        }
    }

    static func notInCatalog(_ track: Digest) -> LockerError {
        LockerError(.notFound, "\(track): not in the catalog", details: [.track: "\(track)"], hint: .listTracks)
    }

    private func record(
        added: [CatalogTrack] = [], removed: [Digest] = [], at time: Int64,
        then change: () throws(LockerError) -> Void
    ) throws(LockerError) {
        if added.isEmpty && removed.isEmpty { return }
        var message = Locker_Store_V1_Commit()
        message.created = time
        message.catalogAdded = added.map { Locker_Store_V1_CatalogTrack($0) }
        message.catalogRemoved = removed.map { Data($0.bytes) }
        try journal.record(message, then: change)
    }
}

extension Locker_Store_V1_CatalogTrack {
    fileprivate init(_ song: CatalogTrack) {
        self.init()
        track = Data(song.digest.bytes)
        blob = Data(song.blob.bytes)
        path = Data(song.path.bytes)
        size = UInt64(song.size)
        modified = song.modified
        payloadSize = UInt64(song.payloadSize)
        format = song.format
        if let text = song.title { title = text }
        if let text = song.artist { artist = text }
        if let text = song.album { album = text }
        if let number = song.duration { durationMs = number }
        if let number = song.bitrate { bitrate = number }
    }
}
