import DaemonLink
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerBase
import MediaConversion
import MediaFollower
import MediaIndex
import MediaWorker
import NIOCore
import OpenSubsonic

/// Covers no larger than a player asks for.
struct ScaledCovers: Sendable {
    let daemon: LinkedDaemon
    let converters: Converters
    let pictures: TagPictures
    let sender: DerivedSender

    /// Bytes of the largest picture that is scaled.
    private static let largest = 20 << 20
    /// Bytes of a picture that is sent as it is where it cannot be scaled.
    private static let small = 2 << 20

    /// Nil: the cover is to be sent as it is.
    func response(
        _ cover: CoverContent, _ request: Request, _ context: GatewayContext
    ) async throws -> Response? {
        guard let version = converters.graphicsMagickVersion, let side = cover.size else { return nil }
        let (digest, told) = try await identity(of: cover, context)
        guard let mediaType = told, let scale = PictureScale(limit: side, mediaType: mediaType) else { return nil }
        let name = scale.name(of: digest, by: version)
        // On no thread of those that scale: what is there does not wait for what is slow to make.
        let files = converters.files
        if let file = try await sender.threads.runIfActive({ files.open(name) }) {
            return try sender.response(to: request, context, of: file, as: representation(name, file.size, mediaType))
        }
        switch try await make(name, scale, cover, context) {
        case .file(let file):
            return try sender.response(to: request, context, of: file, as: representation(name, file.size, mediaType))
        case .original(let bytes):
            guard bytes.count <= ScaledCovers.small else {
                throw LockerError(
                    .failedPrecondition, "the picture cannot be made smaller; ask for it without a size")
            }
            return nil
        }
    }

    /// Makes it, unless nobody waits for it any more.
    private func make(
        _ name: Digest, _ scale: PictureScale, _ cover: CoverContent, _ context: GatewayContext
    ) async throws(LockerError) -> ScaledPictures.Answer {
        let departure = await Departure.of(context.channel)
        return try await departure.whileThere { () async throws(LockerError) -> ScaledPictures.Answer in
            try await converters.pictures.make(name, scale, for: cover.account) {
                () async throws(LockerError) -> [UInt8] in
                try await bytes(of: cover, context)
            }
        }
    }

    /// What a picture is called, and its type; nil where it has none that is scaled. For one in a file the daemon says
    /// whether it is the account's.
    private func identity(
        of cover: CoverContent, _ context: GatewayContext
    ) async throws -> (digest: String, mediaType: String?) {
        switch cover.source {
        case .embedded(_, _, let picture, let mediaType): return (picture, mediaType)
        case .file(let blob, let size):
            guard size <= ScaledCovers.largest else { return (blob.hex, nil) }
            let content = DaemonContent(
                daemon, for: cover.account, blob: blob, size: UInt64(size), named: context.name)
            let start = try await content.start(of: 0..<UInt64(PictureType.headLength))
            return (blob.hex, PictureType.mediaType(start.readableBytesView))
        }
    }

    private func bytes(of cover: CoverContent, _ context: GatewayContext) async throws(LockerError) -> [UInt8] {
        switch cover.source {
        case .embedded(let blob, let size, let digest, _):
            guard let picture = try await pictures.picture(digest, in: blob, size: size, of: cover.account) else {
                throw LockerError(.notFound, "there is no picture of this id")
            }
            return picture.bytes
        case .file(let blob, let size):
            let content = DaemonContent(
                daemon, for: cover.account, blob: blob, size: UInt64(size), named: context.name)
            var bytes: [UInt8] = []
            bytes.reserveCapacity(min(size, ScaledCovers.largest))
            var pieces = content.read().makeAsyncIterator()
            while let buffer = try await pieces.next(isolation: nil) { bytes += buffer.readableBytesView }
            return bytes
        }
    }

    private func representation(_ name: Digest, _ size: Int, _ mediaType: String) -> Representation {
        Representation(
            length: UInt64(size), entityTag: EntityTag(name), mediaType: MediaType(mediaType), caching: .immutable)
    }
}
