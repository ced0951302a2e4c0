import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport

/// A file's content that is open at the daemon, of one that has ``Feature/blobs``: whatever becomes of the entry, it can
/// be read until it is closed. Any number of threads may read.
///
/// The daemon lets go of what nobody reads for a minute. It is opened again then, and read on where the entry has the
/// same content still.
public final class OpenedBlob: Sendable {
    /// The entry's blob.
    public let blob: Data
    /// The content's whole length.
    public let size: UInt64

    private let connection: LockerConnection
    private let path: EntryPath
    private let request: Locker_V1_OpenBlobRequest
    private let handle: Monitor<UInt64>

    /// Opens the content of an entry of `revision`, the newest when nil.
    public init(
        connection: LockerConnection, library: String, revision: UInt64? = nil, path: EntryPath
    ) throws(LockerError) {
        var request = Locker_V1_OpenBlobRequest()
        request.library = library
        if let revision { request.revision = revision }
        request.path = Data(path.bytes)
        let opened = try connection.call(LockerMethods.openBlob, request)
        (blob, size) = (opened.blob, opened.size)
        (self.connection, self.path, self.request) = (connection, path, request)
        handle = Monitor(opened.handle)
    }

    /// The bytes from `offset` on: at most `length`, and at most ``RequestLimits/pieceBytes``.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the daemon let go of it and the entry has other content by now.
    public func read(at offset: Int, length: Int) throws(LockerError) -> Data {
        let used = handle.withLock { $0 }
        do throws(LockerError) {
            return try piece(of: used, at: offset, length: length)
        } catch let error where error.code == .notFound {
            return try piece(of: try opened(after: used), at: offset, length: length)
        }
    }

    /// Lets the daemon let go of it. Without it, the daemon does in a minute, or when the connection ends.
    public func close() {
        var request = Locker_V1_CloseBlobRequest()
        request.handle = handle.withLock { $0 }
        _ = try? connection.call(LockerMethods.closeBlob, request)
    }

    private func piece(of handle: UInt64, at offset: Int, length: Int) throws(LockerError) -> Data {
        var request = Locker_V1_ReadBlobRequest()
        request.handle = handle
        request.offset = UInt64(clamping: offset)
        request.length = UInt32(clamping: min(length, RequestLimits.pieceBytes))
        return try connection.call(LockerMethods.readBlob, request).data
    }

    /// Its handle now that `lost` is none any more; of several threads that lost it, one opens it again.
    private func opened(after lost: UInt64) throws(LockerError) -> UInt64 {
        try handle.withLock { (handle) throws(LockerError) in
            guard handle == lost else { return handle }
            let opened = try connection.call(LockerMethods.openBlob, request)
            guard opened.blob == blob else { throw OpenedBlob.isReplaced(path) }
            handle = opened.handle
            return handle
        }
    }

    static func isReplaced(_ path: EntryPath) -> LockerError {
        LockerError(.changed, "\(path): replaced while it was read; read it again")
    }
}
