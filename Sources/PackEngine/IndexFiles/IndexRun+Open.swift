import LockerBase
import POSIXSupport

extension IndexRun {
    static let magic = UInt64(littleEndian: 0x314E_5552_4952_4B4C)

    /// More entries than this are none that a store could have: a number that is read is checked before it is used.
    static let maximumEntries = 1 << 36

    /// Opens the run that the journal calls `reference`: reads what is kept in memory of it, a fiftieth, and no block.
    static func open(_ reference: Reference, in folder: any IndexFolder) throws(IndexFailure) -> IndexRun {
        let name = IndexFormat.runName(reference.number)
        let file = try readingIndex(name) { () throws(SystemError) in try folder.open(name) }
        let size = try readingIndex(name) { () throws(SystemError) in try file.size() }
        let blocks = IndexFormat.blocks(reference.entries)
        let (start, fenceLength) = (blocks * IndexFormat.blockLength, (blocks * 4 + 7) & ~7)
        // At least one line is in a filter.
        guard size >= start + fenceLength + IndexFilter.lineLength + IndexFormat.headerLength else {
            throw .damage(IndexDamage(file: name, what: "it is too short"))
        }
        let trailer = try read(file, name, at: size - IndexFormat.headerLength, count: IndexFormat.headerLength)
        let (lines, sum) = try trailer.withRawBytes { (raw) throws(IndexFailure) in
            guard raw.integer(at: 0) == magic, raw.integer(at: 56) == headerChecksum(raw, seed: reference.salt),
                raw.integer(at: 8) == IndexFormat.version, raw.integer(at: 16) == reference.number,
                raw.integer(at: 24) == UInt64(reference.entries), raw.integer(at: 32) == reference.salt,
                raw.integer(at: 40) == reference.sequence
            else {
                throw IndexFailure.damage(IndexDamage(file: name, what: "its trailer is not the one that was written"))
            }
            return (Int(raw.integer(at: 12, as: UInt32.self)), raw.integer(at: 48, as: UInt64.self))
        }
        guard size == start + fenceLength + lines * IndexFilter.lineLength + IndexFormat.headerLength else {
            throw .damage(IndexDamage(file: name, what: "it has another length than it was written with"))
        }
        let fenceBytes = try read(file, name, at: start, count: fenceLength)
        let filter = IndexFilter(lineCount: lines, salt: reference.salt)
        try read(file, name, at: start + fenceLength, into: filter.bytes)
        guard sum == tailChecksum(of: fenceBytes, filter, salt: reference.salt) else {
            throw .damage(IndexDamage(file: name, what: "its filter does not match its checksum"))
        }
        let fences = fenceBytes.withRawBytes { raw in (0..<blocks).map { raw.integer(at: $0 * 4, as: UInt32.self) } }
        return IndexRun(reference, file: file, fences: fences, filter: filter)
    }

    /// Of the fences as they are written, and of the filter.
    static func tailChecksum(of fences: [UInt8], _ filter: IndexFilter, salt: UInt64) -> UInt64 {
        let first = fences.withRawBytes { checksum($0, seed: salt) }
        return checksum(UnsafeRawBufferPointer(filter.bytes), seed: first)
    }

    /// The trailer of a run.
    static func trailer(_ reference: Reference, lines: Int, checksum: UInt64) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: IndexFormat.headerLength)
        bytes.withUnsafeMutableBytes { raw in
            raw.store(magic, at: 0)
            raw.store(IndexFormat.version, at: 8)
            raw.store(UInt32(lines), at: 12)
            raw.store(reference.number, at: 16)
            raw.store(UInt64(reference.entries), at: 24)
            raw.store(reference.salt, at: 32)
            raw.store(reference.sequence, at: 40)
            raw.store(checksum, at: 48)
            raw.store(headerChecksum(UnsafeRawBufferPointer(raw), seed: reference.salt), at: 56)
        }
        return bytes
    }

    private static func read(
        _ file: any IndexFile, _ name: String, at offset: Int, count: Int
    ) throws(IndexFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withMutableRawBytes { (raw) throws(IndexFailure) in try read(file, name, at: offset, into: raw) }
        return bytes
    }

    private static func read(
        _ file: any IndexFile, _ name: String, at offset: Int, into raw: UnsafeMutableRawBufferPointer
    ) throws(IndexFailure) {
        let count = try readingIndex(name) { () throws(SystemError) in try file.read(into: raw, at: offset) }
        guard count == raw.count else { throw .damage(IndexDamage(file: name, what: "it ends too soon")) }
    }
}
