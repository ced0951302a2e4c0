import LockerBase

/// What is said of a revision beside what it holds.
public struct Provenance: Hashable, Sendable {
    /// Where it came from; nil when nobody told.
    public var origin: Origin?
    /// What somebody wrote of it; empty for nothing.
    public var note: String
    /// The revision that its client's folder and the library had last agreed on; nil when it did not tell.
    public var base: Int64?
    /// The bytes of contents that no retained revision of any library of the account had before: what came from others
    /// is in no such number, and neither is what was named and not sent, which the account had then. Nil when it was
    /// not counted.
    public var newBytes: Int64?
    /// Whether it is a purge, which takes something out of all revisions before it.
    public var isPurge: Bool

    /// The most UTF-8 bytes in a note.
    public static let maximumNoteLength = 4096

    /// Takes the fields as they are; without any, nothing is said.
    public init(
        origin: Origin? = nil, note: String = "", base: Int64? = nil, newBytes: Int64? = nil, isPurge: Bool = false
    ) {
        (self.origin, self.note, self.base, self.newBytes, self.isPurge) = (origin, note, base, newBytes, isPurge)
    }

    /// The same of a purge.
    package var ofPurge: Provenance {
        var purge = self
        purge.isPurge = true
        return purge
    }

    /// What of it a quota counts, in bytes: the note, the folder and the device's name, in each revision that is retained.
    /// The rest is short, and among what a revision is charged.
    public var chargedBytes: Int64 {
        var bytes = note.utf8.count
        if let origin { bytes += origin.folder.count + origin.deviceName.utf8.count }
        return Int64(bytes)
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for a note that is too long, or has control characters.
    public static func checkNote(_ note: String) throws(LockerError) {
        guard note.utf8.count <= maximumNoteLength, !note.hasControlCharacters else {
            throw LockerError(
                .invalidArgument,
                "a note has at most \(maximumNoteLength) bytes of text, and no control characters such as line breaks")
        }
    }
}
