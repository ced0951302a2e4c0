import Foundation
import LockerBase
import Metadata
import SwiftProtobuf

extension Locker_Store_V1_Account {
    init(_ account: Account) {
        self.init()
        id = account.id
        name = account.name
        if let userID = account.userID { uid = userID }
        if let quota = account.quota { quotaBytes = quota }
        role = UInt32(account.role.rawValue)
        created = account.created
        disabled = account.isDisabled
    }
}

extension Locker_Store_V1_Source {
    init(_ source: Source) {
        self.init()
        device = Data(source.device)
        deviceName = source.deviceName
        folder = Data(source.folder)
    }
}

extension Locker_Store_V1_CatalogTrack {
    init(_ song: CatalogTrack) {
        self.init()
        track = Data(song.digest.bytes)
        blob = Data(song.blob.bytes)
        path = Data(song.path.bytes)
        size = UInt64(song.size)
        modified = song.modified
        payloadSize = UInt64(song.payloadSize)
        format = song.format
        if let text = song.title { title = text }
        if let text = song.artist { artist = text }
        if let text = song.album { album = text }
        if let number = song.duration { durationMs = number }
        if let number = song.bitrate { bitrate = number }
    }
}

extension Locker_Store_V1_CatalogFingerprint {
    init(_ told: CatalogFingerprint) {
        self.init()
        track = Data(told.track.bytes)
        fingerprint = Data(told.bytes)
    }
}

extension Locker_Store_V1_Commit {
    /// The record that `account` was removed.
    init(removing account: Account, created: Int64) {
        self.init()
        self.account = Locker_Store_V1_Account(account)
        self.created = created
        accountRemoved = true
    }

    /// The record of what `account` is now.
    init(changing account: Account, created: Int64) {
        self.init()
        self.account = Locker_Store_V1_Account(account)
        self.created = created
        accountChanged = true
    }

    /// The record that `library` was removed.
    init(removing library: Library, of account: Account, created: Int64) {
        self.init(of: library, of: account, created: created)
        libraryRemoved = true
    }

    /// The record of the name, and of the source where one is given, that `library` has from here on.
    init(changing library: Library, name: String, source: Source?, of account: Account, created: Int64) {
        self.init(of: library, of: account, created: created)
        libraryName = name
        libraryRenamed = true
        if let source { self.source = Locker_Store_V1_Source(source) }
    }

    /// The record that the database refused the commit called `digest`.
    init(refusing digest: Digest, created: Int64) {
        self.init()
        self.created = created
        refused = [Data(digest.bytes)]
    }

    /// The record of the revision of `library` that purges `targets`.
    ///
    /// - Parameters:
    ///   - previous: the last record of the revision before.
    ///   - provenance: what is said of the revision.
    init(
        purging targets: PurgeTargets, from library: Library, of account: Account, after previous: Digest,
        created: Int64, saying provenance: Provenance
    ) {
        self.init(of: library, of: account, created: created)
        revision = library.newest + 1
        self.previous = Data(previous.bytes)
        parts = 1
        let names = targets.paths.map { Data(PurgedNames.name(of: $0.bytes[...], in: library.id).bytes) }
        if targets.isRecursive { purgedFolders = names } else { purged = names }
        say(provenance)
    }

    private init(of library: Library, of account: Account, created: Int64) {
        self.init()
        self.account = Locker_Store_V1_Account(account)
        self.library = library.id
        libraryName = library.name
        self.created = created
    }

    /// The bytes of the record.
    func recordBytes() throws(LockerError) -> [UInt8] {
        do {
            return try serializedBytes()
        } catch {
            throw LockerError(.internal, "a commit record of account '\(account.name)' cannot be encoded", cause: error)
        }
    }
}
