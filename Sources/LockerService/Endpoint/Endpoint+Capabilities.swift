import LockerAPI
import LockerBase

extension Endpoint {
    mutating func addCapabilities() {
        add(LockerMethods.capabilities, isReading: true) { (_, _) throws(LockerError) in
            var response = Locker_V1_CapabilitiesResponse()
            response.version = LockerVersion.text
            response.features = Feature.allCases.map(\.rawValue)
            return response
        }
    }
}
