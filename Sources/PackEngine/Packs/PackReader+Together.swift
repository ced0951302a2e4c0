import LockerBase

extension PackReader {
    /// Reads records with one pread for those that lie one behind the other, and hashes them side by side. Nil when
    /// anything is not as it should be with any of them: who reads them one by one is told what.
    ///
    /// - Returns: the records, in their order; their bytes are valid until `context` is used again.
    func readTogether(_ wanted: [WantedRecord], using context: ReadContext) -> [WholeRecord]? {
        guard wanted.allSatisfy(\.isPossible) else { return nil }
        let lengths = wanted.map { $0.end - $0.location.offset }
        let buffer = context.storedBuffer(lengths.reduce(0, +))
        var (position, first) = (0, 0)
        while first < wanted.count {
            let start = position
            position += lengths[first]
            var next = first + 1
            while next < wanted.count, wanted[next].follows(wanted[next - 1]) {
                position += lengths[next]
                next += 1
            }
            let name = PackName(wanted[first].key.kind.packClass, wanted[first].location.pack)
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<position])
            guard (try? packs.file(name).read(into: part, at: wanted[first].location.offset)) == part.count else {
                return nil
            }
            first = next
        }
        return check(wanted, lengths, UnsafeRawBufferPointer(buffer), using: context)
    }

    /// - Parameter buffer: the records, each of the length that `lengths` says.
    private func check(
        _ wanted: [WantedRecord], _ lengths: [Int], _ buffer: UnsafeRawBufferPointer, using context: ReadContext
    ) -> [WholeRecord]? {
        let compressed = wanted.filter { $0.location.codec == .lz4 }
        let room = context.rawBuffer(compressed.reduce(0) { $0 + $1.location.rawLength })
        var (position, used) = (0, 0)
        var whole: [WholeRecord] = []
        whole.reserveCapacity(wanted.count)
        for (record, length) in zip(wanted, lengths) {
            let stored = UnsafeRawBufferPointer(rebasing: buffer[position..<position + length])
            position += length
            let location = record.location
            guard
                RecordHeader.matches(stored, kind: record.key.kind, digest: record.key.digest, location: location)
            else { return nil }
            var raw = UnsafeRawBufferPointer(rebasing: stored.dropFirst(PackFormat.headerLength))
            raw = UnsafeRawBufferPointer(rebasing: raw.prefix(location.storedLength))
            if location.codec == .lz4 {
                let output = UnsafeMutableRawBufferPointer(rebasing: room[used..<used + location.rawLength])
                used += location.rawLength
                guard decompress(raw, into: output) else { return nil }
                raw = UnsafeRawBufferPointer(output)
            }
            whole.append(WholeRecord(stored: stored, raw: raw))
        }
        var rightCount = 0
        context.lanes.digests(of: whole.map(\.raw)) { place, digest in
            rightCount += digest == wanted[place].key.digest ? 1 : 0
        }
        return rightCount == wanted.count ? whole : nil
    }
}
