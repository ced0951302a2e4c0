import ArgumentParser
import LockerAPI
import LockerBase
import LockerSync

struct RenameDeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a device another name.",
        discussion: "The log shows it, of old revisions too.")

    @Argument(help: "The device: its name, or the first digits of its number.")
    var device: String

    @Argument(help: "Its new name.")
    var name: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let devices = try DeviceArgument.devices(connection, to: "rename devices")
        let old = try DeviceArgument.device(device, of: devices)
        var request = Locker_V1_RenameDeviceRequest()
        (request.device, request.name) = (old.device, name)
        let renamed = try connection.call(LockerMethods.renameDevice, request)
        // What this device keeps beside others' files has its name.
        if let folder = SyncStateFile.defaultFolder {
            try Device.rename(Array(old.device), to: renamed.name, in: folder)
        }
        global.report(
            DeviceText.json(renamed, own: Device.known(in: SyncStateFile.defaultFolder)?.id),
            "device \(DeviceText.shown(old)) is called \(ListedName.shown(renamed.name)) now")
    }
}
