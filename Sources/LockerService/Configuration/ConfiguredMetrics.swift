/// Where metrics are served, as the configuration says it.
struct ConfiguredMetrics: Decodable, Sendable {
    /// A port of a loopback address, or `unix:` and the path of a socket.
    let listen: String?

    enum CodingKeys: String, CodingKey, CaseIterable { case listen }
}
