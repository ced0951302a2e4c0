import Foundation
import LockerBase
import Metadata
import PackEngine

/// The operator's licensed songs.
public struct Catalog: Sendable {
    let metadata: any MetadataStore
    let packs: PackStore
    let journal: Journal
    let recipes: RecipeCache
    let gate: CatalogGate

    /// Puts songs that `session` staged into the catalog. They are there, durable, when this returns; what else was
    /// staged is forgotten.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when a song was not staged, and nothing is added.
    public func add(
        _ descriptions: [TrackDescription], from session: Session
    ) throws(LockerError) -> [AddedTrack] {
        guard case .catalog = session.target else {
            throw LockerError(.invalidArgument, "session \(session.id) is on a library; open one on the catalog")
        }
        return try gate.change { () throws(LockerError) in
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
            let heard = try fingerprints(descriptions, of: songs)
            try packs.writer.commit(staged.ticket)
            try record(added: new, heard: heard, at: now) { () throws(LockerError) in
                _ = try metadata.catalog.add(new, heard: heard)
            }
            return songs.map { song in
                guard let track = song?.digest else { return .noAudio }
                return added.remove(track) == nil ? .known(track) : .added(track)
            }
        }
    }

    /// The song that `staged` has at the path of `description`; nil when no audio was found in it.
    private func song(
        _ description: TrackDescription, in staged: StagedRevision, added: Int64
    ) throws(LockerError) -> CatalogTrack? {
        guard let entry = staged.put(at: description.path), let content = entry.content else {
            throw LockerError(
                .notFound, "\(description.path): not ingested in this session; ingest it before it is added")
        }
        guard let track = entry.track else { return nil }
        let payload = try recipes.recipe(content).chunks(of: .payload)
        return CatalogTrack(
            digest: track, blob: content.blob, path: entry.path, size: entry.size, modified: entry.modified,
            payloadSize: payload.reduce(0) { $0 + Int64($1.length) },
            format: (staged.brought[content.blob]?.format ?? .opaque).rawValue, title: description.title,
            artist: description.artist, album: description.album, duration: description.duration,
            bitrate: description.bitrate, added: added)
    }

    /// The fingerprints that come with `songs`, once for each track, and are other ones than it has.
    private func fingerprints(
        _ descriptions: [TrackDescription], of songs: [CatalogTrack?]
    ) throws(LockerError) -> [CatalogFingerprint] {
        var told: [CatalogFingerprint] = []
        var seen: Set<Digest> = []
        for (description, song) in zip(descriptions, songs) {
            guard let bytes = description.fingerprint, let track = song?.digest, seen.insert(track).inserted else {
                continue
            }
            told.append(try CatalogFingerprint(track: track, bytes: bytes))
        }
        if told.isEmpty { return [] }
        let known = try metadata.catalog.fingerprints(of: told.map(\.track))
        return zip(told, known).filter { $0.0.bytes != $0.1?.fingerprint }.map(\.0)
    }

    /// One page of the catalog, in the order of the track digests.
    public func tracks(after: Digest?, limit: Int) throws(LockerError) -> (tracks: [CatalogTrack], more: Bool) {
        let limit = PageLimits.size(limit)
        let page = PageLimits.fitting(try metadata.catalog.tracks(after: after, limit: limit + 1), limit) { song in
            song.path.bytes.count + (song.title?.utf8.count ?? 0) + (song.artist?.utf8.count ?? 0)
                + (song.album?.utf8.count ?? 0) + 192
        }
        return (page.elements, page.more)
    }

    /// Takes a song out of the catalog: it matches nothing any more, and claims on it are void. Libraries that hold it
    /// keep it.
    ///
    /// - Throws: ``LockerError/Code/notFound``.
    public func remove(_ track: Digest) throws(LockerError) {
        try gate.change { () throws(LockerError) in
            guard try metadata.catalog.track(track) != nil else { throw LockerError.notInCatalog(track) }
            try record(removed: [track], at: Clock.now()) { () throws(LockerError) in try metadata.catalog.remove(track)
            }
        }
    }

    private func record(
        added: [CatalogTrack] = [], heard: [CatalogFingerprint] = [], removed: [Digest] = [], at time: Int64,
        then change: () throws(LockerError) -> Void
    ) throws(LockerError) {
        if added.isEmpty && heard.isEmpty && removed.isEmpty { return }
        var message = Locker_Store_V1_Commit()
        message.created = time
        message.catalogAdded = added.map { Locker_Store_V1_CatalogTrack($0) }
        message.catalogFingerprints = heard.map { Locker_Store_V1_CatalogFingerprint($0) }
        message.catalogRemoved = removed.map { Data($0.bytes) }
        try journal.record(message, then: change)
    }
}

extension LockerError {
    static func notInCatalog(_ track: Digest) -> LockerError {
        LockerError(.notFound, "\(track): not in the catalog", details: [.track: "\(track)"], hint: .listTracks)
    }
}
