import DaemonLink
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerBase
import MediaFollower
import MediaIndex
import MediaWorker
import NIOCore
import OpenSubsonic

/// The bytes that players ask for: songs and covers. They are the originals, unless a player asks for something else that
/// the machine can make.
struct SubsonicMedia: Sendable {
    let daemon: LinkedDaemon
    let sender: ContentSender
    let pictures: TagPictures
    let songs: ConvertedSongs
    let covers: ScaledCovers

    /// - Parameter taken: what the person has taken of the catalog in the place of the song: it is played, where it is still
    ///   theirs. What they download is their own file.
    func song(
        _ song: SongContent, taken: TakenSong?, _ request: Request, _ context: GatewayContext
    ) async throws -> Response {
        if let taken, !song.isDownload {
            do {
                return try await send(song.heard(as: taken), request, context)
            } catch let error as LockerError where error.code == .notFound {
                // They have removed it from their library: then it is their own that is played.
            }
        }
        return try await send(song, request, context)
    }

    private func send(_ song: SongContent, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let converted = try await SubsonicMedia.unlessFull { try await songs.response(song, request, context) }
        if let converted { return converted }
        let content = DaemonContent(
            daemon, for: song.account, blob: song.blob, size: UInt64(song.size), named: context.name)
        let type = MediaType(song.mediaType)
        let representation = Representation(
            length: content.size, entityTag: EntityTag(song.blob),
            lastModified: HTTPDate(nanoseconds: song.modified), mediaType: type,
            disposition: ContentDisposition(of: type, fileName: song.name, isDownload: song.isDownload))
        return try await sender.response(to: request, context, of: content, as: representation)
    }

    func cover(_ cover: CoverContent, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let scaled = try await SubsonicMedia.unlessFull { try await covers.response(cover, request, context) }
        if let scaled { return scaled }
        switch cover.source {
        case .file(let blob, _):
            let content = try await DaemonContent.open(daemon, for: cover.account, blob: blob, named: context.name)
            guard let type = try await type(of: content) else { throw SubsonicMedia.isNoPicture }
            return try await sender.response(
                to: request, context, of: content,
                as: representation(content.size, EntityTag(blob), type))
        case .embedded(let blob, let size, let digest, _):
            guard let picture = try await pictures.picture(digest, in: blob, size: size, of: cover.account) else {
                throw SubsonicMedia.isNoPicture
            }
            let bytes = ByteBuffer(bytes: picture.bytes)
            let answer = ContentAnswer(
                to: request.method, request.headers,
                of: representation(UInt64(bytes.readableBytes), EntityTag(digest), picture.mediaType), at: .now)
            guard !answer.pieces.isEmpty else { return Response(status: answer.status, headers: answer.fields) }
            let body = join(answer.pieces, of: bytes)
            sender.metrics.bytesSent.add(body.readableBytes)
            return Response(status: answer.status, headers: answer.fields, body: ResponseBody(byteBuffer: body))
        }
    }

    /// Where as much is made as may be, the status says so: a player that reads none has an error all the same.
    private static func unlessFull(_ body: () async throws -> Response?) async throws -> Response? {
        do {
            return try await body()
        } catch let error as LockerError where error.code == .tooMany {
            throw SubsonicError(.generic, error.message, status: 429, cause: error)
        }
    }

    private static var isNoPicture: LockerError { LockerError(.notFound, "there is no picture of this id") }

    private func representation(_ length: UInt64, _ tag: EntityTag, _ type: String) -> Representation {
        Representation(length: length, entityTag: tag, mediaType: MediaType(type), caching: .immutable)
    }

    /// By the first bytes: what a file is called is anybody's word.
    private func type(of content: DaemonContent) async throws -> String? {
        let start = try await content.start(of: 0..<UInt64(PictureType.headLength))
        return PictureType.mediaType(start.readableBytesView)
    }

    private func join(_ pieces: [ContentPiece], of bytes: ByteBuffer) -> ByteBuffer {
        var body = ByteBuffer()
        for piece in pieces {
            switch piece {
            case .literal(let literal): body.writeBytes(literal)
            case .content(let range):
                if var part = bytes.getSlice(at: bytes.readerIndex + Int(range.lowerBound), length: range.count) {
                    body.writeBuffer(&part)
                }
            }
        }
        return body
    }
}
