/// A pattern for paths of a library, as people write it.
///
/// `*` stands for any bytes but `/`, `?` for one of them, `**` for any bytes at all, `**/` also for no folder, `[a-z]`,
/// `[!a-z]` and `[[:digit:]]` for one byte. A backslash takes its meaning from what follows, and `\xNN` is a byte as
/// names are shown. It is bytes that are matched, not characters.
///
/// A pattern with a `/` is one of whole paths, any other one of names. A `./` or `/` at its start makes it one of whole
/// paths, and a `/` at its end is passed over.
///
/// To match takes at most as many steps as the path has bytes, times the length of the pattern.
public struct PathGlob: Sendable {
    private static let slash = UInt8(ascii: "/")

    private let glob: Glob
    private let isOfPaths: Bool
    private let isFolding: Bool

    /// - Parameter ignoringCase: whether capital and small letters are the same, also those beyond ASCII where names
    ///   are UTF-8.
    /// - Throws: ``LockerError/Code/invalidArgument`` for a pattern of nothing.
    public init(_ pattern: [UInt8], ignoringCase: Bool = false) throws(LockerError) {
        var rest = pattern[...]
        for start in ["./", "/"] where rest.starts(with: start.utf8) { rest = rest.dropFirst(start.utf8.count) }
        let isAnchored = rest.count < pattern.count
        while rest.last == PathGlob.slash { rest.removeLast() }
        isOfPaths = isAnchored || rest.contains(PathGlob.slash)
        isFolding = ignoringCase
        let text = ignoringCase ? PathGlob.folded(Array(rest)) : Array(rest)
        guard !text.isEmpty, let glob = Glob(text, isPath: isOfPaths, by: .search) else {
            throw LockerError(
                .invalidArgument,
                "'\(EntryPath.printable(pattern))': a pattern that matches nothing; '**' matches all there is")
        }
        self.glob = ignoringCase ? glob.inSmallLetters : glob
    }

    /// Whether `text` has anything that means more than itself in a pattern.
    public static func isPattern(_ text: some Sequence<UInt8>) -> Bool {
        text.contains { "*?[".utf8.contains($0) }
    }

    /// The path at and below which all lies that it covers, as far as the pattern says; nil where that may be anywhere.
    public var folder: EntryPath? {
        guard isOfPaths, !isFolding else { return nil }
        let start = glob.isLiteral ? glob.prefix[...] : glob.prefix[..<(glob.prefix.lastIndex(of: PathGlob.slash) ?? 0)]
        return try? EntryPath(start)
    }

    /// Whether it matches `path`.
    public func matches(_ path: some Collection<UInt8>) -> Bool {
        withBytes(of: path) { bytes in
            if isOfPaths { return glob.matches(bytes) }
            let start = bytes.lastIndex(of: PathGlob.slash).map { $0 + 1 } ?? 0
            return glob.matches(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }

    /// Whether it matches `path`, or a folder that this lies in.
    public func covers(_ path: some Collection<UInt8>) -> Bool {
        withBytes(of: path) { bytes in
            if isOfPaths { return glob.matches(bytes, orFolder: true) }
            return bytes.split(separator: PathGlob.slash).contains { glob.matches(UnsafeBufferPointer(rebasing: $0)) }
        }
    }

    /// What `body` says of the bytes to compare for `path`.
    private func withBytes(of path: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        if isFolding { return PathGlob.folded(Array(path)).withUnsafeBufferPointer(body) }
        if let isSo = path.withContiguousStorageIfAvailable(body) { return isSo }
        return Array(path).withUnsafeBufferPointer(body)
    }

    /// The same for texts that differ in case only; of what is no text, the letters of ASCII.
    private static func folded(_ bytes: [UInt8]) -> [UInt8] {
        if let text = String(validating: bytes, as: UTF8.self) { return Array(text.uppercased().lowercased().utf8) }
        return bytes.map(\.inSmallLetter)
    }
}
