import LockerBase

extension Entry {
    /// The most bytes in the target of a link: PATH_MAX less its NUL, which symlink(2) takes.
    public static let maximumTargetLength = 4095

    /// The bytes of its path, of a link's target, and of its attributes.
    public var nameBytes: Int { path.bytes.count + (target?.count ?? 0) + (attributes?.bytes.count ?? 0) }

    /// Its attributes, of which there may be none.
    package var saidAttributes: EntryAttributes { attributes ?? EntryAttributes.empty }

    /// The same with these attributes.
    public func with(attributes: EntryAttributes?) -> Entry {
        Entry(
            path: path, kind: kind, size: size, blob: blob, modified: modified, track: track, target: target,
            mode: mode, chunk: chunk, attributes: attributes)
    }

    /// The same at another path.
    public func with(path: EntryPath) -> Entry {
        Entry(
            path: path, kind: kind, size: size, blob: blob, modified: modified, track: track, target: target,
            mode: mode, chunk: chunk, attributes: attributes)
    }

    /// Checks that the path is not too deep and that the fields fit the kind.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the path and what does not fit.
    package func checkFields() throws(LockerError) {
        let depth = path.bytes.count { $0 == UInt8(ascii: "/") } + 1
        guard depth <= EntryPath.maximumDepth else {
            throw LockerError(
                .invalidArgument,
                "\(path): a path of \(depth) components; use at most \(EntryPath.maximumDepth)")
        }
        let flaw: String? =
            switch kind {
            case .file where blob == nil: "a file without a blob"
            case .file where target != nil: "a file with a link's target"
            case .file where size < 0: "a file of \(size) bytes"
            case .file where chunk != nil && (size < 1 || track != nil): "a chunk that is not all of the file"
            case .symlink where target?.isEmpty ?? true: "a link without a target"
            case .symlink where target?.count ?? 0 > Entry.maximumTargetLength:
                "a link whose target is longer than \(Entry.maximumTargetLength) bytes"
            case .symlink where target?.contains(0) ?? false: "a link whose target contains a NUL byte"
            case .symlink where size != target?.count ?? 0: "a link whose size is not that of its target"
            case .folder where target != nil || size != 0: "a folder with a target or a size"
            case _ where mode ?? 0 > Entry.maximumMode: "permission bits beyond 0777"
            case .symlink where mode != nil: "permission bits on a link"
            case .symlink where blob != nil || track != nil || chunk != nil,
                .folder where blob != nil || track != nil || chunk != nil:
                "a blob, a track or a chunk on what is not a file"
            default: nil
            }
        if let flaw { throw LockerError(.invalidArgument, "\(path): \(flaw); send an entry that fits its kind") }
    }
}
