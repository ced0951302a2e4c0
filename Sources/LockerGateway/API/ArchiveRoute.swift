import DaemonLink
import Foundation
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerAPI
import LockerBase
import NIOCore
import NIOPosix
import People

/// Files and folders of a library as one ZIP archive, whose length is known before its first byte.
struct ArchiveRoute: Sendable {
    let daemon: LinkedDaemon
    let streams: StreamRegistry
    /// Those that may be kept for as long as an archive is laid out.
    let threads: NIOThreadPool
    let metrics: HTTPMetrics

    /// The most entries of an archive: so many are in memory at a time.
    private static let maximumCount = 100_000

    /// Archives at a time: one of 100,000 entries takes 40 MB for as long as it is sent.
    private let places = SharedPlaces(perAccount: 2, inAll: 16)

    func add(to router: RouterGroup<GatewayContext>) {
        router.get("libraries/:library/zip", use: archive)
        router.head("libraries/:library/zip", use: archive)
    }

    @Sendable private func archive(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let (target, query) = (try LibraryPath(request), try QueryValues(request))
        var list = Locker_V1_ListRequest()
        list.library = target.library
        if let revision = try query.number("revision") { list.revision = revision }
        let wanted = Archive.apart(
            try query.texts("path").map { (text) throws(LockerError) in try EntryPath(Array(text.utf8)) })
        let place = try place(for: caller.person)
        var found: [Locker_V1_Entry] = []
        for path in wanted.isEmpty ? [nil] : wanted.map(Optional.some) {
            list.under = path.map { Data($0.bytes) } ?? Data()
            let entries = try await entries(
                &list, of: caller.person, room: ArchiveRoute.maximumCount - found.count, context)
            if let path, entries.isEmpty { throw LockerError(.notFound, "\(path): nothing is there") }
            found += entries
        }
        let all = found
        let archive = try await threads.runIfActive { try Archive(all) }
        let name = (wanted.count == 1 ? wanted[0].components.last.map { Array($0) } : nil) ?? Array(target.library.utf8)
        let representation = Representation(
            length: archive.layout.length, entityTag: archive.tag, mediaType: .zip,
            disposition: ContentDisposition(.attachment, fileName: name + Array(".zip".utf8)), caching: .revalidated,
            acceptsRanges: false)
        let answer = ContentAnswer(to: request.method, request.headers, of: representation, at: .now)
        guard case .content? = answer.pieces.first else { return ArchiveRoute.response(without: answer) }
        let body = ResponseBody(contentLength: Int(clamping: answer.length)) { writer in
            defer { withExtendedLifetime(place) {} }
            try await self.send(archive, for: caller, context, to: &writer)
            try await writer.finish(nil)
        }
        return Response(status: answer.status, headers: answer.fields, body: body)
    }

    /// An answer that has nothing of the archive: to HEAD, or a refusal with its reason.
    private static func response(without answer: ContentAnswer) -> Response {
        guard case .literal(let text)? = answer.pieces.first else {
            return Response(status: answer.status, headers: answer.fields)
        }
        return Response(
            status: answer.status, headers: answer.fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
    }

    /// Room for one more archive, until nobody refers to it.
    private func place(for account: String) throws(LockerError) -> SharedPlaces.Place {
        do throws(SharedPlaces.Full) {
            return try places.take(for: account)
        } catch {
            let words = error == .ofAccount ? "two archives of yours are" : "as many archives as there may be are"
            throw LockerError(.tooMany, "\(words) being sent; try again when one is done")
        }
    }

    /// All entries below a path, page by page, of one revision.
    private func entries(
        _ list: inout Locker_V1_ListRequest, of account: String, room: Int, _ context: GatewayContext
    ) async throws -> [Locker_V1_Entry] {
        var found: [Locker_V1_Entry] = []
        (list.after, list.partial) = (Data(), true)
        while true {
            let page = try await daemon.call(LockerMethods.list, list, for: account, named: context.name)
            found += page.entries
            list.revision = page.revision
            guard found.count <= room else {
                throw LockerError(
                    .tooMany, "an archive has at most \(ArchiveRoute.maximumCount) entries; ask for folders one by one")
            }
            guard page.more else { return found }
            list.after = page.next.isEmpty ? page.entries.last?.path ?? Data() : page.next
        }
    }

    private func send(
        _ archive: Archive, for caller: SignedIn, _ context: GatewayContext, to writer: inout any ResponseBodyWriter
    ) async throws {
        let stream = streams.add(caller.credential, context.channel)
        defer { streams.remove(stream) }
        // Whether the client takes it, the writer looks to.
        streams.rest(stream)
        var pieces = ZIPWriter(archive.layout)
        while let piece = try pieces.next() {
            switch piece {
            case .literal(let bytes):
                try await writer.write(ByteBuffer(bytes: bytes))
            case .content(let place):
                guard let blob = archive.blobs[place] else {
                    try await write(archive.target(of: place), &pieces, &writer)
                    continue
                }
                let content = try await DaemonContent.open(daemon, for: caller.person, blob: blob, named: context.name)
                defer { content.close() }
                for try await buffer in content.read() {
                    buffer.withUnsafeReadableBytes { pieces.add($0) }
                    try await writer.write(buffer)
                    metrics.bytesSent.add(buffer.readableBytes)
                }
            }
        }
    }

    private func write(
        _ bytes: [UInt8], _ pieces: inout ZIPWriter, _ writer: inout any ResponseBodyWriter
    ) async throws {
        bytes.withUnsafeBytes { pieces.add($0) }
        try await writer.write(ByteBuffer(bytes: bytes))
    }
}
