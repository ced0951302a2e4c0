import LockerAPI
import LockerBase
import LockerSync

/// The contents that a path had, in words and in JSON.
enum VersionText {
    static func json(_ version: PathVersion) -> JSONValue {
        let members = EntryJSON.members(version.entry).filter { $0.key != "path" && $0.key != "path_base64" }
        return JSONValue.object(members).merging(SpanText.members(version.spans)).merging([
            "created": .seconds(nanoseconds: version.created), "created_ns": .exact(version.created),
        ])
    }

    static func table(_ versions: [PathVersion]) -> String {
        var table = Table(["REVISIONS", "MADE", "MODIFIED", "SIZE", "CONTENT"], right: [3])
        for version in versions {
            table.add([
                SpanText.text(version.spans), HumanText.moment(version.created),
                HumanText.moment(version.entry.modified), size(version.entry), content(version.entry),
            ])
        }
        return table.text
    }

    private static func size(_ entry: Locker_V1_Entry) -> String {
        entry.kind == .file ? HumanText.size(entry.size) : "-"
    }

    /// The first digits of the blob, or what a link points to.
    private static func content(_ entry: Locker_V1_Entry) -> String {
        switch entry.kind {
        case .symlink: "-> \(EntryPath.printable(entry.target))"
        case .folder: "an empty folder"
        default: EntryText.blob(entry)
        }
    }
}
