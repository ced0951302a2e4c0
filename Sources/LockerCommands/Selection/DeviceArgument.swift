import LockerAPI
import LockerBase

/// A device as the command line names it: by its name, or by its number or the first digits of that.
package enum DeviceArgument {
    /// The fewest digits that stand for a number.
    private static let fewestDigits = 4

    /// The device of `devices` that `text` names.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when there is none, ``LockerError/Code/invalidArgument`` when there are
    ///   several.
    package static func device(
        _ text: String, of devices: [Locker_V1_Device]
    ) throws(LockerError) -> Locker_V1_Device {
        var found = devices.filter { $0.name == text || $0.name.printable == text }
        if found.isEmpty, text.count >= fewestDigits {
            let digits = text.lowercased()
            found = devices.filter { $0.device.hexText.hasPrefix(digits) }
        }
        guard let device = found.first else {
            throw LockerError(.notFound, "\(text.printable): no device has this name or number", hint: .listDevices)
        }
        guard found.count == 1 else {
            let numbers = found.map { $0.device.hexText.prefix(12) }.joined(separator: ", ")
            throw LockerError(
                .invalidArgument,
                "\(text.printable): several devices are called so; give the first digits of its number: \(numbers)")
        }
        return device
    }

    /// The account's devices, of a daemon that knows of them.
    static func devices(_ connection: LockerConnection, to wish: String) throws(LockerError) -> [Locker_V1_Device] {
        try connection.require(.devices, to: wish)
        return try connection.call(LockerMethods.listDevices, .init()).devices
    }
}
