import LockerAPI
import LockerBase

extension Locker_V1_Origin {
    /// What is said of a revision that a person makes by the gateway.
    static func gateway(for caller: Caller) -> Locker_V1_Origin {
        var origin = Locker_V1_Origin()
        origin.deviceName = caller.signedIn.label
        origin.client = "locker-gateway"
        origin.version = LockerVersion.text
        return origin
    }
}
