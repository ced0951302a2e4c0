import LockerBase

/// The bytes of an archive that are not content (APPNOTE.TXT, section 4.3).
extension ZIPLayout {
    /// The header before the content of an entry. What is behind the content is 0 in it; of an entry without content,
    /// that is what it is.
    func localHeader(_ index: Int) -> [UInt8] {
        let place = self.place(index)
        var bytes = ByteWriter(capacity: Int(place.localLength))
        bytes.append(UInt32(0x0403_4B50))
        bytes.append(ZIPLayout.version(isWide: place.isLarge))
        appendStorage(place, checksum: 0, to: &bytes)
        let size: UInt32 = place.isLarge ? .max : 0
        bytes.append(size)
        bytes.append(size)
        bytes.append(UInt16(place.name.count))
        bytes.append(UInt16(place.localLength) - 30 - UInt16(place.name.count))
        bytes.append(place.name)
        if place.isLarge { appendWide([0, 0], to: &bytes) }
        appendTimestamp(place, to: &bytes)
        return bytes.bytes
    }

    /// What is behind the content of an entry; nothing where that is nothing.
    func descriptor(_ index: Int, checksum: UInt32) -> [UInt8] {
        let place = self.place(index)
        guard place.descriptorLength > 0 else { return [] }
        var bytes = ByteWriter(capacity: Int(place.descriptorLength))
        bytes.append(UInt32(0x0807_4B50))
        bytes.append(checksum)
        for _ in 0..<2 {
            if place.isLarge {
                bytes.append(place.entry.size)
            } else {
                bytes.append(UInt32(truncatingIfNeeded: place.entry.size))
            }
        }
        return bytes.bytes
    }

    /// The header of an entry in the directory.
    func centralHeader(_ index: Int, checksum: UInt32) -> [UInt8] {
        let place = self.place(index)
        var bytes = ByteWriter(capacity: Int(place.centralLength))
        bytes.append(UInt32(0x0201_4B50))
        bytes.append(ZIPLayout.madeBy)
        bytes.append(ZIPLayout.version(isWide: place.wideLength > 0))
        appendStorage(place, checksum: checksum, to: &bytes)
        let size = UInt32(clamping: place.entry.size)
        bytes.append(size)
        bytes.append(size)
        bytes.append(UInt16(place.name.count))
        bytes.append(UInt16(place.centralLength) - 46 - UInt16(place.name.count))
        // No comment, the first disk, nothing of what it is.
        bytes.append(UInt16(0))
        bytes.append(UInt16(0))
        bytes.append(UInt16(0))
        bytes.append(ZIPLayout.attributes(place.entry))
        bytes.append(UInt32(clamping: place.offset))
        bytes.append(place.name)
        let sizes = place.isLarge ? [place.entry.size, place.entry.size] : []
        appendWide(sizes + (place.isFar ? [place.offset] : []), to: &bytes)
        appendTimestamp(place, to: &bytes)
        return bytes.bytes
    }

    /// The end of the archive.
    func end() -> [UInt8] {
        var bytes = ByteWriter(capacity: 98)
        if isWide { appendWideEnd(to: &bytes) }
        bytes.append(UInt32(0x0605_4B50))
        bytes.append(UInt32(0))
        let count = UInt16(clamping: entries.count)
        bytes.append(count)
        bytes.append(count)
        bytes.append(UInt32(clamping: directoryLength))
        bytes.append(UInt32(clamping: directoryOffset))
        bytes.append(UInt16(0))
        return bytes.bytes
    }

    /// Unix, whose permission bits are told, by version 4.5 of the format.
    private static let madeBy: UInt16 = 3 << 8 | 45

    /// What of the format is needed: 4.5 for fields of 64 bits, else 2.0 for folders.
    private static func version(isWide: Bool) -> UInt16 { isWide ? 45 : 20 }

    /// Unix's kind and permission bits, and beside them that of MS-DOS for folders.
    private static func attributes(_ entry: ZIPEntry) -> UInt32 {
        switch entry.kind {
        case .file: (0o100000 | entry.permissions) << 16
        case .folder: (0o040000 | entry.permissions) << 16 | 0x10
        case .link: (0o120000 | entry.permissions) << 16
        }
    }

    /// Flags, method, time and checksum, which both headers have one behind the other.
    private func appendStorage(_ place: ZIPPlace, checksum: UInt32, to bytes: inout ByteWriter) {
        let time = DOSTime(seconds: place.entry.modified)
        // The name is UTF-8; and where there is content, its sizes and its checksum are told behind it.
        let flags: UInt16 = place.descriptorLength > 0 ? 1 << 11 | 1 << 3 : 1 << 11
        bytes.append(flags)
        bytes.append(UInt16(0))
        bytes.append(time.time)
        bytes.append(time.date)
        bytes.append(checksum)
    }

    private func appendWide(_ numbers: [UInt64], to bytes: inout ByteWriter) {
        guard !numbers.isEmpty else { return }
        bytes.append(UInt16(0x0001))
        bytes.append(UInt16(8 * numbers.count))
        for number in numbers { bytes.append(number) }
    }

    private func appendTimestamp(_ place: ZIPPlace, to bytes: inout ByteWriter) {
        guard let timestamp = place.timestamp else { return }
        bytes.append(UInt16(0x5455))
        bytes.append(UInt16(5))
        // Of modification alone.
        bytes.append(UInt8(1))
        bytes.append(timestamp)
    }

    /// The end in fields of 64 bits, and where it begins.
    private func appendWideEnd(to bytes: inout ByteWriter) {
        bytes.append(UInt32(0x0606_4B50))
        bytes.append(UInt64(44))
        bytes.append(ZIPLayout.madeBy)
        bytes.append(ZIPLayout.version(isWide: true))
        bytes.append(UInt64(0))
        bytes.append(UInt64(entries.count))
        bytes.append(UInt64(entries.count))
        bytes.append(directoryLength)
        bytes.append(directoryOffset)
        bytes.append(UInt32(0x0706_4B50))
        bytes.append(UInt32(0))
        bytes.append(directoryOffset + directoryLength)
        bytes.append(UInt32(1))
    }
}
