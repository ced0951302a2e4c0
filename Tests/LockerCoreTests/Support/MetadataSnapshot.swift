import LockerBase
import Metadata

/// All that a database says, but for libraries that never had a revision and for claims.
struct MetadataSnapshot: Equatable {
    struct Revisions: Equatable {
        let library: Library
        let retention: OwnRetention
        /// Newest first.
        let revisions: [Revision]
        /// Of each of the revisions.
        let entries: [[Entry]]
        /// Since the empty library, and since the oldest revision.
        let changes: [[Change]]
    }

    let accounts: [AccountUsage]
    /// The devices of each account, but for when they were last heard of.
    let devices: [[KnownDevice]]
    /// The sums that are kept, of each account.
    let sums: [[Int64]]
    let libraries: [Revisions]
    let tracks: [CatalogTrack]
    let totals: Totals

    init(_ path: String) throws {
        let store = try TestLocker.metadata(path)
        accounts = try store.accounts.usages()
        devices = try accounts.map { usage in
            try store.devices.all(of: usage.account).map { device in
                KnownDevice(
                    number: device.number, name: device.name, firstSeen: device.firstSeen, lastSeen: 0,
                    removed: device.removed)
            }.sorted { $0.text < $1.text }
        }
        sums = try accounts.map {
            let held = try store.accounts.holdings(of: $0.account)
            return [held.logicalBytes, held.revisions, held.versions, held.nameBytes]
        }
        libraries = try accounts.flatMap { usage in
            try store.libraries.all(of: usage.account).filter { $0.newest > 0 }.map { try Revisions($0, store) }
        }
        tracks = try store.catalog.tracks(after: nil, limit: 10_000)
        totals = try store.totals()
    }
}

extension MetadataSnapshot.Revisions {
    init(_ library: Library, _ store: any MetadataStore) throws {
        self.library = library
        retention = try store.libraries.retention(of: library)
        revisions = try store.revisions.list(of: library, before: nil, limit: 10_000)
        entries = try revisions.map {
            try store.entries.list(in: library, revision: $0.number, under: nil, after: nil, limit: 10_000)
        }
        changes = try [0, library.first].map {
            try store.entries.changes(in: library, since: $0, until: nil, after: nil, limit: 10_000)
        }
    }
}
