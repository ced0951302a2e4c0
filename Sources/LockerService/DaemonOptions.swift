import LockerCore
import MetricsServer
import TTRPC

/// Everything that a daemon is told before it starts.
public struct DaemonOptions: Sendable {
    /// The directory of the store; made on first use.
    public var store: String
    /// The path to listen at, unless systemd passed a socket.
    public var socket: String
    /// Who may do what.
    public var configuration: Configuration
    /// What clients may use at a time.
    public var limits: Server.Limits
    /// Where metrics are to be had; nil for nowhere.
    public var metrics: MetricsAddress?

    public init(
        store: String, socket: String, configuration: Configuration = Configuration(),
        limits: Server.Limits = Server.Limits(), metrics: MetricsAddress? = nil
    ) {
        self.store = store
        self.socket = socket
        self.configuration = configuration
        self.limits = limits
        self.metrics = metrics
    }
}
