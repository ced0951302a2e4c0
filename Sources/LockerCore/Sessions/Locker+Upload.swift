import LockerBase
import POSIXSupport
import Recipes

extension Locker {
    /// The most bytes in one piece of an upload, or in one answer to a read: 1 MiB.
    public static let maximumPiece = 1 << 20

    /// Starts a file that is sent in pieces. Returns the upload's number in its session.
    public func beginUpload(
        at path: EntryPath, modified: Int64, mode: UInt32? = nil, in session: Session
    ) throws(LockerError) -> UInt64 {
        try checkQuota(of: session, adding: 0)
        let place = try uploadPlaces.take(for: session.account)
        return try session.begin(
            Upload(path: path, modified: modified, mode: mode, directory: directory, place: place))
    }

    /// Takes the next piece of an upload. Returns the bytes received so far. An error ends the upload.
    public func write(
        _ data: UnsafeRawBufferPointer, at offset: UInt64, to upload: UInt64, in session: Session
    ) throws(LockerError) -> Int {
        guard data.count <= Locker.maximumPiece else {
            throw LockerError(.invalidArgument, "a piece of \(data.count) bytes: at most \(Locker.maximumPiece)")
        }
        let file = try session.upload(upload)
        do throws(LockerError) {
            let size = file.received + data.count
            guard size <= Recipe.maximumSize else {
                throw LockerError(
                    .invalidArgument, "\(file.path): more than \(Recipe.maximumSize) bytes; split the file")
            }
            try checkQuota(of: session, adding: Int64(size))
            try session.count(Int64(data.count))
            let received = try file.write(data, at: offset)
            metrics.contentIn.add(data.count)
            return received
        } catch {
            session.end(upload: upload)
            throw error
        }
    }

    /// Gives an upload up, if it is under way.
    public func cancelUpload(_ upload: UInt64, in session: Session) {
        session.end(upload: upload)
    }

    /// Ends an upload, stores what came, and stages its entry in `session`.
    public func finishUpload(
        _ upload: UInt64, size: UInt64, in session: Session, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Content {
        let file = try session.upload(upload)
        defer { session.end(upload: upload) }
        let spool = try file.finish(size: size)
        let use = session.use
        let stored = try ingestWorkers.with { (worker) throws(LockerError) in
            try worker.store(spool, cancellation)
        }
        try session.stageUploaded(stored, at: file.path, modified: file.modified, mode: file.mode, heldBy: use)
        return stored.content
    }
}
