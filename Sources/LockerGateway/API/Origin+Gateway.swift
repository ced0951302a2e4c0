import LockerAPI
import LockerBase
import People

extension Locker_V1_Origin {
    /// What is said of a revision that a person makes by the gateway.
    static func gateway(for caller: SignedIn) -> Locker_V1_Origin {
        var origin = Locker_V1_Origin()
        // One of a label that is none any more is no reason to refuse what it brings.
        origin.deviceName = ListedName.cleaned(caller.label)
        origin.client = "locker-gateway"
        origin.version = LockerVersion.text
        return origin
    }
}
