import FoundationEssentials
import LockerAPI
import LockerBase

/// Sends the content of one file over the socket, piece by piece, and stages its entry.
public struct StreamedUpload {
    private let session: UploadSession
    private let entry: Locker_V1_BeginUploadRequest
    /// Content that has crossed the socket.
    public private(set) var sentBytes = 0

    /// - Parameters:
    ///   - modified: nanoseconds since 1970.
    ///   - mode: permission bits; nil when they are not known.
    ///   - attributes: what is said of the entry, where the daemon has ``Feature/attributes``; nil leaves what was said.
    public init(
        to path: EntryPath, modified: Int64, mode: UInt32? = nil, attributes: Locker_V1_Attributes? = nil,
        in session: UploadSession
    ) {
        self.session = session
        var entry = Locker_V1_BeginUploadRequest()
        entry.session = session.id
        entry.path = Data(path.bytes)
        entry.modified = modified
        if let mode { entry.mode = mode }
        if let attributes { entry.attributes = attributes }
        self.entry = entry
    }

    /// Sends what `next` gives: pieces of at most ``RequestLimits/pieceBytes``, and nil at the end. To be called once.
    /// An upload that is not finished is given up, so that nothing of it is staged or kept.
    ///
    /// - Parameter sent: told the bytes of each piece that has arrived.
    public mutating func run(
        _ next: () throws(LockerError) -> Data?, sent: (Int) -> Void = { _ in }
    ) throws(LockerError) -> Locker_V1_IngestResponse {
        let upload = try session.connection.call(LockerMethods.beginUpload, entry).upload
        do throws(LockerError) {
            var piece = Locker_V1_WriteUploadRequest()
            piece.session = session.id
            piece.upload = upload
            while let data = try next() {
                piece.offset = UInt64(sentBytes)
                piece.data = data
                _ = try session.connection.call(LockerMethods.writeUpload, piece)
                sentBytes += data.count
                sent(data.count)
            }
            return try finish(upload)
        } catch {
            cancel(upload)
            throw error
        }
    }

    private func finish(_ upload: UInt64) throws(LockerError) -> Locker_V1_IngestResponse {
        var request = Locker_V1_FinishUploadRequest()
        request.session = session.id
        request.upload = upload
        request.size = UInt64(sentBytes)
        return try session.connection.call(LockerMethods.finishUpload, request)
    }

    private func cancel(_ upload: UInt64) {
        var request = Locker_V1_CancelUploadRequest()
        request.session = session.id
        request.upload = upload
        // The error that led here is the one to tell; an upload that cannot be cancelled ends with its session.
        _ = try? session.connection.call(LockerMethods.cancelUpload, request)
    }
}
