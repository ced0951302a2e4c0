import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport

/// A file's content that is open at the daemon, of one that has ``Feature/blobs``: whatever becomes of the entry, it can
/// be read until it is closed. Any number of threads may read.
///
/// The daemon lets go of what nobody reads for a minute, and of all when a connection breaks. It is opened again then, on
/// another connection where there can be one, and read on where the entry has the same content still.
public final class OpenedBlob: Sendable {
    /// The entry's blob.
    public let blob: Data
    /// The content's whole length.
    public let size: UInt64

    private let connection: LockerConnection
    private let path: EntryPath
    private let request: Locker_V1_OpenBlobRequest
    private let held: Monitor<Held>

    /// What it is called on the line of the connection that it was opened on. On another one, that is some other content.
    private struct Held: Equatable {
        let handle: UInt64
        let line: UInt64
    }

    /// How often one read opens it again.
    private static let tries = 5

    /// Opens the content of an entry of `revision`, the newest when nil.
    public init(
        connection: LockerConnection, library: String, revision: UInt64? = nil, path: EntryPath
    ) throws(LockerError) {
        var request = Locker_V1_OpenBlobRequest()
        request.library = library
        if let revision { request.revision = revision }
        request.path = Data(path.bytes)
        let (opened, line) = try connection.open(LockerMethods.openBlob, request)
        (blob, size) = (opened.blob, opened.size)
        (self.connection, self.path, self.request) = (connection, path, request)
        held = Monitor(Held(handle: opened.handle, line: line))
    }

    /// The bytes from `offset` on: at most `length`, and at most ``RequestLimits/pieceBytes``.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the daemon let go of it and the entry has other content by now.
    public func read(at offset: Int, length: Int) throws(LockerError) -> Data {
        for _ in 0..<OpenedBlob.tries {
            let used = held.withLock { $0 }
            do throws(LockerError) {
                return try piece(of: used, at: offset, length: length)
            } catch {
                guard error.code == .notFound || connection.canGoOn(after: error) else { throw error }
                try openAgain(after: used)
            }
        }
        return try piece(of: held.withLock { $0 }, at: offset, length: length)
    }

    /// Lets the daemon let go of it. Without it, the daemon does in a minute, or when the connection ends.
    public func close() {
        var request = Locker_V1_CloseBlobRequest()
        let held = held.withLock { $0 }
        request.handle = held.handle
        _ = try? connection.call(LockerMethods.closeBlob, request, onLine: held.line)
    }

    private func piece(of held: Held, at offset: Int, length: Int) throws(LockerError) -> Data {
        var request = Locker_V1_ReadBlobRequest()
        request.handle = held.handle
        request.offset = UInt64(clamping: offset)
        request.length = UInt32(clamping: min(length, RequestLimits.pieceBytes))
        return try connection.call(LockerMethods.readBlob, request, onLine: held.line).data
    }

    /// Opens it again, unless another thread has done so since it was `lost`.
    private func openAgain(after lost: Held) throws(LockerError) {
        try held.withLock { (held) throws(LockerError) in
            guard held == lost else { return }
            let (opened, line) = try connection.open(LockerMethods.openBlob, request)
            guard opened.blob == blob else { throw OpenedBlob.isReplaced(path) }
            held = Held(handle: opened.handle, line: line)
        }
    }

    static func isReplaced(_ path: EntryPath) -> LockerError {
        LockerError(.changed, "\(path): replaced while it was read; read it again")
    }
}
