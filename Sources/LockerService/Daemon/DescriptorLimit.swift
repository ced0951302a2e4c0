import Logging
import TTRPC

/// The descriptors that the system lets the daemon have, and what of them is for connections.
enum DescriptorLimit {
    /// For packs, the index, the database, uploads in pieces, scrapes of metrics and standard streams.
    static let reserved = 320
    /// Of a thread that reads the database: the database and its log.
    static let perReader = 2
    /// Of a connection: its socket, and what may come with the frame that is being read.
    static let perConnection = 1 + AncillaryData.descriptorLimit

    /// Takes `limits` back to what `descriptors` descriptors are enough for, and says so in the log.
    static func fit(_ limits: inout ServerLimits, to descriptors: Int, logger: Logger) {
        limits.descriptors = min(limits.descriptors, max(2, descriptors / 4))
        let connections = max(
            1, (descriptors - reserved - perReader * limits.threads - limits.descriptors) / perConnection)
        guard connections < limits.connections else { return }
        logger.warning(
            "too few descriptors for all connections; raise the limit of open files (LimitNOFILE)",
            metadata: [
                "descriptors": "\(descriptors)", "connections": "\(connections)", "configured": "\(limits.connections)",
            ])
        limits.connections = connections
    }
}
