import LockerBase

/// A device of an account: it has brought a revision, or said that it is there.
///
/// It has no secret: whoever may act for the account may name any number. That one was removed keeps order and is no
/// lock.
public struct KnownDevice: Hashable, Sendable {
    /// The number that it chose for itself, ``numberLength`` bytes.
    public let number: [UInt8]
    /// What people call it: at first what it called itself.
    public let name: String
    /// When it was first heard of, in nanoseconds since 1970 UTC.
    public let firstSeen: Int64
    /// When it was last heard of: a commit's time, or some hour in which it said that it is there.
    public let lastSeen: Int64
    /// When it was removed; nil while it is not: then what it brings is refused.
    public let removed: Int64?

    /// The bytes of a device's number.
    public static let numberLength = Source.deviceLength
    /// The most UTF-8 bytes in a device's name.
    public static let maximumNameLength = Source.maximumNameLength
    /// The most devices that an account may have. Where a new one comes to as many, that one is forgotten which was
    /// removed and not heard of for the longest.
    public static let maximumPerAccount = 1000

    /// Takes the fields as they are.
    public init(number: [UInt8], name: String, firstSeen: Int64, lastSeen: Int64, removed: Int64? = nil) {
        self.number = number
        self.name = name
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.removed = removed
    }

    /// The number in hexadecimal.
    public var text: String { number.hexText }

    /// What errors call it.
    public var shown: String { "device '\(EntryPath.printable(name.utf8))' (\(text))" }

    /// The same device with another name.
    public func withName(_ name: String) -> KnownDevice {
        KnownDevice(number: number, name: name, firstSeen: firstSeen, lastSeen: lastSeen, removed: removed)
    }

    /// The same device, removed at this time, or with nil not removed.
    public func withRemoved(_ removed: Int64?) -> KnownDevice {
        KnownDevice(number: number, name: name, firstSeen: firstSeen, lastSeen: lastSeen, removed: removed)
    }

    /// The same device, heard of at `time` too.
    public func seen(at time: Int64) -> KnownDevice {
        KnownDevice(
            number: number, name: name, firstSeen: firstSeen, lastSeen: max(lastSeen, time), removed: removed)
    }
}
