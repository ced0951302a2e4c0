import LockerBase
import Metadata
import POSIXSupport
import Recipes

/// Files that come in pieces, in the order of their bytes.
public struct Uploads: Sendable {
    let quota: IngestQuota
    let workers: Pool<IngestWorker>
    let metrics: LockerMetrics
    /// The store's, on whose disk the pieces wait for the rest.
    let directory: String
    let table: UploadTable

    /// Starts a file that is sent in pieces. Returns the upload's number in its session.
    public func begin(
        at path: EntryPath, modified: Int64, mode: UInt32? = nil, attributes: EntryAttributes? = nil,
        in session: Session
    ) throws(LockerError) -> UInt64 {
        try quota.check(session, adding: 0)
        let place = try table.place(for: session.account)
        let upload = try Upload(
            path: path, modified: modified, mode: mode, attributes: attributes, directory: directory, place: place,
            at: table.now())
        let number = try session.begin(upload)
        table.add(upload, of: session.account)
        return number
    }

    /// Takes the next piece of an upload. Returns the bytes received so far. An error ends the upload.
    public func write(
        _ data: UnsafeRawBufferPointer, at offset: UInt64, to upload: UInt64, in session: Session
    ) throws(LockerError) -> Int {
        guard data.count <= RequestLimits.pieceBytes else {
            throw LockerError(.invalidArgument, "a piece of \(data.count) bytes: at most \(RequestLimits.pieceBytes)")
        }
        let file = try session.upload(upload)
        do throws(LockerError) {
            let size = file.received + data.count
            guard size <= Recipe.maximumSize else {
                throw LockerError(
                    .invalidArgument, "\(file.path): more than \(Recipe.maximumSize) bytes; split the file")
            }
            try quota.check(session, adding: Int64(size))
            try session.count(Int64(data.count))
            let received = try file.write(data, at: offset, table.now())
            metrics.contentIn.add(data.count)
            return received
        } catch {
            session.end(upload: upload)
            throw error
        }
    }

    /// Gives an upload up, if it is under way.
    public func cancel(_ upload: UInt64, in session: Session) {
        session.end(upload: upload)
    }

    /// Ends an upload, stores what came, and stages its entry in `session`.
    public func finish(
        _ upload: UInt64, size: UInt64, in session: Session, cancellation: Cancellation? = nil
    ) throws(LockerError) -> FileContent {
        let file = try session.upload(upload)
        defer { session.end(upload: upload) }
        let spool = try file.finish(size: size)
        let use = session.use
        let stored = try workers.with { (worker) throws(LockerError) in
            try worker.store(spool, cancellation)
        }
        try session.stageUploaded(
            stored, at: file.path, modified: file.modified, mode: file.mode, attributes: file.attributes, heldBy: use)
        return stored.content
    }
}
