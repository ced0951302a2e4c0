import LockerBase
import LockerSync

/// What a sync leaves out, in words and in JSON.
enum ExclusionText {
    /// Why, and where a pattern is the reason that pattern, as it is written, and where.
    static func json(_ item: ExcludedItem) -> JSONValue {
        var more: [String: JSONValue] = ["reason": .string(item.why.reason)]
        if case .pattern(let pattern, let origin, let line) = item.why {
            more["pattern"] = .string(EntryPath.printable(pattern))
            if case .file(let path) = origin {
                more["file"] = .string(EntryPath.printable(path))
                more["line"] = JSONValue(line)
            }
        }
        return JSONValue.object(EntryJSON.path(item.path.bytes)).merging(more)
    }

    /// A line beside those of ``SyncText/lines(_:)``.
    static func line(_ item: ExcludedItem) -> String {
        "x \(EntryText.name(item.path.bytes, isFolder: item.isFolder)): \(item.why.reason)"
    }
}
