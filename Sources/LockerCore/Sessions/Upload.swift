import LockerBase
import Metadata
import POSIXSupport

/// A file that comes in pieces, one after the other.
final class Upload: Sendable {
    let path: EntryPath
    /// Nanoseconds since 1970 UTC.
    let modified: Int64
    let mode: UInt32?
    let attributes: EntryAttributes?
    private let spool: Monitor<Spool>
    private let place: AccountPlaces.Place

    init(
        path: EntryPath, modified: Int64, mode: UInt32?, attributes: EntryAttributes?, directory: String,
        place: AccountPlaces.Place
    ) throws(LockerError) {
        self.path = path
        self.modified = modified
        self.mode = mode
        self.attributes = attributes
        self.place = place
        spool = Monitor(try Spool(in: directory))
    }

    /// The bytes received so far.
    var received: Int { spool.withLock { $0.size } }

    /// Takes the piece that starts `offset` bytes into the file. Returns the bytes received so far.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when it does not follow the piece before.
    func write(_ data: UnsafeRawBufferPointer, at offset: UInt64) throws(LockerError) -> Int {
        try spool.withLock { (spool) throws(LockerError) in
            guard offset == spool.size else {
                throw LockerError(
                    .invalidArgument,
                    "\(path): a piece at offset \(offset) does not follow the \(spool.size) bytes received")
            }
            try spool.append(data)
            return spool.size
        }
    }

    /// What was received, which must be `size` bytes.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when other than that many bytes came.
    func finish(size: UInt64) throws(LockerError) -> Spool {
        try spool.withLock { (spool) throws(LockerError) in
            guard size == spool.size else {
                throw LockerError(
                    .invalidArgument, "\(path): \(spool.size) of \(size) bytes were received; send it again")
            }
            return spool
        }
    }
}
