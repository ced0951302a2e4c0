import LockerBase
import LockerSync

/// What a search through all revisions has found, in words and in JSON.
enum FoundText {
    static func json(_ found: FoundPath, _ spans: [RevisionSpan]) -> JSONValue {
        JSONValue.object(found.entry.map { EntryJSON.members($0) } ?? EntryJSON.path(found.key))
            .merging(SpanText.members(spans))
    }

    static func line(_ found: FoundPath, _ spans: [RevisionSpan]) -> String {
        let revisions = SpanText.text(spans)
        let space = String(repeating: " ", count: max(0, 9 - revisions.count))
        let name = found.entry.map { EntryText.name($0) } ?? EntryPath.printable(found.key)
        return "\(revisions)\(space)  \(name)"
    }
}
