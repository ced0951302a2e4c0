import LockerBase

/// Why something is left out.
package enum Exclusion: Sendable, Hashable {
    /// A pattern, as it is written. Of an ignore file the line, counted from 1; otherwise 0.
    case pattern([UInt8], in: IgnoreOrigin, line: Int)
    /// All of a folder but its CACHEDIR.TAG, which says that it is a cache.
    case cache

    /// For a human.
    package var reason: String {
        switch self {
        case .cache: return "excluded but for its CACHEDIR.TAG, which says that it is a cache"
        case .pattern(let pattern, let origin, let line):
            let shown = EntryPath.printable(pattern)
            return switch origin {
            case .commandLine: "excluded by --exclude \(shown)"
            case .defaults: "excluded by \(shown), a default"
            case .file(let path): "excluded by \(shown), line \(line) of \(EntryPath.printable(path))"
            }
        }
    }
}
