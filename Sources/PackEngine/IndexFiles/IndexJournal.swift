import Glibc
import LockerBase
import POSIXSupport

/// The journal of the index: which runs and packs there are, and what has changed since the last run was written. It is
/// written anew, under another name, whenever runs change; between that, changes are added at its end.
///
///     0 magic "LKRINDEX"    8 version u16    10 zero    16 store id    32 salt u64    40 number of the next run u64
///     48 where the changes begin that were added u64    56 checksum u64: XXH3-64 of bytes 0..<56
///     64 frames
struct IndexJournal {
    static let magic = UInt64(littleEndian: 0x5845_444E_4952_4B4C)
    /// The disk space that is reserved at a time.
    private static let reservation = 256 << 10
    /// Of that, so much is left for taking packs out: compactions go on when the disk is full.
    private static let spared = 64 << 10
    /// The most rows, and entries, in a frame at the beginning.
    private static let rowsPerFrame = 8192
    private static let entriesPerFrame = 16_384

    private let file: any IndexFile
    private let salt: UInt64
    /// Where what was added begins.
    let start: Int
    /// Where the next frame goes.
    private(set) var end: Int
    private var reserved: Int
    /// Whether a write or a sync failed: what is in the file is anybody's guess.
    private(set) var isBroken = false

    init(file: any IndexFile, salt: UInt64, start: Int, end: Int, size: Int) {
        self.file = file
        self.salt = salt
        self.start = start
        self.end = end
        reserved = size
    }

    /// Adds a change, durably.
    ///
    /// - Throws: `ENOSPC` with nothing done, where it is refused room. After any other failure the journal is broken:
    ///   what was written may be there after the next start, or not.
    mutating func append(_ change: IndexChange, sequence: UInt64) throws(SystemError) {
        let frame = JournalFrame.encoded(change, sequence: sequence, salt: salt, offset: end)
        let needed = end + frame.count + (change.onlyRemoves ? 0 : IndexJournal.spared)
        if needed > reserved {
            let wanted = max(needed, reserved + IndexJournal.reservation)
            try file.reserve(reserved..<wanted)
            reserved = wanted
        }
        isBroken = true
        try frame.withRawBytes { (raw) throws(SystemError) in try file.write(raw, at: end) }
        try file.synchronize()
        isBroken = false
        end += frame.count
    }

    /// Writes a new journal that says what `content` is, in the place of the one before.
    static func create(
        _ content: IndexContent, storeID: StoreID, sequence: UInt64, nextRun: UInt64, in folder: any IndexFolder
    ) throws(SystemError) -> IndexJournal {
        do throws(SystemError) {
            return try write(content, storeID: storeID, sequence: sequence, nextRun: nextRun, in: folder)
        } catch {
            // On a full disk, what was written of it is room that a compaction needs.
            try? folder.remove(IndexFormat.draft)
            throw error
        }
    }

    private static func write(
        _ content: IndexContent, storeID: StoreID, sequence: UInt64, nextRun: UInt64, in folder: any IndexFolder
    ) throws(SystemError) -> IndexJournal {
        let file = try folder.create(IndexFormat.draft)
        let salt = UInt64.random(in: .min ... .max)
        var end = IndexFormat.headerLength
        for change in frames(of: content) {
            let frame = JournalFrame.encoded(change, sequence: sequence, salt: salt, offset: end)
            try frame.withRawBytes { (raw) throws(SystemError) in try file.write(raw, at: end) }
            end += frame.count
        }
        let header = header(storeID: storeID, salt: salt, nextRun: nextRun, start: end)
        try header.withRawBytes { (raw) throws(SystemError) in try file.write(raw, at: 0) }
        var size = end + reservation
        do throws(SystemError) {
            try file.reserve(end..<size)
        } catch {
            // A disk that is full must not keep the index from being read.
            guard error.isNoRoom else { throw error }
            size = end
        }
        try file.synchronize()
        try folder.rename(IndexFormat.draft, to: IndexFormat.journal)
        try folder.synchronize()
        return IndexJournal(file: file, salt: salt, start: end, end: end, size: size)
    }

    private static func frames(of content: IndexContent) -> [IndexChange] {
        var frames = [IndexChange()]
        frames[0].runs = content.snapshot.runs.map(\.reference)
        frames[0].removed = content.snapshot.removed.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let rows = content.rows.values.sorted { $0.name < $1.name }
        for start in stride(from: 0, to: rows.count, by: rowsPerFrame) {
            var frame = IndexChange()
            frame.rows = Array(rows[start..<min(start + rowsPerFrame, rows.count)])
            frames.append(frame)
        }
        let entries = content.sortedEntries()
        for start in stride(from: 0, to: entries.count, by: entriesPerFrame) {
            var frame = IndexChange()
            frame.entries = Array(entries[start..<min(start + entriesPerFrame, entries.count)])
            frames.append(frame)
        }
        return frames
    }

    private static func header(storeID: StoreID, salt: UInt64, nextRun: UInt64, start: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: IndexFormat.headerLength)
        bytes.withUnsafeMutableBytes { raw in
            raw.store(magic, at: 0)
            raw.store(IndexFormat.version, at: 8)
            raw[16..<32].copyBytes(from: storeID.bytes)
            raw.store(salt, at: 32)
            raw.store(nextRun, at: 40)
            raw.store(UInt64(start), at: 48)
            raw.store(headerChecksum(UnsafeRawBufferPointer(raw)), at: 56)
        }
        return bytes
    }
}
