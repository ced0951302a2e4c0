/// When packs are read back and checked, as the configuration says it.
struct ConfiguredScrub: Decodable, Sendable {
    /// In how many days every pack is read back and checked once.
    let days: Double?

    enum CodingKeys: String, CodingKey, CaseIterable { case days }
}
