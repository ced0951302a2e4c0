import ArgumentParser
import LockerAPI
import LockerSync

struct RestoreDeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Let a device that was removed in again.")

    @Argument(help: "The device: its name, or the first digits of its number.")
    var device: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let devices = try DeviceArgument.devices(connection, to: "let devices in again")
        var request = Locker_V1_RestoreDeviceRequest()
        request.device = try DeviceArgument.device(device, of: devices).device
        let restored = try connection.call(LockerMethods.restoreDevice, request)
        global.report(
            DeviceText.json(restored, own: Device.known(in: SyncStateFile.defaultFolder)?.id),
            "device \(DeviceText.shown(restored)) may bring something again")
    }
}
