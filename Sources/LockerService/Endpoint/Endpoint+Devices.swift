import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addDevices() {
        add(LockerMethods.registerDevice) { (locker, call) throws(LockerError) in
            Locker_V1_Device(
                try locker.devices.register(
                    Array(call.message.device), called: call.message.name, of: call.caller))
        }
        add(LockerMethods.listDevices, isReading: true) { (locker, call) throws(LockerError) in
            var response = Locker_V1_ListDevicesResponse()
            response.devices = try locker.devices.list(of: call.caller).map { Locker_V1_Device($0) }
            return response
        }
        add(LockerMethods.renameDevice) { (locker, call) throws(LockerError) in
            Locker_V1_Device(
                try locker.devices.rename(Array(call.message.device), to: call.message.name, of: call.caller))
        }
        add(LockerMethods.removeDevice) { (locker, call) throws(LockerError) in
            Locker_V1_Device(try locker.devices.setRemoved(true, Array(call.message.device), of: call.caller))
        }
        add(LockerMethods.restoreDevice) { (locker, call) throws(LockerError) in
            Locker_V1_Device(try locker.devices.setRemoved(false, Array(call.message.device), of: call.caller))
        }
        add(LockerMethods.setNote) { (locker, call) throws(LockerError) in
            let revision = try locker.libraries.setNote(
                call.message.note, ofRevision: try Number.revision(call.message.revision), of: call.message.library,
                of: call.caller, from: call.message.device.toldDevice)
            var response = Locker_V1_SetNoteResponse()
            response.revision = Locker_V1_Revision(revision)
            return response
        }
    }
}
