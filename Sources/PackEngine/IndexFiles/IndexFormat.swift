/// The figures of the format of the index. docs/format.md describes every byte of it.
enum IndexFormat {
    /// The version that this code writes, and the only one that it reads: an index of another is made anew.
    static let version: UInt16 = 4
    /// The bytes in the header of the journal, and in the trailer of a run.
    static let headerLength = 64
    /// The bytes in an entry.
    static let entryLength = 56
    /// The bytes in a block of a run: as many as the kernel reads at a time.
    static let blockLength = 4096
    /// Entries in a block; what is left of it is the checksum.
    static let entriesPerBlock = (blockLength - 8) / entryLength

    static let journal = "journal"
    static let draft = "journal.new"
    /// What an earlier version kept here.
    static let earlierFiles = ["data.mdb", "lock.mdb", "damaged"]

    static func runName(_ number: UInt64) -> String {
        let digits = String(number)
        return "run-" + String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    /// Whether a file of this name is one of the index, of this or an earlier version.
    static func isOwn(_ name: String) -> Bool {
        name == journal || name == draft || name.hasPrefix("run-") || earlierFiles.contains(name)
    }

    /// The blocks of a run with so many entries.
    static func blocks(_ entries: Int) -> Int { (entries + entriesPerBlock - 1) / entriesPerBlock }
}
