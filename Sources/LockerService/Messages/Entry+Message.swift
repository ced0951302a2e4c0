import Foundation
import LockerAPI
import LockerBase
import Metadata

extension Locker_V1_Entry {
    init(_ entry: Entry) {
        self.init()
        path = Data(entry.path.bytes)
        kind =
            switch entry.kind {
            case .file: .file
            case .symlink: .symlink
            case .folder: .folder
            }
        size = UInt64(entry.size)
        if let blob = entry.blob { self.blob = Data(blob.bytes) }
        modified = entry.modified
        if let track = entry.track { self.track = Data(track.bytes) }
        if let target = entry.target { self.target = Data(target) }
        if let mode = entry.mode { self.mode = mode }
        if let attributes = entry.attributes { self.attributes = Locker_V1_Attributes(attributes) }
    }
}

extension Entry {
    /// The entry that a client stages. A file's size and track follow from its content, not from the message.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a path, a kind or a digest that is none.
    package init(_ message: Locker_V1_Entry) throws(LockerError) {
        let path = try EntryPath(message.path)
        let attributes = try toldAttributes(message.hasAttributes ? message.attributes : nil, of: path)
        switch message.kind {
        case .file:
            guard let blob = Digest(message.blob) else {
                throw LockerError(.invalidArgument, "\(path): a file's blob is a digest of 32 bytes")
            }
            self.init(
                path: path, kind: .file, size: 0, blob: blob, modified: message.modified,
                mode: try permissionBits(message.hasMode ? message.mode : nil, of: path), attributes: attributes)
        case .symlink:
            let target = Array(message.target)
            self.init(
                path: path, kind: .symlink, size: Int64(target.count), modified: message.modified, target: target,
                attributes: attributes)
        case .folder:
            self.init(
                path: path, kind: .folder, size: 0, modified: message.modified,
                mode: try permissionBits(message.hasMode ? message.mode : nil, of: path), attributes: attributes)
        case .unspecified, .UNRECOGNIZED:
            throw LockerError(.invalidArgument, "\(path): an entry is a file, a link or a folder")
        }
    }
}

/// The permission bits that a request has for `path`; nil where it has none.
///
/// - Throws: ``LockerError/Code/invalidArgument`` for others than those of owner, group and others.
func permissionBits(_ mode: UInt32?, of path: EntryPath) throws(LockerError) -> UInt32? {
    guard let mode, mode > Entry.maximumMode else { return mode }
    throw LockerError(.invalidArgument, "\(path): permission bits of an entry are 0777 at most")
}
