import LockerBase
import POSIXSupport
import PackEngine

/// A file that comes in pieces, one after the other.
final class Upload: Sendable {
    let path: EntryPath
    /// Nanoseconds since 1970 UTC.
    let modified: Int64
    private let worker: Monitor<IngestWorker>
    private let place: UploadBudget.Place

    init(path: EntryPath, modified: Int64, packs: PackStore, place: UploadBudget.Place) {
        self.path = path
        self.modified = modified
        self.place = place
        worker = Monitor(IngestWorker(packs: packs))
    }

    /// The bytes received so far.
    var received: Int { worker.withLock { $0.received } }

    /// Takes the piece that starts `offset` bytes into the file. Returns the bytes received so far.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when it does not follow the piece before.
    func write(_ data: UnsafeRawBufferPointer, at offset: UInt64) throws(LockerError) -> Int {
        try worker.withLock { (worker) throws(LockerError) in
            guard offset == worker.received else {
                throw LockerError(
                    .invalidArgument,
                    "\(path): a piece at offset \(offset) does not follow the \(worker.received) bytes received")
            }
            var rest = data
            while !rest.isEmpty {
                let space = worker.space()
                let count = min(space.count, rest.count)
                space.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
                try worker.filled(count)
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return worker.received
        }
    }

    /// Ends the file, which must be `size` bytes long.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when other than that many bytes came.
    func finish(size: UInt64) throws(LockerError) -> (content: Content, ticket: Ticket) {
        try worker.withLock { (worker) throws(LockerError) in
            guard size == worker.received else {
                throw LockerError(
                    .invalidArgument, "\(path): \(worker.received) of \(size) bytes were received; send it again")
            }
            return try worker.finish()
        }
    }
}
