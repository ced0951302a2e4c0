/// What others than operators may do with the catalog, as the configuration says it.
struct ConfiguredCatalog: Decodable, Sendable {
    /// Whether who acts for others may put songs of it into libraries of these; they may not unless this is true.
    let frontendsGrant: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case frontendsGrant = "frontends_grant"
    }
}
