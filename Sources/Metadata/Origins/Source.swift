import LockerBase

/// The folder of a device that a library was synced from.
public struct Source: Hashable, Sendable {
    /// The number that the device chose for itself, 16 bytes.
    public let device: [UInt8]
    /// What people call the device.
    public let deviceName: String
    /// The folder's absolute path there.
    public let folder: [UInt8]

    /// The bytes that name a device.
    public static let deviceLength = 16
    /// The most UTF-8 bytes in a device's name.
    public static let maximumNameLength = 255
    /// The most bytes in a folder's path: PATH_MAX without its NUL.
    public static let maximumFolderLength = 4095

    /// - Throws: ``LockerError/Code/invalidArgument`` for what no device or no absolute path can be.
    public init(
        device: some Collection<UInt8>, deviceName: String, folder: some Collection<UInt8>
    ) throws(LockerError) {
        (self.device, self.deviceName, self.folder) = (Array(device), deviceName, Array(folder))
        guard device.count == Source.deviceLength else {
            throw LockerError(
                .invalidArgument, "a device is named by \(Source.deviceLength) bytes, and not by \(device.count)")
        }
        guard deviceName.utf8.count <= Source.maximumNameLength else {
            throw LockerError(
                .invalidArgument, "a device's name has at most \(Source.maximumNameLength) bytes; choose a shorter one")
        }
        try Source.checkFolder(folder)
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for what no absolute path can be.
    static func checkFolder(_ folder: some Collection<UInt8>) throws(LockerError) {
        guard folder.first == UInt8(ascii: "/"), folder.count <= Source.maximumFolderLength, !folder.contains(0) else {
            throw LockerError(
                .invalidArgument, "\(EntryPath.printable(folder)): not the absolute path of a folder; name it from / on"
            )
        }
    }
}
