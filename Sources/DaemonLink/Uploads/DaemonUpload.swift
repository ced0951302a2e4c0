import FoundationEssentials
import LockerAPI
import LockerBase
import NIOCore
import Synchronization
import TTRPC

/// The content of one file on its way into a session. For one task at a time. Unless it is finished, nothing of it is
/// staged, and what was sent is forgotten: when it is cancelled, or nobody refers to it any more.
package final class DaemonUpload: Sendable {
    /// The number of the field `data` of a piece.
    private static let dataField: UInt8 = 4

    private let session: DaemonSession
    private let id: UInt64
    private let pieces = Mutex(UploadPieces())
    private let isOver = Atomic<Bool>(false)

    fileprivate init(_ id: UInt64, in session: DaemonSession) {
        (self.id, self.session) = (id, session)
    }

    deinit {
        cancel()
    }

    /// Bytes that were written so far.
    package var size: UInt64 { pieces.withLock { $0.size } }

    /// Sends bytes, those of several calls together, and returns when the daemon has all but the last MiB of them. An
    /// error ends the upload.
    package func write(_ content: ByteBuffer) async throws(LockerError) {
        var content = content
        while let piece = pieces.withLock({ $0.next(from: &content) }) { try await send(piece) }
    }

    /// Sends what is left, and has the daemon take the file in: its entry is staged when this returns.
    package func finish() async throws(LockerError) -> Locker_V1_IngestResponse {
        if let piece = pieces.withLock({ $0.rest() }) { try await send(piece) }
        var request = Locker_V1_FinishUploadRequest()
        (request.session, request.upload, request.size) = (session.id, id, size)
        let response = try await session.call(LockerMethods.finishUpload, request, within: LinkBounds.change)
        isOver.store(true, ordering: .relaxed)
        return response
    }

    /// Gives the upload up.
    package func cancel() {
        guard !isOver.exchange(true, ordering: .relaxed) else { return }
        var request = Locker_V1_CancelUploadRequest()
        (request.session, request.upload) = (session.id, id)
        session.tell(LockerMethods.cancelUpload, request)
    }

    /// Sends a piece without a copy of it: the fields before its content are encoded, and that follows.
    private func send(_ piece: UploadPieces.Piece) async throws(LockerError) {
        var request = Locker_V1_WriteUploadRequest()
        (request.session, request.upload, request.offset) = (session.id, id, piece.offset)
        var head = ByteBuffer(bytes: try LockerMethods.writeUpload.encode(request))
        head.writeBytes(FieldPrefix.bytes(of: DaemonUpload.dataField, count: piece.content.readableBytes))
        let answer = try await session.call(
            LockerMethods.writeUpload, encoded: [head, piece.content], within: LinkBounds.sentPiece)
        let size = piece.offset + UInt64(piece.content.readableBytes)
        guard answer.size == size else {
            throw LockerError(.internal, "WriteUpload: the daemon has \(answer.size) bytes of \(size)")
        }
    }
}

extension DaemonSession {
    /// Begins the upload of a file, whose content is written piece by piece.
    ///
    /// - Parameters:
    ///   - modified: the entry's modification time, in nanoseconds since 1970 UTC.
    ///   - mode: its permission bits; nil when they are not known.
    ///   - attributes: what is said of it; nil leaves what was said.
    package func upload(
        to path: EntryPath, modified: Int64, mode: UInt32? = nil, attributes: Locker_V1_Attributes? = nil
    ) async throws(LockerError) -> DaemonUpload {
        var request = Locker_V1_BeginUploadRequest()
        request.session = id
        request.path = Data(path.bytes)
        request.modified = modified
        if let mode { request.mode = mode }
        if let attributes { request.attributes = attributes }
        return DaemonUpload(try await call(LockerMethods.beginUpload, request).upload, in: self)
    }
}
