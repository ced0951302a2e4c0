import Glibc
import LockerBase
import POSIXSupport

extension IndexJournal {
    /// More bytes than this are no journal: that of ten million records has two million.
    private static let maximumLength = 1 << 30

    /// Reads the journal of the store `storeID` in `folder`, or nil when there is none.
    ///
    /// A crash tears the last change and no other, since each is durable before the next one is written. So what is not
    /// whole, and has a whole change behind it, is damage; so is all that was there from the beginning.
    static func open(_ storeID: StoreID, in folder: any IndexFolder) throws(IndexFailure) -> JournalContents? {
        let file: any IndexFile
        do throws(SystemError) {
            file = try folder.open(IndexFormat.journal)
        } catch {
            if error.number == ENOENT { return nil }
            throw .reading(error, IndexFormat.journal)
        }
        let size = try readingIndex(IndexFormat.journal) { () throws(SystemError) in try file.size() }
        guard size >= IndexFormat.headerLength, size <= maximumLength else { throw damage("its length is impossible") }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = try readingIndex(IndexFormat.journal) { () throws(SystemError) in
            try bytes.withMutableRawBytes { (raw) throws(SystemError) in try file.read(into: raw, at: 0) }
        }
        guard count == size else { throw damage("it ends too soon") }
        return try bytes.withRawBytes { (raw) throws(IndexFailure) in try read(raw, of: file, storeID) }
    }

    private static func read(
        _ raw: UnsafeRawBufferPointer, of file: any IndexFile, _ storeID: StoreID
    ) throws(IndexFailure) -> JournalContents {
        guard raw.integer(at: 0) == magic, raw.integer(at: 56) == headerChecksum(raw) else {
            throw damage("its header is not one")
        }
        guard raw.integer(at: 8) == IndexFormat.version else { throw damage("it is of another version") }
        guard raw[16..<32].elementsEqual(storeID.bytes) else { throw damage("it belongs to another store") }
        let salt = raw.integer(at: 32, as: UInt64.self)
        guard let start = Int(exactly: raw.integer(at: 48, as: UInt64.self)), start <= raw.count,
            start >= IndexFormat.headerLength, raw.integer(at: 40, as: UInt64.self) <= UInt64(UInt32.max)
        else { throw damage("its header says what cannot be") }
        var changes: [IndexChange] = []
        var (offset, sequence) = (IndexFormat.headerLength, 0 as UInt64)
        while let frame = JournalFrame.decode(raw, at: offset, salt: salt) {
            guard frame.sequence >= sequence, frame.sequence < 1 << 62 else {
                throw damage("its changes are out of order")
            }
            (sequence, offset) = (frame.sequence, frame.end)
            changes.append(frame.change)
        }
        guard offset >= start else { throw damage("its beginning does not match its checksum") }
        let rest = used(raw, from: offset)
        if hasFrame(rest, behind: offset, salt) { throw damage("a change in it does not match its checksum") }
        let journal = IndexJournal(file: file, salt: salt, start: start, end: offset, size: raw.count)
        return JournalContents(
            journal: journal, changes: changes, sequence: sequence, nextRun: raw.integer(at: 40),
            isTorn: rest.count > offset)
    }

    /// The bytes up to the last one from `offset` on that is not zero: what is reserved behind that was never written.
    private static func used(_ raw: UnsafeRawBufferPointer, from offset: Int) -> UnsafeRawBufferPointer {
        var end = raw.count
        while end - 8 >= offset, raw.integer(at: end - 8, as: UInt64.self) == 0 { end -= 8 }
        return UnsafeRawBufferPointer(rebasing: raw[..<end])
    }

    private static func hasFrame(_ raw: UnsafeRawBufferPointer, behind offset: Int, _ salt: UInt64) -> Bool {
        stride(from: offset + 8, to: raw.count, by: 8).contains { place in
            JournalFrame.decode(raw, at: place, salt: salt) != nil
        }
    }

    private static func damage(_ what: String) -> IndexFailure {
        .damage(IndexDamage(file: IndexFormat.journal, what: what))
    }
}

/// What a journal says.
struct JournalContents {
    /// None where there was no room for one.
    var journal: IndexJournal?
    var changes: [IndexChange]
    var sequence: UInt64
    let nextRun: UInt64
    /// Whether its last change is not whole: a crash tore it, or it was damaged later.
    var isTorn: Bool
}
