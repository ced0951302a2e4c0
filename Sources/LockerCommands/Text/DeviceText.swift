import LockerAPI
import LockerBase

/// The devices of an account, in words and in JSON.
package enum DeviceText {
    /// The digits that are shown of a device's number.
    static let idLength = 8

    /// - Parameter own: the number of this device; nil where it has none.
    package static func table(_ devices: [Locker_V1_Device], own: [UInt8]?) -> String {
        var table = Table(["DEVICE", "NAME", "FIRST SEEN", "LAST SEEN", ""])
        for device in devices {
            table.add([
                String(device.device.hexText.prefix(idLength)), ListedName.shown(device.name),
                HumanText.moment(device.firstSeen), HumanText.moment(device.lastSeen), state(device, own),
            ])
        }
        return table.text
    }

    private static func state(_ device: Locker_V1_Device, _ own: [UInt8]?) -> String {
        if device.hasRemoved { return "removed \(HumanText.moment(device.removed))" }
        return isOwn(device, own) ? "this one" : ""
    }

    private static func isOwn(_ device: Locker_V1_Device, _ own: [UInt8]?) -> Bool {
        own.map { device.device.elementsEqual($0) } ?? false
    }

    package static func json(_ device: Locker_V1_Device, own: [UInt8]?) -> JSONValue {
        [
            "device": .string(device.device.hexText), "name": .string(device.name),
            "first_seen": .seconds(nanoseconds: device.firstSeen), "first_seen_ns": .exact(device.firstSeen),
            "last_seen": .seconds(nanoseconds: device.lastSeen), "last_seen_ns": .exact(device.lastSeen),
            "removed": device.hasRemoved ? .seconds(nanoseconds: device.removed) : .null,
            "removed_ns": device.hasRemoved ? .exact(device.removed) : .null,
            "own": .bool(isOwn(device, own)),
        ]
    }

    /// What errors and reports call it.
    static func shown(_ device: Locker_V1_Device) -> String {
        "\(ListedName.shown(device.name)) (\(device.device.hexText.prefix(idLength)))"
    }
}
