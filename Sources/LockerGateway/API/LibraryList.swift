import LockerAPI

/// A person's libraries, as JSON.
struct LibraryList: Encodable {
    let account: String
    let usedBytes: UInt64
    let quotaBytes: UInt64?
    let libraries: [Library]

    struct Library: Encodable {
        let name: String
        let revision: UInt64
        let files: UInt64
        let bytes: UInt64
    }

    enum CodingKeys: String, CodingKey {
        case account, libraries
        case usedBytes = "used_bytes"
        case quotaBytes = "quota_bytes"
    }

    init(_ usage: Locker_V1_UsageResponse) {
        account = usage.account
        usedBytes = usage.logicalBytes + usage.chargedBytes
        quotaBytes = usage.hasQuotaBytes ? usage.quotaBytes : nil
        libraries = usage.libraries.map {
            Library(name: $0.name, revision: $0.revision, files: $0.files, bytes: $0.logicalBytes)
        }
    }
}
