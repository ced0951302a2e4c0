import LockerBase

/// A change of the index as it is written into the journal. Little-endian:
///
///     0 magic "LKRT"    4 entries u32    8 rows u32    12 packs taken out u32    16 runs u32
///     20 end u32    24 change u64
///     32 runs, 32 bytes each: number u64, entries u64, salt u64, change u64
///     .. packs taken out, 16 bytes each: pack id u32, zero u32, change u64
///     .. rows, 96 bytes each: pack id u32, row
///     .. entries, 56 bytes each
///     .. XXH3-64 of all before, with the seed *salt of the journal + offset of the frame*
enum JournalFrame {
    static let magic = UInt32(littleEndian: 0x5452_4B4C)
    static let headerLength = 32
    private static let (runLength, removedLength, rowLength) = (32, 16, 96)

    static func encoded(_ change: IndexChange, sequence: UInt64, salt: UInt64, offset: Int) -> [UInt8] {
        let counts = [change.entries.count, change.rows.count, change.removed.count, change.runs.count]
        var writer = ByteWriter(capacity: length(counts))
        writer.append(magic)
        for count in counts { writer.append(UInt32(count)) }
        writer.append(UInt32(change.isEnd ? 1 : 0))
        writer.append(sequence)
        for run in change.runs {
            writer.append(run.number)
            writer.append(UInt64(run.entries))
            writer.append(run.salt)
            writer.append(run.sequence)
        }
        for (pack, sequence) in change.removed {
            writer.append(pack)
            writer.append(UInt32(0))
            writer.append(sequence)
        }
        for row in change.rows {
            writer.append(row.name.id)
            writer.append(row.encoded())
        }
        var bytes = writer.bytes
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: change.entries.count * IndexFormat.entryLength + 8))
        bytes.withUnsafeMutableBytes { raw in
            for (number, entry) in change.entries.enumerated() {
                entry.encode(into: raw, at: start + number * IndexFormat.entryLength)
            }
            let end = raw.count - 8
            let sum = checksum(UnsafeRawBufferPointer(rebasing: raw[..<end]), seed: salt &+ UInt64(offset))
            raw.store(sum, at: end)
        }
        return bytes
    }

    /// The change in the frame at `offset` of a journal, and where it ends; nil when there is no whole one.
    static func decode(
        _ journal: UnsafeRawBufferPointer, at offset: Int, salt: UInt64
    ) -> (change: IndexChange, sequence: UInt64, end: Int)? {
        guard journal.count - offset >= headerLength + 8, journal.integer(at: offset) == magic else { return nil }
        let counts = (0..<4).map { Int(journal.integer(at: offset + 4 + 4 * $0, as: UInt32.self)) }
        // Four numbers of 32 bits: what they come to is no overflow.
        let length = length(counts)
        guard length <= journal.count - offset else { return nil }
        let frame = UnsafeRawBufferPointer(rebasing: journal[offset..<offset + length])
        let sum = checksum(UnsafeRawBufferPointer(rebasing: frame[..<(length - 8)]), seed: salt &+ UInt64(offset))
        guard frame.integer(at: length - 8) == sum, let change = decode(frame, counts) else { return nil }
        return (change, frame.integer(at: 24), offset + length)
    }

    private static func length(_ counts: [Int]) -> Int {
        headerLength + counts[0] * IndexFormat.entryLength + counts[1] * rowLength + counts[2] * removedLength
            + counts[3] * runLength + 8
    }

    private static func decode(_ frame: UnsafeRawBufferPointer, _ counts: [Int]) -> IndexChange? {
        var change = IndexChange()
        change.isEnd = frame.integer(at: 20, as: UInt32.self) == 1
        var start = headerLength
        for _ in 0..<counts[3] {
            let entries = frame.integer(at: start + 8, as: UInt64.self)
            guard entries > 0, entries <= UInt64(IndexRun.maximumEntries) else { return nil }
            change.runs.append(
                IndexRun.Reference(
                    number: frame.integer(at: start), entries: Int(entries), salt: frame.integer(at: start + 16),
                    sequence: frame.integer(at: start + 24)))
            start += runLength
        }
        for _ in 0..<counts[2] {
            change.removed.append((frame.integer(at: start), frame.integer(at: start + 8)))
            start += removedLength
        }
        for _ in 0..<counts[1] {
            let value = UnsafeRawBufferPointer(rebasing: frame[start + 4..<start + rowLength])
            guard let row = PackRow.decode(id: frame.integer(at: start), value) else { return nil }
            change.rows.append(row)
            start += rowLength
        }
        change.entries.reserveCapacity(counts[0])
        for _ in 0..<counts[0] {
            guard let entry = IndexEntry.decode(frame, at: start) else { return nil }
            change.entries.append(entry)
            start += IndexFormat.entryLength
        }
        return change
    }
}
