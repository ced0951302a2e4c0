import LockerAPI
import LockerBase
import LockerSync

/// What an account uses, in words and in JSON.
enum UsageText {
    static func line(_ usage: Locker_V1_UsageResponse) -> String {
        let quota = usage.hasQuotaBytes ? " of \(HumanText.size(usage.quotaBytes))" : ""
        let charge = usage.chargedBytes > 0 ? ", and \(HumanText.size(usage.chargedBytes)) for names and revisions" : ""
        return "\(HumanText.count(usage.files, "file")), \(HumanText.size(usage.logicalBytes))\(charge)\(quota)"
    }

    static func json(_ usage: Locker_V1_UsageResponse) -> JSONValue {
        [
            "account": .string(usage.account), "logical_bytes": .unsigned(usage.logicalBytes),
            "quota_bytes": JSONValue(usage.hasQuotaBytes ? usage.quotaBytes : nil),
            "charged_bytes": JSONValue(usage.hasChargedBytes ? usage.chargedBytes : nil),
            "files": .unsigned(usage.files), "libraries": json(usage.libraries),
        ]
    }

    static func json(_ libraries: [Locker_V1_LibraryUsage]) -> JSONValue {
        .array(
            libraries.map { library in
                [
                    "name": .string(library.name), "revision": .unsigned(library.revision),
                    "files": .unsigned(library.files), "logical_bytes": .unsigned(library.logicalBytes),
                    "source": library.hasSource ? json(library.source) : .null,
                    "hidden_characters": .bool(library.name.hasHiddenCharacters),
                ]
            })
    }

    static func json(_ source: Locker_V1_Source) -> JSONValue {
        var members: [String: JSONValue] = [
            "device": .string(source.device.hexText), "device_name": .string(source.deviceName),
        ]
        for (key, value) in EntryJSON.path(source.folder) {
            members[key == "path" ? "folder" : "folder_base64"] = value
        }
        return .object(members)
    }

    static func table(_ libraries: [Locker_V1_LibraryUsage], withSources: Bool = false) -> String {
        var table = Table(
            ["LIBRARY", "REVISION", "FILES", "SIZE"] + (withSources ? ["SYNCED FROM"] : []), right: [1, 2, 3])
        for library in libraries {
            let source = library.hasSource ? library.source.shown : "-"
            table.add(
                [
                    library.name.printable, "\(library.revision)", "\(library.files)",
                    HumanText.size(library.logicalBytes),
                ] + (withSources ? [source] : []))
        }
        let hidden = libraries.filter(\.name.hasHiddenCharacters).map { hiddenName($0.name) }
        return ([table.text] + hidden).joined(separator: "\n")
    }

    /// What is said of a library whose name is not all that is seen of it.
    static func hiddenName(_ name: String) -> String {
        "library \(name.printable): its name has characters that cannot be seen, which are shown as \\xNN"
    }
}
