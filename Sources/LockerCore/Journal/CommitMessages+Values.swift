import Foundation
import LockerBase
import Metadata
import Recipes
import SwiftProtobuf

extension Account {
    /// The account that a record tells of.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what no account can be.
    init(_ message: Locker_Store_V1_Account) throws(LockerError) {
        guard let role = Account.Role(rawValue: Int(message.role)), message.id > 0, message.quotaBytes >= 0 else {
            throw LockerError(
                .dataLoss, "account \(message.id) in a commit record has no number, role or quota that fits")
        }
        self.init(
            id: message.id, name: message.name, userID: message.hasUid ? message.uid : nil, role: role,
            quota: message.hasQuotaBytes ? message.quotaBytes : nil, created: message.created,
            isDisabled: message.disabled)
    }
}

extension Source {
    /// The folder that a record tells of.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what none can be.
    init(_ message: Locker_Store_V1_Source) throws(LockerError) {
        do {
            try self.init(device: message.device, deviceName: message.deviceName, folder: message.folder)
        } catch {
            throw LockerError(.dataLoss, "a commit record has a source that cannot be: \(error.message)")
        }
    }
}

extension Entry {
    /// The entry that a record tells of.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what no entry can be; whether the fields fit the kind is not looked
    ///   at.
    init(_ message: Locker_Store_V1_Entry) throws(LockerError) {
        let path = try EntryPath(message.path)
        guard let kind = Entry.Kind(rawValue: Int(message.kind)), let size = Int64(exactly: message.size) else {
            throw LockerError(.dataLoss, "\(path): a commit record has a kind or a size of it that does not exist")
        }
        let chunk = try message.chunk.isEmpty ? nil : Entry.plainChunk(message, of: path)
        self.init(
            path: path, kind: kind, size: size, blob: chunk.map { Recipe(plain: $0).blob } ?? Digest(message.blob),
            modified: message.modified, track: Digest(message.track),
            target: kind == .symlink ? Array(message.target) : nil,
            mode: message.hasMode ? message.mode & Entry.maximumMode : nil, chunk: chunk?.digest,
            attributes: try Entry.attributes(message, of: path))
    }

    private static func attributes(
        _ message: Locker_Store_V1_Entry, of path: EntryPath
    ) throws(LockerError) -> EntryAttributes? {
        if message.attributes.isEmpty { return nil }
        var pairs: [AttributePair] = []
        for attribute in message.attributes {
            pairs.append(AttributePair(name: attribute.name, value: Array(attribute.value)))
        }
        do {
            return try EntryAttributes(pairs, of: path)
        } catch {
            throw LockerError(.dataLoss, "a commit record has attributes that cannot be: \(error.message)")
        }
    }

    private static func plainChunk(
        _ message: Locker_Store_V1_Entry, of path: EntryPath
    ) throws(LockerError) -> ChunkReference {
        guard let digest = Digest(message.chunk), let length = Int(exactly: message.size),
            ChunkReference.lengths.contains(length)
        else {
            throw LockerError(.dataLoss, "\(path): a commit record has a chunk of it that cannot be")
        }
        return ChunkReference(digest: digest, length: length)
    }
}

extension CatalogTrack {
    /// The song that a record tells of.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what no song can be.
    init(_ message: Locker_Store_V1_CatalogTrack, added: Int64) throws(LockerError) {
        guard let digest = Digest(message.track), let blob = Digest(message.blob),
            let size = Int64(exactly: message.size),
            let payloadSize = Int64(exactly: message.payloadSize)
        else {
            throw LockerError(.dataLoss, "a commit record has a song without digests, or of a size that does not exist")
        }
        self.init(
            digest: digest, blob: blob, path: try EntryPath(message.path), size: size, modified: message.modified,
            payloadSize: payloadSize, format: message.format, title: message.hasTitle ? message.title : nil,
            artist: message.hasArtist ? message.artist : nil, album: message.hasAlbum ? message.album : nil,
            duration: message.hasDurationMs ? message.durationMs : nil,
            bitrate: message.hasBitrate ? message.bitrate : nil,
            added: added)
    }
}

extension CatalogFingerprint {
    /// The fingerprint that a record tells of.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what none can be.
    init(_ message: Locker_Store_V1_CatalogFingerprint) throws(LockerError) {
        do throws(LockerError) {
            try self.init(track: Digest(message.track) ?? .zero, bytes: Array(message.fingerprint))
        } catch {
            throw LockerError(.dataLoss, "a commit record has a fingerprint that cannot be: \(error.message)")
        }
    }
}

extension Locker_Store_V1_Commit {
    /// The record that `bytes` are.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for bytes that are no record of a commit.
    init(recordBytes bytes: [UInt8]) throws(LockerError) {
        do {
            try self.init(serializedBytes: bytes)
        } catch {
            throw LockerError(
                .dataLoss, "a commit record cannot be decoded; a newer lockerd may have written it", cause: error)
        }
    }
}

extension Locker_Store_V1_CommitHeader {
    /// What a record says of itself; its entries and songs are passed over.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for bytes that are no record of a commit.
    init(recordBytes bytes: [UInt8]) throws(LockerError) {
        var options = BinaryDecodingOptions()
        options.discardUnknownFields = true
        do {
            try self.init(serializedBytes: bytes, options: options)
        } catch {
            throw LockerError(
                .dataLoss, "a commit record cannot be decoded; a newer lockerd may have written it", cause: error)
        }
    }
}
