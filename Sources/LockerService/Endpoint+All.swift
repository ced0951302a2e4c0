import LockerAPI
import LockerCore
import TTRPC

extension Endpoint {
    /// The calls of both services, ready to be served.
    static func router(locker: Locker, log: CallLog, started: ContinuousClock.Instant) -> Router {
        var endpoint = Endpoint(locker: locker, log: log)
        endpoint.addStatus(started: started)
        endpoint.addBrowsing()
        endpoint.addSessions()
        endpoint.addUploads()
        endpoint.addMatching()
        endpoint.addContent()
        endpoint.addEdits()
        endpoint.addAdministration()
        endpoint.addCatalog()
        endpoint.addJobs()
        endpoint.addDamage()
        endpoint.addHistory()
        return endpoint.router
    }
}
