import LockerBase
import Metadata

/// What people ask to keep of their libraries, whatever the operator's rules keep of them.
public struct Retentions: Sendable {
    let metadata: any MetadataStore
    let journal: Journal
    let devices: DeviceRegister
    let gate: ChangeGate
    let locks: LibraryLocks
    let settings: Settings

    /// Whether the operator lets it count.
    public var areHonoured: Bool { settings.configuration.honoursOwnRetention }

    /// What the caller asks to keep of a library.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when there is none of this name.
    public func retention(of name: String, of caller: Caller) throws(LockerError) -> OwnRetention {
        try metadata.libraries.retention(of: try caller.library(named: name, in: metadata))
    }

    /// Lets this be what the caller asks to keep of a library, in the place of what was asked for before.
    ///
    /// - Parameter device: the number of the device that asks, if that is told.
    /// - Throws: ``LockerError/Code/permissionDenied`` where the operator lets it not count, and for a device that was
    ///   removed, ``LockerError/Code/notFound`` when there is no library of this name, or it has no revision,
    ///   ``LockerError/Code/invalidArgument`` for what is against ``OwnRetention/check()``.
    public func set(
        _ retention: OwnRetention, of name: String, of caller: Caller, from device: [UInt8]? = nil
    ) throws(LockerError) {
        try retention.check()
        guard areHonoured else {
            throw LockerError(
                .permissionDenied,
                "the operator alone decides here which revisions are kept: nobody can ask for more",
                details: [.library: name])
        }
        try gate.change { () throws(LockerError) -> Void in
            try locks.withLock(caller.account, name) { () throws(LockerError) -> Void in
                try devices.check(device, of: caller.account)
                try record(retention, of: try caller.library(named: name, in: metadata))
            }
        }
    }

    /// The record is durable before the database changes. The caller holds the library's lock.
    private func record(_ retention: OwnRetention, of library: Library) throws(LockerError) {
        // A rebuild knows of those alone that have one.
        guard library.newest > 0 else {
            throw LockerError(
                .notFound, "library '\(library.shownName)': it has no revision yet", details: [.library: library.name])
        }
        guard try metadata.libraries.retention(of: library) != retention else { return }
        let message = Locker_Store_V1_Commit(keeping: retention, of: library, created: Clock.now())
        try journal.record(message) { () throws(LockerError) -> Void in
            try metadata.libraries.set(retention, of: library)
        }
    }
}
