import Foundation
import LockerBase
import Metadata

/// What a purge takes out of a library, by names that do not tell the paths.
struct PurgedNames: Sendable {
    /// Of paths.
    let paths: Set<Digest>
    /// Of paths that go with all that lies below them.
    let folders: Set<Digest>

    /// What is said in a record; nil for one that purges nothing.
    init?(paths: [Data], folders: [Data]) {
        if paths.isEmpty && folders.isEmpty { return nil }
        self.paths = Set(paths.compactMap { Digest($0) })
        self.folders = Set(folders.compactMap { Digest($0) })
    }

    /// Whether a purge of `library` means `path`.
    func holds(_ path: EntryPath, of library: Int64) -> Bool {
        PurgedNames.isNamed(path, of: library, namesPaths: !paths.isEmpty, namesFolders: !folders.isEmpty) {
            (name, isFolder) in isFolder ? folders.contains(name) : paths.contains(name)
        }
    }

    /// Whether `isMeant` says so of a name of `path`: its own, or with `namesFolders` one of a folder that it lies in.
    static func isNamed(
        _ path: EntryPath, of library: Int64, namesPaths: Bool, namesFolders: Bool,
        _ isMeant: (_ name: Digest, _ isFolder: Bool) -> Bool
    ) -> Bool {
        let own = name(of: path.bytes[...], in: library)
        if namesPaths, isMeant(own, false) { return true }
        guard namesFolders else { return false }
        if isMeant(own, true) { return true }
        let slash = UInt8(ascii: "/")
        for end in path.bytes.indices where path.bytes[end] == slash {
            if isMeant(name(of: path.bytes[..<end], in: library), true) { return true }
        }
        return false
    }

    /// What a record calls the path of these bytes.
    static func name(of path: ArraySlice<UInt8>, in library: Int64) -> Digest {
        var bytes = ByteWriter(capacity: 8 + path.count)
        bytes.append(UInt64(bitPattern: library))
        bytes.append(path)
        return SHA256.digest(of: bytes.bytes)
    }
}
