import LockerAPI
import LockerBase

extension Endpoint {
    mutating func addCapabilities(_ limits: ServedLimits) {
        add(LockerMethods.capabilities, isReading: true) { (_, _) throws(LockerError) in
            var response = Locker_V1_CapabilitiesResponse()
            response.version = LockerVersion.text
            response.features = Feature.allCases.map(\.rawValue)
            response.limits = limits.byName
            return response
        }
        // Whoever asks has no account, and gets none by asking.
        let locker = locker
        register(LockerMethods.health) { (_, _) throws(LockerError) in Locker_V1_HealthResponse(locker.readiness) }
    }
}
