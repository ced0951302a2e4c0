import Foundation
import LockerAPI
import LockerBase
import Metadata

extension Source {
    /// - Throws: ``LockerError/Code/invalidArgument`` for what no device or no absolute path can be.
    init(_ message: Locker_V1_Source) throws(LockerError) {
        try self.init(device: message.device, deviceName: message.deviceName, folder: message.folder)
    }
}

extension Locker_V1_Source {
    init(_ source: Source) {
        self.init()
        device = Data(source.device)
        deviceName = source.deviceName
        folder = Data(source.folder)
    }
}
