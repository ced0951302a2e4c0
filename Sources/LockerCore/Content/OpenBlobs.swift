import LockerBase
import Metadata

/// The contents that are open, by connection. A compaction keeps them, as it keeps what entries refer to.
///
/// One that nobody reads for ``OpenBlobLimits/idleTime`` is let go. No thread waits for that: it is looked at when
/// somebody asks for it, when a place is wanted, and when a compaction asks what is to be kept.
final class OpenBlobs: Sendable {
    /// A content that is open.
    struct Blob: Sendable {
        let account: Int64
        /// Where it was found.
        let path: EntryPath
        let content: ContentName
        /// Bytes.
        let size: Int64
        fileprivate let place: AccountPlaces.Place
        fileprivate var lastUse: ContinuousClock.Instant

        fileprivate func isIdle(at now: ContinuousClock.Instant) -> Bool {
            now - lastUse >= OpenBlobLimits.idleTime
        }
    }

    /// Kept to the connection's end, so that it numbers no second content with the number of one that it let go.
    private struct Connection: Sendable {
        var blobs: [UInt64: Blob] = [:]
        var last: UInt64 = 0
    }

    private let now: @Sendable () -> ContinuousClock.Instant
    private let places = AccountPlaces.openBlobs()
    private let connections = RankedMutex<[UInt64: Connection]>([:], .openBlobs)

    /// - Parameter now: the clock.
    init(now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.now = now
    }

    /// Opens `content`, which the entry of `account` at `path` has.
    ///
    /// - Returns: its number on this connection.
    /// - Throws: ``LockerError/Code/tooMany`` when the account, or all, have as many open as they may.
    func open(
        _ content: ContentName, size: Int64, at path: EntryPath, of account: Account, connection: UInt64
    ) throws(LockerError) -> UInt64 {
        let place = try takePlace(for: account)
        let blob = Blob(
            account: account.id, path: path, content: content, size: size, place: place, lastUse: now())
        return connections.withLock { connections in
            var opened = connections.removeValue(forKey: connection) ?? Connection()
            opened.last += 1
            opened.blobs[opened.last] = blob
            connections[connection] = opened
            return opened.last
        }
    }

    /// The content of that number, which is read from here on.
    ///
    /// - Throws: ``LockerError/Code/notFound``, whether it never was open, was let go or is another account's.
    func blob(_ handle: UInt64, of account: Account, connection: UInt64) throws(LockerError) -> Blob {
        let now = now()
        let found = connections.withLock { connections -> Blob? in
            guard let blob = connections[connection]?.blobs[handle], blob.account == account.id else { return nil }
            if blob.isIdle(at: now) {
                connections[connection]?.blobs[handle] = nil
                return nil
            }
            connections[connection]?.blobs[handle]?.lastUse = now
            return blob
        }
        if let found { return found }
        throw LockerError(
            .notFound,
            "handle \(handle): no content is open by it on this connection; one that is not read for "
                + "\(OpenBlobLimits.idleTime.components.seconds) seconds is let go: open it again")
    }

    /// Lets go of the content of that number, if it is open.
    func close(_ handle: UInt64, of account: Account, connection: UInt64) {
        connections.withLock { connections in
            guard connections[connection]?.blobs[handle]?.account == account.id else { return }
            connections[connection]?.blobs[handle] = nil
        }
    }

    /// Lets go of all that a connection had open, which has ended.
    func closeAll(of connection: UInt64) {
        connections.withLock { _ = $0.removeValue(forKey: connection) }
    }

    /// What is open, for a compaction to keep. What was idle for too long is let go before.
    ///
    /// Whoever opens content looks after that whether its entry is still there: so what is not among these, and is
    /// opened later, was an entry's when this was asked.
    var contents: Set<ContentName> {
        closeIdle()
        return connections.withLock { connections in
            var contents: Set<ContentName> = []
            for connection in connections.values { contents.formUnion(connection.blobs.values.map(\.content)) }
            return contents
        }
    }

    private func takePlace(for account: Account) throws(LockerError) -> AccountPlaces.Place {
        do throws(LockerError) {
            return try places.take(for: account)
        } catch {
            closeIdle()
            return try places.take(for: account)
        }
    }

    private func closeIdle() {
        let now = now()
        connections.withLock { connections in
            for (connection, opened) in connections {
                connections[connection]?.blobs = opened.blobs.filter { !$0.value.isIdle(at: now) }
            }
        }
    }
}
