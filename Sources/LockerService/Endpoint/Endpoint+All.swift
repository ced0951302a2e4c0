import LockerAPI
import LockerCore
import TTRPC

extension Endpoint {
    /// The calls of both services, ready to be served.
    static func router(
        locker: Locker, log: CallLog, requests: RequestMetrics, limits: ServedLimits, started: ContinuousClock.Instant
    ) -> Router {
        var endpoint = Endpoint(locker: locker, log: log, requests: requests)
        endpoint.addStatus(started: started)
        endpoint.addCapabilities(limits)
        endpoint.addBrowsing()
        endpoint.addSessions()
        endpoint.addUploads()
        endpoint.addMatching()
        endpoint.addAssembly()
        endpoint.addContent()
        endpoint.addEdits()
        endpoint.addWatching()
        endpoint.addLibraries()
        endpoint.addDevices()
        endpoint.addAccounts()
        endpoint.addCatalog()
        endpoint.addJobs()
        endpoint.addDamage()
        endpoint.addExpiry()
        return endpoint.router
    }
}
