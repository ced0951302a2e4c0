import LockerBase

extension Locker {
    /// The most bytes in one piece of an upload, or in one answer to a read: 1 MiB.
    public static let maximumPiece = 1 << 20

    /// Starts a file that is sent in pieces. Returns the upload's number in its session.
    public func beginUpload(at path: EntryPath, modified: Int64, in session: Session) throws(LockerError) -> UInt64 {
        try checkQuota(of: session, adding: 0)
        let place = try uploadBudget.take(for: session.account)
        return try session.begin(Upload(path: path, modified: modified, packs: packs, place: place))
    }

    /// Takes the next piece of an upload. Returns the bytes received so far. An error ends the upload.
    public func write(
        _ data: UnsafeRawBufferPointer, at offset: UInt64, to upload: UInt64, in session: Session
    ) throws(LockerError) -> Int {
        guard data.count <= Locker.maximumPiece else {
            throw LockerError(.invalidArgument, "a piece of \(data.count) bytes: at most \(Locker.maximumPiece)")
        }
        let file = try session.upload(upload)
        do {
            try checkQuota(of: session, adding: Int64(file.received + data.count))
            return try file.write(data, at: offset)
        } catch {
            session.end(upload: upload)
            throw error
        }
    }

    /// Gives an upload up, if it is under way.
    public func cancelUpload(_ upload: UInt64, in session: Session) {
        session.end(upload: upload)
    }

    /// Ends an upload and stages its entry in `session`.
    public func finishUpload(_ upload: UInt64, size: UInt64, in session: Session) throws(LockerError) -> Content {
        let file = try session.upload(upload)
        defer { session.end(upload: upload) }
        let (content, ticket) = try file.finish(size: size)
        try stage(content, at: file.path, modified: file.modified, ticket: ticket, in: session)
        return content
    }
}
