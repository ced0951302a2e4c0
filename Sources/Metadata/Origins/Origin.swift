import LockerBase

/// Where a revision came from, as its client told.
public struct Origin: Hashable, Sendable {
    /// The device's number, ``KnownDevice/numberLength`` bytes; nil when none was told.
    public let device: [UInt8]?
    /// What the device was called when it was told; in a revision that is read, what it is called now.
    public let deviceName: String
    /// The absolute path of the folder that was synced; empty where there was none.
    public let folder: [UInt8]
    /// The program; empty when it was not told.
    public let client: String
    /// The program's version; empty when it was not told.
    public let version: String

    /// The most UTF-8 bytes in a program's name, and in its version.
    public static let maximumClientLength = 64

    /// - Throws: ``LockerError/Code/invalidArgument`` for what is no device, no absolute path, too long, or has control
    ///   characters.
    public init(
        device: [UInt8]?, deviceName: String = "", folder: [UInt8] = [], client: String = "",
        version: String = ""
    ) throws(LockerError) {
        if let device { try KnownDevice.checkNumber(device) }
        try KnownDevice.checkName(deviceName)
        if !folder.isEmpty { try Source.checkFolder(folder) }
        for text in [client, version] {
            guard text.utf8.count <= Origin.maximumClientLength, !text.hasControlCharacters else {
                throw LockerError(
                    .invalidArgument,
                    "a client names itself and its version in at most \(Origin.maximumClientLength) bytes each, "
                        + "as text without control characters")
            }
        }
        (self.device, self.deviceName, self.folder) = (device, deviceName, folder)
        (self.client, self.version) = (client, version)
    }
}
