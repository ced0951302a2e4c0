import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata
import TTRPC

extension Endpoint {
    mutating func addCatalog() {
        add(AdminMethods.addTracks) { (locker, call) throws(LockerError) in
            try locker.authority.requireOperator(userID: call.context.peer.userID)
            let session = try locker.sessions.session(call.message.session, of: call)
            var descriptions: [TrackDescription] = []
            for track in call.message.tracks { descriptions.append(try TrackDescription(track)) }
            var response = Locker_V1_AddTracksResponse()
            response.tracks = try locker.catalog.add(descriptions, from: session).map { Locker_V1_AddedTrack($0) }
            return response
        }
        addOperators(AdminMethods.listTracks) { (locker, request) throws(LockerError) in
            let after = request.after.isEmpty ? nil : try Digest(trackOf: request.after)
            let page = try locker.catalog.tracks(after: after, limit: Int(request.limit))
            var response = Locker_V1_ListTracksResponse()
            response.tracks = page.tracks.map { Locker_V1_CatalogTrack($0) }
            response.more = page.more
            return response
        }
        addOperators(AdminMethods.removeTrack) { (locker, request) throws(LockerError) in
            try locker.catalog.remove(try Digest(trackOf: request.track))
            return Locker_V1_RemoveTrackResponse()
        }
        let locker = locker
        let acts = { @Sendable (context: CallContext) throws(LockerError) in
            try locker.authority.requireFrontend(userID: context.peer.userID)
        }
        register(AdminMethods.listFingerprints, before: acts) { (request, record) throws(LockerError) in
            try FingerprintCalls.list(locker, request, by: record.context.peer.userID)
        }
        register(AdminMethods.readFingerprints, before: acts) { (request, _) throws(LockerError) in
            try FingerprintCalls.read(locker, request)
        }
        let grants = { @Sendable (context: CallContext) throws(LockerError) in
            try locker.authority.requireGrants(userID: context.peer.userID)
        }
        register(AdminMethods.grant, before: grants) { (request, _) throws(LockerError) in
            var tracks: [Digest] = []
            for track in request.tracks { tracks.append(try Digest(trackOf: track)) }
            let granted = try locker.grants.grant(tracks, toAccountNamed: request.account, library: request.library)
            var response = Locker_V1_GrantResponse()
            response.revision = UInt64(granted.revision)
            response.granted = UInt64(granted.granted)
            response.known = UInt64(granted.known)
            return response
        }
    }
}

extension TrackDescription {
    fileprivate init(_ message: Locker_V1_TrackDescription) throws(LockerError) {
        self.init(
            path: try EntryPath(message.path), title: try nameText(message.title), artist: try nameText(message.artist),
            album: try nameText(message.album), duration: try amount(message.durationMs),
            bitrate: try amount(message.bitrate),
            fingerprint: message.fingerprint.isEmpty ? nil : Array(message.fingerprint))
    }
}

/// The most bytes of a title, or of a name, so that a page of the catalog has room in an answer.
private let maximumTextSize = 1024

/// - Throws: ``LockerError/Code/invalidArgument`` for more than ``maximumTextSize`` bytes.
private func nameText(_ text: String) throws(LockerError) -> String? {
    guard text.utf8.count <= maximumTextSize else {
        throw LockerError(
            .invalidArgument, "a title or name of \(text.utf8.count) bytes: at most \(maximumTextSize)")
    }
    return text.isEmpty ? nil : text
}

private func amount(_ number: UInt64) throws(LockerError) -> Int64? {
    number == 0 ? nil : try Number.size(number)
}

extension Locker_V1_AddedTrack {
    fileprivate init(_ added: AddedTrack) {
        self.init()
        switch added {
        case .added(let digest): (result, track) = (.added, Data(digest.bytes))
        case .known(let digest): (result, track) = (.known, Data(digest.bytes))
        case .noAudio: result = .noAudio
        }
    }
}

extension Locker_V1_CatalogTrack {
    init(_ song: CatalogTrack) {
        self.init()
        track = Data(song.digest.bytes)
        description_p.path = Data(song.path.bytes)
        description_p.title = song.title ?? ""
        description_p.artist = song.artist ?? ""
        description_p.album = song.album ?? ""
        description_p.durationMs = UInt64(song.duration ?? 0)
        description_p.bitrate = UInt64(song.bitrate ?? 0)
        format = song.format
        size = UInt64(song.size)
        payloadSize = UInt64(song.payloadSize)
        blob = Data(song.blob.bytes)
        added = song.added
    }
}
