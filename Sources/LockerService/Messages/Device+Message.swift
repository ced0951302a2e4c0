import Foundation
import LockerAPI
import Metadata

extension Locker_V1_Device {
    init(_ known: KnownDevice) {
        self.init()
        device = Data(known.number)
        name = known.name
        firstSeen = known.firstSeen
        lastSeen = known.lastSeen
        if let time = known.removed { removed = time }
    }
}

extension Data {
    /// The device's number that a request tells in this field; nil where it tells none.
    var toldDevice: [UInt8]? { isEmpty ? nil : Array(self) }
}
