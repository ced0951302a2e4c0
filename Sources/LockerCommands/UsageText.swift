import LockerAPI

/// What an account uses, in words and in JSON.
enum UsageText {
    static func line(_ usage: Locker_V1_UsageResponse) -> String {
        let quota = usage.hasQuotaBytes ? " of \(HumanText.size(usage.quotaBytes))" : ""
        return "\(HumanText.count(usage.files, "file")), \(HumanText.size(usage.logicalBytes))\(quota)"
    }

    static func json(_ usage: Locker_V1_UsageResponse) -> JSONValue {
        let libraries = usage.libraries.map { library -> JSONValue in
            [
                "name": .string(library.name), "revision": .unsigned(library.revision),
                "files": .unsigned(library.files), "logical_bytes": .unsigned(library.logicalBytes),
            ]
        }
        return [
            "account": .string(usage.account), "logical_bytes": .unsigned(usage.logicalBytes),
            "quota_bytes": JSONValue(usage.hasQuotaBytes ? usage.quotaBytes : nil),
            "files": .unsigned(usage.files), "libraries": .array(libraries),
        ]
    }
}
