import HTTPContent
import LockerAPI
import LockerBase

/// What of a library goes into an archive, and where its content is.
package struct Archive: Sendable {
    let layout: ZIPLayout
    /// The name of the content of each entry; nil for one that is no file.
    package let blobs: [Digest?]
    private let targets: [[UInt8]]
    /// Of all of it: the same entries make the same archive.
    let tag: EntityTag

    /// - Throws: ``LockerError/Code/unimplemented`` for an entry of a kind that is not known, which an archive would lack.
    package init(_ entries: [Locker_V1_Entry]) throws(LockerError) {
        var (parts, blobs, targets, name) = ([ZIPEntry](), [Digest?](), [[UInt8]](), ByteWriter())
        for entry in entries {
            let path = try EntryPath(entry.path)
            let kind = try Archive.kind(of: entry, at: path)
            let mode = entry.hasMode ? entry.mode : entry.kind == .folder ? 0o755 : 0o644
            parts.append(ZIPEntry(path, kind, size: entry.size, modified: entry.modified, mode: mode))
            blobs.append(entry.kind == .file ? Digest(entry.blob) : nil)
            targets.append(Array(entry.target))
            for bytes in [path.bytes, Array(entry.blob), Array(entry.target)] {
                name.append(UInt64(bytes.count))
                name.append(bytes)
            }
            name.append(UInt64(bitPattern: entry.modified))
            name.append(UInt64(mode))
        }
        layout = try ZIPLayout(parts)
        (self.blobs, self.targets) = (blobs, targets)
        tag = EntityTag(SHA256.digest(of: name.bytes))
    }

    private static func kind(of entry: Locker_V1_Entry, at path: EntryPath) throws(LockerError) -> ZIPEntry.Kind {
        switch entry.kind {
        case .file:
            guard Digest(entry.blob) != nil else {
                throw LockerError(.internal, "\(path): the daemon names no content of the file")
            }
            return .file
        case .symlink: return .link
        case .folder: return .folder
        default:
            throw LockerError(
                .unimplemented,
                "\(path): of a kind that this gateway does not know; update locker-gateway, or ask for other paths")
        }
    }

    /// `paths`, each once, without those that lie below another one of them: what two name is in an archive once.
    package static func apart(_ paths: [EntryPath]) -> [EntryPath] {
        let all = Set(paths)
        var seen: Set<EntryPath> = []
        return paths.filter { path in
            seen.insert(path).inserted && !folders(above: path).contains { all.contains($0) }
        }
    }

    private static func folders(above path: EntryPath) -> [EntryPath] {
        path.bytes.indices.filter { path.bytes[$0] == UInt8(ascii: "/") }
            .map { EntryPath(known: Array(path.bytes[..<$0])) }
    }

    /// What a link points to.
    func target(of place: Int) -> [UInt8] { targets[place] }
}
