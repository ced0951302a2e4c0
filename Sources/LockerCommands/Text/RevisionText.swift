import LockerAPI
import LockerBase

/// The revisions of a library, in words and in JSON.
package enum RevisionText {
    /// The characters of a note that a line of the table has room for.
    private static let noteLength = 40

    package static func table(_ revisions: [Locker_V1_Revision]) -> String {
        var table = Table(
            ["REVISION", "MADE", "ADDED", "CHANGED", "REMOVED", "FILES", "SIZE", "DEVICE", "NOTE"],
            right: [0, 2, 3, 4, 5, 6])
        for revision in revisions {
            table.add([
                "\(revision.number)", HumanText.moment(revision.created), "\(revision.added)",
                "\(revision.changed)", "\(revision.removed)", "\(revision.files)",
                HumanText.size(revision.logicalBytes), device(revision), note(of: revision),
            ])
        }
        return table.text
    }

    /// All that is known of each revision, a few lines for each.
    package static func long(_ revisions: [Locker_V1_Revision]) -> String {
        revisions.map { lines($0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private static func lines(_ revision: Locker_V1_Revision) -> [String] {
        var text = [
            "revision \(revision.number), \(HumanText.moment(revision.created)): "
                + "\(HumanText.count(revision.files, "file")), \(HumanText.size(revision.logicalBytes))"
        ]
        if let origin = place(of: revision) { text.append("  from     \(origin)") }
        if revision.hasBaseRevision { text.append("  base     revision \(revision.baseRevision)") }
        text.append("  added    " + change(revision.added, revision.hasAddedBytes ? revision.addedBytes : nil))
        text.append("  changed  " + change(revision.changed, revision.hasChangedBytes ? revision.changedBytes : nil))
        text.append("  removed  " + change(revision.removed, revision.hasRemovedBytes ? revision.removedBytes : nil))
        if revision.purge { text.append("  purge    took something out of all revisions before it") }
        if revision.hasNewBytes { text.append("  new      \(HumanText.size(revision.newBytes))") }
        if !revision.note.isEmpty { text.append("  note     \(revision.note.printable)") }
        return text
    }

    private static func change(_ count: UInt64, _ bytes: UInt64?) -> String {
        bytes.map { "\(count), \(HumanText.size($0))" } ?? "\(count)"
    }

    /// Device, folder, and program; nil when none was told.
    private static func place(of revision: Locker_V1_Revision) -> String? {
        guard revision.hasOrigin else { return nil }
        let origin = revision.origin
        let folder = origin.folder.isEmpty ? "" : ":" + EntryPath.printable(origin.folder)
        let program = [origin.client, origin.version].filter { !$0.isEmpty }.map { $0.printable }
        return device(revision) + folder + (program.isEmpty ? "" : " (\(program.joined(separator: " ")))")
    }

    private static func device(_ revision: Locker_V1_Revision) -> String {
        guard revision.hasOrigin, !revision.origin.device.isEmpty else { return "-" }
        let (name, number) = (revision.origin.deviceName, revision.origin.device.hexText)
        return name.isEmpty ? String(number.prefix(DeviceText.idLength)) : name.printable
    }

    /// The beginning of its note, behind a mark of a purge.
    private static func note(of revision: Locker_V1_Revision) -> String {
        let note = shortened(revision.note)
        if !revision.purge { return note }
        return note.isEmpty ? "(purge)" : "(purge) " + note
    }

    private static func shortened(_ note: String) -> String {
        note.count <= noteLength ? note.printable : String(note.prefix(noteLength - 1)).printable + "\u{2026}"
    }

    package static func json(_ revision: Locker_V1_Revision) -> JSONValue {
        let figures: JSONValue = [
            "revision": .unsigned(revision.number), "created": .seconds(nanoseconds: revision.created),
            "created_ns": .exact(revision.created),
            "added": .unsigned(revision.added), "changed": .unsigned(revision.changed),
            "removed": .unsigned(revision.removed), "files": .unsigned(revision.files),
            "logical_bytes": .unsigned(revision.logicalBytes),
        ]
        return figures.merging(bytes(revision)).merging([
            "origin": revision.hasOrigin ? json(revision.origin) : .null, "note": .string(revision.note),
            "purge": .bool(revision.purge),
            "base_revision": JSONValue(revision.hasBaseRevision ? revision.baseRevision : nil),
        ])
    }

    private static func bytes(_ revision: Locker_V1_Revision) -> [String: JSONValue] {
        [
            "added_bytes": JSONValue(revision.hasAddedBytes ? revision.addedBytes : nil),
            "changed_bytes": JSONValue(revision.hasChangedBytes ? revision.changedBytes : nil),
            "removed_bytes": JSONValue(revision.hasRemovedBytes ? revision.removedBytes : nil),
            "new_bytes": JSONValue(revision.hasNewBytes ? revision.newBytes : nil),
        ]
    }

    private static func json(_ origin: Locker_V1_Origin) -> JSONValue {
        let isDevice = !origin.device.isEmpty
        var members: [String: JSONValue] = [
            "device": isDevice ? .string(origin.device.hexText) : .null,
            "device_name": .string(origin.deviceName), "client": .string(origin.client),
            "version": .string(origin.version), "folder": .null,
        ]
        if !origin.folder.isEmpty {
            for (key, value) in EntryJSON.path(origin.folder) {
                members[key == "path" ? "folder" : "folder_base64"] = value
            }
        }
        return .object(members)
    }
}
