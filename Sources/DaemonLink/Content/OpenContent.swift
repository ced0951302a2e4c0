import FoundationEssentials
import LockerAPI
import LockerBase
import NIOCore
import Synchronization

/// Reads pieces of one content: by its handle as long as that is open, and by its name from then on. Any number of tasks
/// may read.
final class OpenContent: Sendable {
    private enum Source {
        case handle(UInt64, of: DaemonConnection)
        /// The daemon let go of it, the connection was lost, or it was never opened.
        case name
    }

    /// Pauses between tries while there is no daemon, which take 6 seconds together.
    private static let pauses = (first: Duration.milliseconds(50), last: Duration.milliseconds(3200))

    private let daemon: LinkedDaemon
    private let account: String?
    private let requestName: String?
    private let blob: Digest
    private let source: Mutex<Source>

    init(_ daemon: LinkedDaemon, for account: String?, named name: String?, blob: Digest) {
        (self.daemon, self.account, requestName, self.blob) = (daemon, account, name, blob)
        source = Mutex(.name)
    }

    init(
        _ daemon: LinkedDaemon, for account: String?, named name: String?, blob: Digest, handle: UInt64,
        of connection: DaemonConnection
    ) {
        (self.daemon, self.account, requestName, self.blob) = (daemon, account, name, blob)
        source = Mutex(.handle(handle, of: connection))
    }

    deinit {
        close()
    }

    /// Lets the daemon let go of it. What is read afterwards is read by its name.
    func close() {
        guard case .handle(let handle, let connection) = letGo() else { return }
        var request = Locker_V1_CloseBlobRequest()
        request.handle = handle
        connection.tell(LockerMethods.closeBlob, request, for: account)
    }

    /// The `count` bytes from `offset` on, which are there: within ``LinkBounds/readPiece``, however often it is tried.
    func piece(at offset: UInt64, count: Int) async throws(LockerError) -> ByteBuffer {
        let end = ContinuousClock.now + LinkBounds.readPiece
        if case .handle(let handle, let connection) = source.withLock({ $0 }) {
            var request = Locker_V1_ReadBlobRequest()
            request.handle = handle
            do throws(LockerError) {
                let call = try readCall(request, at: offset, count, until: end)
                return try OpenContent.data(of: try await connection.reply(to: call), count)
            } catch {
                guard error.code == .notFound || error.code == .unavailable else { throw error }
                letGo()
                guard ContinuousClock.now < end else { throw error }
            }
        }
        return try await namedPiece(at: offset, count: count, until: end)
    }

    /// Reads by the content's name, and tries again while there is no daemon, as when it is started anew.
    private func namedPiece(
        at offset: UInt64, count: Int, until end: ContinuousClock.Instant
    ) async throws(LockerError) -> ByteBuffer {
        var request = Locker_V1_ReadBlobRequest()
        request.blob = Data(blob.bytes)
        var pause = OpenContent.pauses.first
        while true {
            do throws(LockerError) {
                let call = try readCall(request, at: offset, count, until: end)
                return try OpenContent.data(of: try await daemon.exchange(call).body, count)
            } catch {
                let isTriedAgain = pause <= OpenContent.pauses.last && ContinuousClock.now + pause < end
                guard error.code == .unavailable, isTriedAgain else { throw error }
                do {
                    try await Task.sleep(for: pause)
                } catch {
                    throw LockerError(.cancelled, "ReadBlob: the call was cancelled by whoever made it")
                }
                pause *= 2
            }
        }
    }

    private func readCall(
        _ request: Locker_V1_ReadBlobRequest, at offset: UInt64, _ count: Int, until end: ContinuousClock.Instant
    ) throws(LockerError) -> CallRequest {
        var request = request
        request.offset = offset
        request.length = UInt32(clamping: count)
        let message = ByteBuffer(bytes: try LockerMethods.readBlob.encode(request))
        return CallRequest(
            LockerMethods.readBlob, [message], for: account, named: requestName,
            within: ContinuousClock.now.duration(to: end))
    }

    @discardableResult
    private func letGo() -> Source {
        source.withLock { source in
            let before = source
            source = .name
            return before
        }
    }

    /// The content in the body of a reply, of which `count` bytes have to be there.
    private static func data(of body: ByteBuffer, _ count: Int) throws(LockerError) -> ByteBuffer {
        let data = try ContentReply.data(in: try ReplyBody.payload(of: body))
        guard data.readableBytes == count else {
            throw LockerError(
                .internal, "ReadBlob: the daemon answered \(data.readableBytes) bytes where \(count) are")
        }
        return data
    }
}
