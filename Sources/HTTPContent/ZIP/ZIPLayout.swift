import LockerBase

/// An archive whose content is stored as it is: where everything in it goes, and how long it is, before any content is
/// read.
///
/// Checksums stand behind each content, and sizes and offsets take 64 bits where they need them; so does the number of
/// entries. The bytes depend on the entries and their content alone.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10; of the time, Info-ZIP, "proginfo/extrafld.txt".
package struct ZIPLayout: Sendable {
    /// In the order in which they are in the archive.
    package let entries: [ZIPEntry]
    /// Of the whole archive, in bytes.
    package let length: UInt64

    /// Where the local header of each entry begins.
    let offsets: [UInt64]
    /// Where the directory begins.
    let directoryOffset: UInt64
    let directoryLength: UInt64

    /// - Parameter entries: of which no two have one path; that is for the caller to see to.
    /// - Throws: ``LockerError/Code/invalidArgument`` where the archive would have 2^64 bytes or more.
    package init(_ entries: [ZIPEntry]) throws(LockerError) {
        var offsets: [UInt64] = []
        offsets.reserveCapacity(entries.count)
        var end: UInt64 = 0
        var directory: UInt64 = 0
        for entry in entries {
            let place = ZIPPlace(entry, at: end)
            offsets.append(end)
            end = try ZIPLayout.sum(end, place.localLength, entry.size, place.descriptorLength)
            directory = try ZIPLayout.sum(directory, place.centralLength)
        }
        self.entries = entries
        self.offsets = offsets
        directoryOffset = end
        directoryLength = directory
        let isWide = ZIPLayout.isWide(count: entries.count, offset: end, length: directory)
        length = try ZIPLayout.sum(end, directory, isWide ? 56 + 20 + 22 : 22)
    }

    /// Whether the end of the directory takes fields of 64 bits.
    var isWide: Bool {
        ZIPLayout.isWide(count: entries.count, offset: directoryOffset, length: directoryLength)
    }

    /// The entry of this number, with what it takes.
    func place(_ index: Int) -> ZIPPlace {
        ZIPPlace(entries[index], at: offsets[index])
    }

    private static func isWide(count: Int, offset: UInt64, length: UInt64) -> Bool {
        count >= 0xFFFF || offset >= ZIPPlace.large || length >= ZIPPlace.large
    }

    private static func sum(_ numbers: UInt64...) throws(LockerError) -> UInt64 {
        var sum: UInt64 = 0
        for number in numbers {
            let (next, isOver) = sum.addingReportingOverflow(number)
            guard !isOver else {
                throw LockerError(
                    .invalidArgument,
                    "the files are too large for one archive, which has less than 2^64 bytes; ask for fewer")
            }
            sum = next
        }
        return sum
    }
}
