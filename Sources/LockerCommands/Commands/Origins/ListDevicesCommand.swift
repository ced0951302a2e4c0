import ArgumentParser
import LockerAPI
import LockerSync

struct ListDevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the devices, those that were heard of last first.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let devices = try DeviceArgument.devices(try global.connect(), to: "list devices")
        let own = Device.known(in: SyncStateFile.defaultFolder)?.id
        global.print(
            ["devices": .array(devices.map { DeviceText.json($0, own: own) })],
            DeviceText.table(devices, own: own))
    }
}
