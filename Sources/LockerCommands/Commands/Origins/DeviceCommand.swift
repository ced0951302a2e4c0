import ArgumentParser

struct DeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "The devices that bring something to the account, or pull from it.",
        subcommands: [
            ListDevicesCommand.self, RenameDeviceCommand.self, RemoveDeviceCommand.self, RestoreDeviceCommand.self,
        ])
}
