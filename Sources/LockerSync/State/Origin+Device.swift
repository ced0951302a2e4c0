import FoundationEssentials
import LockerAPI
import LockerBase

extension Locker_V1_Origin {
    /// This program, and the device whose identity `stateFolder` holds; without one, or where none can be had, the
    /// program alone.
    package init(ofDeviceIn stateFolder: String?) {
        self.init(of: stateFolder.flatMap { try? Device.identity(in: $0) })
    }

    /// This program, and the device that it runs on; the program alone where that has no identity.
    ///
    /// - Parameter folder: the absolute path of what is synced; empty where nothing is.
    init(of known: Device?, folder: [UInt8] = []) {
        self.init()
        (client, version) = ("locker", LockerVersion.text)
        self.folder = Data(folder)
        guard let known else { return }
        device = Data(known.id)
        deviceName = ListedName.cleaned(known.name)
    }
}

extension Device {
    /// The number of the device whose identity `folder` holds, as calls tell it; empty where there is none.
    package static func number(in folder: String?) -> Data {
        known(in: folder).map { Data($0.id) } ?? Data()
    }
}

extension LockerConnection {
    /// Tells the daemon that the device is there, where it is told of one, and knows of devices.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` when the device was removed.
    func register(_ origin: Locker_V1_Origin) throws(LockerError) {
        guard !origin.device.isEmpty, try has(.devices) else { return }
        var request = Locker_V1_RegisterDeviceRequest()
        (request.device, request.name) = (origin.device, origin.deviceName)
        _ = try call(LockerMethods.registerDevice, request)
    }
}
