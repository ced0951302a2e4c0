import LockerBase

/// The end of a sealed pack: footer record and trailer.
struct PackSeal {
    let name: PackName
    let stamp: RecordStamp
    let entries: [PackEntry]
    /// Where the last record ends.
    let end: Int

    /// The size of the sealed pack.
    var size: Int { end + PackFooter.sealLength(count: entries.count) }

    /// Writes footer and trailer after the last record, cuts the file there, makes it durable and read-only.
    func apply(to file: any GrowingPack) throws(StorageError) {
        let (header, tail) = encoded()
        try header.withRawBytes { (header) throws(StorageError) in
            try tail.withRawBytes { (tail) throws(StorageError) in
                try file.write([header, tail], at: end)
            }
        }
        try file.truncate(to: size)
        try file.synchronize()
        try file.seal()
    }

    /// The records of `pack`, which was sealed before, with footer and trailer made anew.
    func mending(_ pack: any PackBytes) -> MendedPack {
        let (header, tail) = encoded()
        return MendedPack(pack, size: size, with: header + tail, at: end)
    }

    private func encoded() -> (header: [UInt8], tail: [UInt8]) {
        var tail = PackFooter(entries).encoded()
        let footer = tail.withRawBytes { payload in
            RecordHeader(
                kind: nil, codec: .raw, rawLength: payload.count, storedLength: payload.count,
                digest: SHA256().digest(of: payload), payloadChecksum: checksum(payload))
        }
        var header = [UInt8](repeating: 0, count: PackFormat.headerLength)
        header.withUnsafeMutableBytes { footer.encode(into: $0, stamp: stamp, offset: end) }
        tail.append(contentsOf: [UInt8](repeating: 0, count: PackFormat.padded(tail.count) - tail.count))
        tail.append(contentsOf: trailer.encoded())
        return (header, tail)
    }

    private var trailer: PackTrailer {
        var sums = KindTallies()
        for entry in entries { sums.add(entry) }
        return PackTrailer(
            name: name, recordCount: entries.count, footerOffset: end, rawBytes: UInt64(sums.total.rawBytes),
            storedBytes: UInt64(sums.total.storedBytes), salt: stamp.salt, version: stamp.version)
    }
}
