/// What callers may use at a time, as the configuration says it.
struct ConfiguredLimits: Decodable, Sendable {
    /// Connections at a time.
    let connections: Int?
    /// Connections of one user at a time.
    let connectionsPerUser: Int?
    /// Connections of one user who acts for others, at a time.
    let connectionsPerFrontend: Int?
    /// Calls at a time on one connection.
    let requestsInFlight: Int?
    /// Bytes of requests, and as many of replies, that are in memory at a time.
    let messageBytes: Int?
    /// Seconds that a call waits for the file that came with it.
    let fileSeconds: Double?
    /// Bytes that an account may have taken in without committing them.
    let uncommittedBytes: Int64?
    /// Bytes of memory for what is staged and not committed.
    let stagingMemoryBytes: Int?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case connections
        case connectionsPerUser = "connections_per_user"
        case connectionsPerFrontend = "connections_per_frontend"
        case requestsInFlight = "requests_in_flight"
        case messageBytes = "message_bytes"
        case fileSeconds = "file_seconds"
        case uncommittedBytes = "uncommitted_bytes"
        case stagingMemoryBytes = "staging_memory_bytes"
    }

    func apply(to options: inout DaemonOptions) {
        if let connections { options.limits.connections = connections }
        if let connectionsPerUser { options.limits.connectionsPerUser = connectionsPerUser }
        if let connectionsPerFrontend { options.limits.connectionsPerFrontend = connectionsPerFrontend }
        if let requestsInFlight { options.limits.requestsInFlight = requestsInFlight }
        if let messageBytes { options.limits.messageBytes = messageBytes }
        if let fileSeconds { options.limits.fileSeconds = fileSeconds }
        if let uncommittedBytes { options.configuration.uncommittedLimit = uncommittedBytes }
        if let stagingMemoryBytes { options.configuration.stagingMemory = stagingMemoryBytes }
    }
}
