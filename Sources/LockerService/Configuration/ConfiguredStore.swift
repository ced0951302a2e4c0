/// What the store has to be, as the configuration says it.
struct ConfiguredStore: Decodable, Sendable {
    /// Whether the store must be there already; see ``DaemonOptions/mustExist``.
    let mustExist: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case mustExist = "must_exist"
    }
}
