import LockerBase
import MediaIndex

/// The bytes of songs and pictures.
enum MediaEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "stream": stream, "download": download, "getCoverArt": getCoverArt,
    ]

    /// The most pixels that a picture is scaled to.
    static let maximumSide = 4096

    /// The file as it is, unless the client would have it otherwise. A length is never estimated, and nothing is counted
    /// as played by this: clients say what they played.
    static func stream(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .content(content(of: try call.song(), call, wish: try MediaEndpoints.wish(call.parameters), isDownload: false))
    }

    static func download(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .content(content(of: try call.song(), call, wish: nil, isDownload: true))
    }

    /// The id of a cover, or of what has one.
    static func getCoverArt(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let id = try call.parameters.required("id")
        let size = try call.parameters.number("size")
        guard let coverID = try cover(of: id, call), let source = try call.shelves.cover(coverID) else {
            throw CallError.absent("no cover")
        }
        var side: Int?
        if let size, size > 0 { side = min(size, maximumSide) }
        return .cover(CoverContent(account: call.caller.person, source: source, size: side))
    }

    private static func cover(of id: String, _ call: SubsonicCall) throws(LockerError) -> String? {
        switch ItemKind(id) {
        case .song: return try call.shelves.song(id)?.coverID
        case .album: return try call.shelves.album(id)?.coverID
        case .artist: return try call.shelves.artist(id)?.coverID
        case .playlist: return try call.shelves.playlist(id)?.0.coverID
        case .folder: return try call.shelves.directory(id)?.songs.first?.coverID
        case nil: return id
        }
    }

    private static func content(
        of song: Song, _ call: SubsonicCall, wish: TranscodingWish?, isDownload: Bool
    ) -> SongContent {
        let name = song.path.bytes.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
        return SongContent(
            account: call.caller.person, library: song.library, path: song.path, blob: song.blob,
            key: song.track ?? song.blob, size: song.size, modified: song.modified,
            mediaType: AudioMediaType.of(song.suffix), suffix: song.suffix, facts: song.facts, name: name,
            isDownload: isDownload, wish: wish)
    }

    /// Nothing, or `raw` and no limit, is the file as it is.
    private static func wish(_ parameters: SubsonicParameters) throws(LockerError) -> TranscodingWish? {
        let format = parameters.first("format")?.lowercased()
        let limit = max(try parameters.number("maxBitRate") ?? 0, 0)
        let offset = max(try parameters.number("timeOffset") ?? 0, 0)
        let gain = parameters.first("replayGain")?.lowercased()
        guard gain.map({ ["track", "album"].contains($0) }) ?? true else {
            throw CallError.wrong("replayGain", "track or album")
        }
        guard format != "raw", format != nil || limit > 0 || offset > 0 || gain != nil else { return nil }
        return TranscodingWish(format: format, bitrate: limit > 0 ? limit : nil, offset: offset, gain: gain)
    }
}
