import LockerAPI
import LockerBase
import People

extension Locker_V1_Origin {
    /// What is said of a revision that a person makes by the gateway.
    static func gateway(for caller: SignedIn) -> Locker_V1_Origin {
        var origin = Locker_V1_Origin()
        origin.deviceName = caller.label
        origin.client = "locker-gateway"
        origin.version = LockerVersion.text
        return origin
    }
}
