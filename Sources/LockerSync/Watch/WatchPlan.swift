import LockerAPI
import LockerBase

/// Which folder is to be watched for which library, and how.
package struct WatchPlan: Sendable {
    /// Connects to the daemon.
    package typealias Connect = @Sendable () throws(LockerError) -> LockerConnection
    /// Says which library is meant, once there is a daemon to be asked.
    package typealias Naming = @Sendable (LockerConnection) throws(LockerError) -> String

    let directory: [UInt8]
    let options: WatchOptions
    let inbox: WatchInbox
    let connect: Connect
    let naming: Naming

    /// - Parameters:
    ///   - directory: the folder's path (bytes; it may be a link to a folder).
    ///   - inbox: ends the watch when it is told to.
    ///   - naming: nil for the library that the options name.
    package init(
        directory: [UInt8], options: WatchOptions, inbox: WatchInbox, naming: Naming? = nil,
        connecting connect: @escaping Connect
    ) {
        (self.directory, self.options, self.inbox, self.connect) = (directory, options, inbox, connect)
        if let naming {
            self.naming = naming
        } else {
            let library = options.both.sync.library
            self.naming = { (_) throws(LockerError) in library }
        }
    }
}
