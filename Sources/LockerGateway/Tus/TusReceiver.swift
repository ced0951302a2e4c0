import HTTPTypes
import Hummingbird
import LockerBase
import NIOCore
import NIOPosix
import People

/// Takes the bytes that a request brings into its upload.
struct TusReceiver: Sendable {
    let streams: StreamRegistry
    let metrics: HTTPMetrics
    /// Those that may be kept by a disk.
    let threads: NIOThreadPool

    /// Bytes that are written at a time: each request has as many in memory.
    private static let piece = 256 << 10

    /// Requests that bring bytes at a time.
    private let places = SharedPlaces(perAccount: 8, inAll: 256)

    init(streams: StreamRegistry, metrics: HTTPMetrics, threads: NIOThreadPool) {
        (self.streams, self.metrics, self.threads) = (streams, metrics, threads)
    }

    /// What came is on the disk when this returns, and when it fails: a client goes on from there. But of what is to be held
    /// against a checksum all counts or nothing, and nothing counts of what is too long.
    func receive(
        _ request: Request, _ context: GatewayContext, into held: HeldUpload, from caller: SignedIn
    ) async throws {
        let (start, said) = (held.offset, try Tus.number(.contentLength, request.headers))
        let room = held.record.length - start
        guard said ?? 0 <= room else { throw TusReceiver.tooLong }
        let checksum = try UploadChecksum(request.headers)
        guard said != 0 || checksum != nil else { return }
        let place = try place(for: caller.person)
        defer { withExtendedLifetime(place) {} }
        if checksum != nil { try await threads.runIfActive { try held.beginCheck() } }
        var gathered = ByteBuffer()
        var failure: (any Error)?
        do {
            let count = try await copy(request, context, room: room, (held, checksum, caller), &gathered)
            if let said, said != count {
                failure = LockerError(.invalidArgument, "\(count) bytes came of \(said); go on from there")
            }
        } catch {
            failure = error
        }
        do {
            try await write(&gathered, (held, checksum, caller))
        } catch {
            failure = failure ?? error
        }
        try await settle(held, from: start, checksum, failure)
    }

    /// What a piece is written with.
    private typealias Way = (held: HeldUpload, checksum: UploadChecksum?, caller: SignedIn)

    /// Returns how many bytes came. Those that were not written are in `gathered`.
    private func copy(
        _ request: Request, _ context: GatewayContext, room: Int, _ way: Way, _ gathered: inout ByteBuffer
    ) async throws -> Int {
        let stream = streams.add(way.caller.credential, context.channel)
        let channel = context.channel
        way.held.setStop { channel.close(promise: nil) }
        defer {
            way.held.setStop(nil)
            streams.remove(stream)
        }
        try await ExpectContinue.answer(request, context)
        var count = 0
        for try await buffer in request.body {
            count += buffer.readableBytes
            guard count <= room else { throw TusReceiver.tooLong }
            metrics.bytesReceived.add(buffer.readableBytes)
            gathered.writeImmutableBuffer(buffer)
            if gathered.readableBytes >= TusReceiver.piece {
                streams.rest(stream)
                try await write(&gathered, way)
            }
            streams.moved(stream)
        }
        return count
    }

    private func write(_ gathered: inout ByteBuffer, _ way: Way) async throws {
        guard gathered.readableBytes > 0 else { return }
        let (content, held, checksum) = (gathered, way.held, way.checksum)
        gathered = ByteBuffer()
        try await threads.runIfActive {
            checksum?.add(content)
            try held.append(content)
        }
    }

    private func settle(
        _ held: HeldUpload, from start: Int, _ checksum: UploadChecksum?, _ failure: (any Error)?
    ) async throws {
        let isTooLong = (failure as? Refusal)?.status == .contentTooLarge
        let isWhole = failure == nil
        let isRight = try await threads.runIfActive { () throws -> Bool in
            let isRight = checksum.map { isWhole && $0.isRight() } ?? !isTooLong
            if !isRight { try held.takeBack(to: start) }
            try held.sync()
            try held.endCheck()
            return isRight
        }
        if let failure { throw failure }
        guard isRight else {
            throw Refusal(
                HTTPResponse.Status(code: 460, reasonPhrase: "Checksum Mismatch"), .invalidArgument,
                "what came is not what Upload-Checksum says; send it again")
        }
    }

    private func place(for account: String) throws(LockerError) -> SharedPlaces.Place {
        do throws(SharedPlaces.Full) {
            return try places.take(for: account)
        } catch {
            let words = error == .ofAccount ? "you have eight uploads" : "there are as many uploads as there may be"
            throw LockerError(.tooMany, "\(words) under way; try again when one is done")
        }
    }

    private static var tooLong: Refusal {
        Refusal(.contentTooLarge, .invalidArgument, "more came than Upload-Length says; nothing of it was kept")
    }
}
