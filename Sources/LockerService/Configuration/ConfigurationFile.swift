import LockerBase
import MetricsServer
import ServiceSupport

/// The daemon's configuration file: JSON5, which is JSON with comments. Every key may be left out.
///
/// Its numbers are those that ``ConfigurationNumbers`` lets pass, which ``read(_:)`` asks first.
public struct ConfigurationFile: Decodable, Sendable {
    /// Uids that are operators besides root and the daemon's own.
    let operators: [Int]?
    /// Uids that act for any account.
    let frontends: [Int]?
    /// Whether unknown uids get an account on first contact; they do unless this is false.
    let autoAccounts: Bool?
    /// The quota of such an account, in logical bytes.
    let defaultQuota: Int64?
    let limits: ConfiguredLimits?
    let scrub: ConfiguredScrub?
    let retention: ConfiguredRetention?
    let metrics: ConfiguredMetrics?
    let log: ConfiguredLog?
    let store: ConfiguredStore?
    let catalog: ConfiguredCatalog?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case operators, frontends, limits, scrub, retention, metrics, log, store, catalog
        case autoAccounts = "auto_accounts"
        case defaultQuota = "default_quota"
    }

    /// Puts what the file says on top of the defaults.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is no age, no level or no format, and for an address
    /// that metrics are not served at.
    public func apply(to options: inout DaemonOptions) throws(LockerError) {
        options.configuration.operators = uids(operators)
        options.configuration.frontends = uids(frontends)
        options.configuration.autoAccounts = autoAccounts ?? true
        if let defaultQuota { options.configuration.defaultQuota = defaultQuota }
        limits?.apply(to: &options)
        if let days = scrub?.days { options.configuration.scrubDays = days }
        if store?.mustExist == true { options.mustExist = true }
        if let address = metrics?.listen {
            options.metrics = try naming("'metrics.listen'") { () throws(LockerError) in try MetricsAddress(address) }
        }
        options.configuration.retention = try retention?.rules()
        options.configuration.honoursOwnRetention = retention?.own ?? true
        options.configuration.frontendsGrant = catalog?.frontendsGrant ?? false
        if let level = try log?.level() { options.logLevel = level }
        if let format = try log?.format() { options.logFormat = format }
    }

    private func uids(_ numbers: [Int]?) -> Set<UInt32> {
        Set((numbers ?? []).compactMap(UInt32.init(exactly:)))
    }
}
