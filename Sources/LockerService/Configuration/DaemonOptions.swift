import LockerCore
import Logging
import MetricsServer
import ServiceSupport
import TTRPC

/// Everything that a daemon is told before it starts.
public struct DaemonOptions: Sendable {
    /// The directory of the store.
    public var store: String
    /// Whether the store must be there: otherwise one is made in a folder that is missing or empty.
    public var mustExist = false
    /// The path to listen at, unless systemd passed a socket.
    public var socket: String
    /// Who may do what.
    public var configuration: Configuration
    /// What clients may use at a time.
    public var limits: ServerLimits
    /// Where metrics are to be had; nil for nowhere.
    public var metrics: MetricsAddress?
    /// The least severe messages that are logged, and how their lines are written; for whoever makes the logger.
    public var logLevel = Logger.Level.info
    /// How lines of the log are written.
    public var logFormat = LogFormat.text

    /// A daemon of that store at that socket; what else is not given is as usual.
    public init(
        store: String, socket: String, configuration: Configuration = Configuration(),
        limits: ServerLimits = ServerLimits(), metrics: MetricsAddress? = nil
    ) {
        self.store = store
        self.socket = socket
        self.configuration = configuration
        self.limits = limits
        self.metrics = metrics
    }
}
