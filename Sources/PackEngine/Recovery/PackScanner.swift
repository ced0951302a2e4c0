import LockerBase

/// Finds every whole record of a pack whose footer is missing or damaged.
///
/// Where a header is bad, the next one is searched at the following multiples of 8; its checksum, seeded with the
/// salt of the pack and its own offset, makes a false one as good as impossible, also inside a pack that somebody
/// stored as a file. A hole therefore costs the records in it and none behind it. What is not whole is read twice: what
/// a scan does not find is cut off, and a cable or a memory module errs once. At a record that a newer program wrote it
/// ends.
struct PackScanner {
    let file: any StoredPack
    let stamp: RecordStamp
    /// The size of the file.
    let size: Int

    private static let window = 1 << 20
    private static let sector = 4096

    /// Reads the pack from its start to its end, or until `isStopping`, which is asked before every record.
    func scan(until isStopping: () -> Bool = { false }) -> ScannedRecords {
        var result = ScannedRecords()
        var payload: [UInt8] = []
        var offset = PackFormat.headerLength
        while let (start, header) = nextHeader(from: offset, &result) {
            if isStopping() {
                result.wasStopped = true
                break
            }
            guard let kind = header.kind else {
                // A footer that was being written: records never follow one.
                break
            }
            offset = start + header.recordLength
            guard payloadIsWhole(header, at: start, &payload, &result) else { continue }
            result.entries.append(
                PackEntry(
                    kind: kind, codec: header.codec, scheme: header.scheme, digest: header.digest, offset: start,
                    rawLength: header.rawLength, storedLength: header.storedLength))
            result.lostBytes += start - result.end
            result.end = offset
        }
        return result
    }

    /// The first valid header at `offset` or behind it, whose record the file has room for.
    private func nextHeader(from offset: Int, _ result: inout ScannedRecords) -> (Int, RecordHeader)? {
        if let header = header(at: offset, &result) ?? header(at: offset, &result) { return (offset, header) }
        var window: [UInt8] = []
        var start = offset
        var length = PackScanner.window
        while start + PackFormat.headerLength <= size, !result.hasUnknown {
            window = [UInt8](repeating: 0, count: min(length, size - start))
            let position = start
            let count = window.withMutableRawBytes { read(into: $0, at: position) }
            guard let count else {
                // A sector that the disk cannot read: what lies behind it may be whole.
                result.hasUnreadableParts = true
                if length <= PackScanner.sector { start += PackScanner.sector }
                length = PackScanner.sector
                continue
            }
            guard count >= PackFormat.headerLength else { return nil }
            let found = window.withRawBytes {
                search(UnsafeRawBufferPointer(rebasing: $0[..<count]), start, &result)
            }
            if let found { return found }
            start += (count - PackFormat.headerLength + 8) & ~7
            length = PackScanner.window
        }
        return nil
    }

    private func search(
        _ window: UnsafeRawBufferPointer, _ start: Int, _ result: inout ScannedRecords
    ) -> (Int, RecordHeader)? {
        for position in stride(from: 0, through: window.count - PackFormat.headerLength, by: 8)
        where window.integer(at: position) == RecordHeader.magic {
            let bytes = UnsafeRawBufferPointer(rebasing: window[position..<position + PackFormat.headerLength])
            let offset = start + position
            switch RecordHeader.read(bytes, stamp: stamp, offset: offset) {
            case .valid(let header) where header.storedLength <= size - offset - PackFormat.headerLength:
                return (offset, header)
            case .unknown:
                result.hasUnknown = true
                return nil
            case .valid, .invalid: continue
            }
        }
        return nil
    }

    /// The header of the record that begins at `offset`: records follow one another as a rule.
    private func header(at offset: Int, _ result: inout ScannedRecords) -> RecordHeader? {
        var bytes = [UInt8](repeating: 0, count: PackFormat.headerLength)
        let count = bytes.withMutableRawBytes { try? file.read(into: $0, at: offset) }
        guard count == bytes.count else { return nil }
        return bytes.withRawBytes { search($0, offset, &result) }?.1
    }

    private func payloadIsWhole(
        _ header: RecordHeader, at start: Int, _ payload: inout [UInt8], _ result: inout ScannedRecords
    ) -> Bool {
        if payload.count < header.storedLength { payload = [UInt8](repeating: 0, count: header.storedLength) }
        return payload.withMutableRawBytes { raw in
            let part = UnsafeMutableRawBufferPointer(rebasing: raw[..<header.storedLength])
            for _ in 0..<2 {
                guard let count = read(into: part, at: start + PackFormat.headerLength) else {
                    result.hasUnreadableParts = true
                    return false
                }
                let isWhole = count == part.count && checksum(UnsafeRawBufferPointer(part)) == header.payloadChecksum
                if isWhole { return true }
            }
            return false
        }
    }

    /// Reads at `offset`, and once more when that fails; nil when it fails again.
    private func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int? {
        if let count = try? file.read(into: buffer, at: offset) { return count }
        return try? file.read(into: buffer, at: offset)
    }
}
