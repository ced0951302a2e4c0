import LockerBase

extension EntryPath {
    /// Those of `paths` that lie below no other of them, each once: so many entries are removed as the library has,
    /// however often a request names a folder.
    static func outermost(of paths: [EntryPath]) -> [EntryPath] {
        // With '/' before all other bytes, what is below a folder follows it directly.
        let rank = { (byte: UInt8) in byte == UInt8(ascii: "/") ? 0 : byte }
        let sorted = paths.sorted { one, other in
            one.bytes.lexicographicallyPrecedes(other.bytes) { rank($0) < rank($1) }
        }
        return sorted.reduce(into: []) { result, path in
            if let last = result.last, path == last || path.isBelow(last) { return }
            result.append(path)
        }
    }
}
