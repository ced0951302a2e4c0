import POSIXSupport

/// The version of the format that the file of a store states. It is raised before the first pack of a newer one is
/// begun.
final class StoreFormat: Sendable {
    let storeID: StoreID
    private let directory: String
    private let state: Monitor<PackVersion>

    /// - Parameter file: that in `directory`.
    init(_ file: StoreFile, in directory: String) {
        self.directory = directory
        storeID = file.storeID
        state = Monitor(file.version)
    }

    /// All packs there are, and those that are being made, are of this version or an older one.
    var version: PackVersion { state.withLock { $0 } }

    /// Lets the file state `version`, durably, unless it states that already, or a newer one.
    func raise(to version: PackVersion) throws(StorageError) {
        try state.withLock { (stated) throws(StorageError) in
            if stated >= version { return }
            try StorageError.translating { () throws(SystemError) in
                try StoreFile(storeID: storeID, version: version).write(in: directory)
            }
            stated = version
        }
    }
}
