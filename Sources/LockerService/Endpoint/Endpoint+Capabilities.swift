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
        register(LockerMethods.cancelCall) { (request, record) throws(LockerError) in
            let (stream, name) = (request.stream, request.request)
            guard (stream == 0) != name.isEmpty else {
                throw LockerError(
                    .invalidArgument,
                    "a call is named by the stream of its request, or by what that is called: give one of them")
            }
            var response = Locker_V1_CancelCallResponse()
            response.found = record.context.otherCalls.cancel { other, metadata in
                stream == 0 ? metadata[RequestMetadata.request] == name : other == stream
            }
            return response
        }
    }
}
