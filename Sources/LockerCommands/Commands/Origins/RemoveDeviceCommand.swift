import ArgumentParser
import LockerAPI
import LockerSync

struct RemoveDeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Let a device neither bring, change nor pull from now on.",
        discussion: """
            What it brought stays. It keeps order, and is no lock: who may use the account may give any number. 'locker \
            device restore' lets it in again.
            """)

    @Argument(help: "The device: its name, or the first digits of its number.")
    var device: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let devices = try DeviceArgument.devices(connection, to: "remove devices")
        var request = Locker_V1_RemoveDeviceRequest()
        request.device = try DeviceArgument.device(device, of: devices).device
        let removed = try connection.call(LockerMethods.removeDevice, request)
        global.report(
            DeviceText.json(removed, own: Device.known(in: SyncStateFile.defaultFolder)?.id),
            "device \(DeviceText.shown(removed)) is removed: it may neither bring, change nor pull")
    }
}
