import LockerBase
import Metadata
import POSIXSupport

/// Reads content piece by piece: content that was opened once by its path, or that the caller's account holds, by its
/// name.
public struct Blobs: Sendable {
    let metadata: any MetadataStore
    let reader: EntryReader
    let table: OpenBlobs

    /// How often an entry is looked up again that others replace meanwhile.
    private static let attempts = 16

    /// Content that was opened.
    public struct Opened: Sendable {
        /// Its number on its connection.
        public let handle: UInt64
        /// The entry that has it.
        public let entry: Entry
        /// A revision that has the entry.
        public let revision: Int64
    }

    /// Opens the content of an entry for one connection: it stays, and can be read, until it is closed, the connection
    /// ends, or nobody has read it for ``OpenBlobLimits/idleTime``, whatever becomes of the entry.
    ///
    /// - Parameter revision: nil for the newest.
    /// - Throws: ``LockerError/Code/notFound``; ``LockerError/Code/invalidArgument`` for what is no file;
    ///   ``LockerError/Code/tooMany``.
    public func open(
        _ path: EntryPath, from library: String, revision: Int64?, of caller: Caller, connection: UInt64
    ) throws(LockerError) -> Opened {
        for _ in 0..<Blobs.attempts {
            let number = try revision ?? caller.library(named: library, in: metadata).newest
            let (entry, content) = try reader.files.file(at: path, in: library, revision: revision, of: caller)
            let handle = try table.open(
                content, size: entry.size, at: path, of: caller.account, connection: connection)
            var isKept = false
            defer { if !isKept { table.close(handle, of: caller.account, connection: connection) } }
            // What expired before it was open may have been given up: from here on it is not.
            isKept = try reader.files.file(at: path, in: library, revision: number, of: caller).1 == content
            if isKept { return Opened(handle: handle, entry: entry, revision: number) }
        }
        throw LockerError(.changed, "\(path): is replaced again and again; ask for it again")
    }

    /// A range, at most ``RequestLimits/pieceBytes`` bytes, of content that the caller opened on `connection`.
    ///
    /// - Returns: fewer bytes than asked for where the content ends, none behind its end; and all that it has.
    /// - Throws: ``LockerError/Code/notFound`` when it is not open, or not any more.
    public func read(
        handle: UInt64, of caller: Caller, connection: UInt64, offset: UInt64, length: Int,
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> (bytes: [UInt8], size: Int64) {
        try EntryReader.check(length: length)
        let blob = try table.blob(handle, of: caller.account, connection: connection)
        let bytes = try reader.piece(
            of: blob.content, at: blob.path, offset: offset, length: length, cancellation: cancellation,
            isThere: { () throws(LockerError) in
                _ = try table.blob(handle, of: caller.account, connection: connection)
                return true
            })
        return (bytes, blob.size)
    }

    /// The same of content by its name.
    ///
    /// Of content that the account does not hold nothing is looked up in the store: what a name costs, and the answer,
    /// are the same whether the content exists or not.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when no entry of any retained revision of the account has it.
    public func read(
        blob: Digest, of caller: Caller, offset: UInt64, length: Int, cancellation: Cancellation? = nil
    ) throws(LockerError) -> (bytes: [UInt8], size: Int64) {
        try EntryReader.check(length: length)
        let entry = try held(blob, by: caller)
        guard let content = entry.content else { throw Blobs.isNotHeld }
        let bytes = try reader.piece(
            of: content, at: entry.path, offset: offset, length: length, cancellation: cancellation,
            isThere: { () throws(LockerError) in try held(blob, by: caller).content == content })
        return (bytes, entry.size)
    }

    /// Lets go of content that the caller opened on `connection`. One that is not open is none to close.
    public func close(handle: UInt64, of caller: Caller, connection: UInt64) {
        table.close(handle, of: caller.account, connection: connection)
    }

    /// Lets go of what a connection has open, which has ended.
    func closeAll(of connection: UInt64) {
        table.closeAll(of: connection)
    }

    private func held(_ blob: Digest, by caller: Caller) throws(LockerError) -> Entry {
        guard let entry = try metadata.blobs.ownedEntry(holding: blob, account: caller.account) else {
            throw Blobs.isNotHeld
        }
        return entry
    }

    private static let isNotHeld = LockerError(
        .notFound, "the account holds no content of this name; its files are named by `blob` of their entries")
}
