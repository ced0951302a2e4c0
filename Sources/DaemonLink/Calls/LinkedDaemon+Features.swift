import LockerAPI
import LockerBase

extension LinkedDaemon {
    /// The words for what the daemon can do beyond the first version of its interface; none where it is older than the
    /// question. It is asked once for each connection.
    package func features() async throws(LockerError) -> Set<String> {
        try await greeting().features
    }

    /// Whether the daemon has `feature`.
    package func has(_ feature: Feature) async throws(LockerError) -> Bool {
        try await greeting().has(feature)
    }

    /// - Parameter wish: what cannot be done without `feature`: `tell what changes`.
    /// - Throws: ``LockerError/Code/unimplemented`` when the daemon is older than `feature`.
    package func require(_ feature: Feature, to wish: String) async throws(LockerError) {
        try await greeting().require(feature, to: wish)
    }
}

extension Greeting {
    /// - Throws: ``LockerError/Code/unimplemented`` when the daemon is older than `feature`.
    package func require(_ feature: Feature, to wish: String) throws(LockerError) {
        guard has(feature) else {
            throw LockerError(
                .unimplemented, "this lockerd is older than this program and cannot \(wish); update lockerd")
        }
    }
}
