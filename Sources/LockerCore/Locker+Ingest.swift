import Glibc
import LockerBase
import Metadata
import POSIXSupport
import PackEngine
import Recipes

extension Locker {
    /// Reads a regular file from its descriptor in one pass, stores it, and stages its entry in `session`.
    ///
    /// The file is read with pread from its start; the descriptor's own position is left alone. Nothing is durable
    /// until the session commits.
    ///
    /// - Parameter expected: what the caller believes of the file; nil to take it as it is.
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is not a readable regular file;
    ///   ``LockerError/Code/changed`` when its length or times changed meanwhile, so that the bytes read may be a mix
    ///   of two states; ``LockerError/Code/overQuota``.
    public func ingest(
        _ descriptor: Descriptor, at path: EntryPath, modified: Int64, expecting expected: FileStamp? = nil,
        in session: Session
    ) throws(LockerError) -> Content {
        let before = FileStamp(try descriptor.checkReadable(path))
        guard before == expected ?? before else { throw Locker.changed(path) }
        guard before.size <= Recipe.maximumSize else {
            throw LockerError(
                .invalidArgument, "\(path): \(before.size) bytes are more than \(Recipe.maximumSize); split the file")
        }
        try checkQuota(of: session, adding: before.size)
        let (content, ticket) = try ingestWorkers.with { (worker) throws(LockerError) in
            worker.start()
            try read(descriptor, path, into: worker)
            return try worker.finish()
        }
        let after = try onCallersFile { () throws(SystemError) in try descriptor.status(of: "\(path)") }
        guard FileStamp(after) == before, content.size == before.size else { throw Locker.changed(path) }
        try stage(content, at: path, modified: modified, ticket: ticket, in: session)
        return content
    }

    private static func changed(_ path: EntryPath) -> LockerError {
        LockerError(.changed, "\(path): it changed while it was read; sync again when nothing writes to it")
    }

    private func read(_ descriptor: Descriptor, _ path: EntryPath, into worker: IngestWorker) throws(LockerError) {
        while true {
            let space = worker.space()
            let count = try onCallersFile { () throws(SystemError) in
                try descriptor.readFully(into: space, at: worker.received, subject: "\(path)")
            }
            try worker.filled(count)
            if count < space.count { return }
        }
    }

    /// Stages the entry of `content`, which was just stored.
    func stage(
        _ content: Content, at path: EntryPath, modified: Int64, ticket: Ticket, in session: Session
    ) throws(LockerError) {
        let entry = Entry(
            path: path, kind: .file, size: content.size, blob: content.blob, modified: modified, track: content.track)
        try session.stageUploaded(entry, ticket: ticket)
    }
}
