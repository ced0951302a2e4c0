/// A pattern for paths of a library, as people write it.
///
/// `*` stands for any bytes but `/`, `?` for one of them, `**` for any bytes at all, `**/` also for no folder, `[a-z]`
/// and `[!a-z]` for one byte. A backslash takes its meaning from what follows, and `\xNN` is a byte as names are shown.
/// It is bytes that are matched, not characters.
///
/// A pattern with a `/` is one of whole paths, any other one of names. A `./` or `/` at its start makes it one of whole
/// paths, and a `/` at its end is passed over.
///
/// To match takes at most as many steps as the path has bytes, times the length of the pattern.
public struct PathGlob: Sendable {
    private static let slash = UInt8(ascii: "/")

    private let tokens: [GlobToken]
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
        guard !rest.isEmpty else {
            throw LockerError(
                .invalidArgument,
                "'\(EntryPath.printable(pattern))': a pattern that matches nothing; '**' matches all there is")
        }
        isOfPaths = isAnchored || rest.contains(PathGlob.slash)
        isFolding = ignoringCase
        let tokens = GlobParser.tokens(of: ignoringCase ? PathGlob.folded(Array(rest)) : Array(rest))
        self.tokens = ignoringCase ? tokens.map(\.inSmallLetters) : tokens
    }

    /// Whether `text` has anything that means more than itself in a pattern.
    public static func isPattern(_ text: some Sequence<UInt8>) -> Bool {
        text.contains { "*?[".utf8.contains($0) }
    }

    /// The path at and below which all lies that it covers, as far as the pattern says; nil where that may be anywhere.
    public var folder: EntryPath? {
        guard isOfPaths, !isFolding else { return nil }
        var start: [UInt8] = []
        for token in tokens {
            guard case .byte(let byte) = token else {
                start = Array(start[..<(start.lastIndex(of: PathGlob.slash) ?? 0)])
                break
            }
            start.append(byte)
        }
        return try? EntryPath(start)
    }

    /// Whether it matches `path`.
    public func matches(_ path: some Collection<UInt8>) -> Bool {
        let path = comparable(path)
        if isOfPaths { return matches(all: path[...], orFolder: false) }
        let start = path.lastIndex(of: PathGlob.slash).map { $0 + 1 } ?? 0
        return matches(all: path[start...], orFolder: false)
    }

    /// Whether it matches `path`, or a folder that this lies in.
    public func covers(_ path: some Collection<UInt8>) -> Bool {
        let path = comparable(path)
        if isOfPaths { return matches(all: path[...], orFolder: true) }
        return path.split(separator: PathGlob.slash).contains { matches(all: $0, orFolder: false) }
    }

    /// Goes through `bytes` once, with all that the pattern may stand for up to there: whether it stands for all of
    /// them, or with `orFolder` for all before a `/`.
    private func matches(all bytes: ArraySlice<UInt8>, orFolder: Bool) -> Bool {
        // Of each number of tokens, whether they may stand for what was read so far.
        var reached = [Bool](repeating: false, count: tokens.count + 1)
        reached[0] = true
        passOver(&reached)
        for byte in bytes {
            if orFolder, byte == PathGlob.slash, reached[tokens.count] { return true }
            var isAny = false
            // From the end, so that what is at the place before is still that of the byte before.
            for count in stride(from: tokens.count, through: 0, by: -1) {
                let goesOn = count < tokens.count && reached[count] && tokens[count].goesOn(at: byte)
                reached[count] = goesOn || count > 0 && reached[count - 1] && tokens[count - 1].takes(byte)
                isAny = isAny || reached[count]
            }
            guard isAny else { return false }
            passOver(&reached)
        }
        return reached[tokens.count]
    }

    /// Goes on behind tokens that may stand for nothing.
    private func passOver(_ reached: inout [Bool]) {
        for (index, token) in tokens.enumerated() where reached[index] {
            switch token {
            case .byte, .oneOf: break
            case .run, .runAcross: reached[index + 1] = true
            case .fork:
                reached[index + 1] = true
                reached[index + GlobToken.forkLength] = true
            }
        }
    }

    private func comparable(_ path: some Collection<UInt8>) -> [UInt8] {
        isFolding ? PathGlob.folded(Array(path)) : Array(path)
    }

    /// The same for texts that differ in case only; of what is no text, the letters of ASCII.
    private static func folded(_ bytes: [UInt8]) -> [UInt8] {
        if let text = String(validating: bytes, as: UTF8.self) { return Array(text.uppercased().lowercased().utf8) }
        return bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}
