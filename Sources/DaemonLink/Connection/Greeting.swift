import LockerAPI

/// What a daemon says of itself when it is connected to.
package struct Greeting: Sendable, Equatable {
    /// Its version; empty where it is older than the question.
    package let version: String
    /// The words for what it can do; see ``Feature``.
    package let features: Set<String>
    /// The bounds of calls, by their words (docs/protocol.md, "Limits").
    package let limits: [String: UInt64]

    init(_ response: Locker_V1_CapabilitiesResponse = Locker_V1_CapabilitiesResponse()) {
        version = response.version
        features = Set(response.features)
        limits = response.limits
    }

    /// Whether the daemon has `feature`.
    package func has(_ feature: Feature) -> Bool { features.contains(feature.rawValue) }

    /// The bound called `word`; `usual` where the daemon does not tell, or tells what cannot be.
    func limit(_ word: String, usual: Int) -> Int {
        guard let limit = limits[word], limit > 0 else { return usual }
        return Int(clamping: limit)
    }
}
