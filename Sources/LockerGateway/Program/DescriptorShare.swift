import Logging

/// The descriptors that the system lets the gateway have, and what of them is for connections: a server without any left
/// goes round and round at a connection that it cannot accept, and can open no database.
package enum DescriptorShare {
    /// For databases, event loops, workers, connections to the daemon and standard streams.
    private static let reserved = 256

    /// Takes `limits` back to what `descriptors` descriptors are enough for, and says so in the log.
    package static func fit(_ limits: inout GatewayLimits, to descriptors: Int, logger: Logger) {
        // A relay has a connection to the daemon too; and what another connection sends or brings may be a file here, of an
        // upload or of a song that was converted.
        let connections = max(1, (descriptors - reserved - min(RelayLimits().inAll, descriptors / 4)) / 2)
        guard connections < limits.connections else { return }
        logger.warning(
            "too few descriptors for all connections; raise the limit of open files (LimitNOFILE)",
            metadata: [
                "descriptors": "\(descriptors)", "connections": "\(connections)", "configured": "\(limits.connections)",
            ])
        limits.connections = connections
    }
}
