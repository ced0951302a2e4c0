import LockerAPI
import LockerBase
import LockerSync

/// The members of JSON objects that stand for things of a library.
enum EntryJSON {
    /// `path`, and where its bytes are not UTF-8 also `path_base64`, which gives them exactly.
    static func path(_ bytes: some Collection<UInt8>) -> [String: JSONValue] {
        let bytes = Array(bytes)
        if let text = String(validating: bytes, as: UTF8.self) { return ["path": .string(text)] }
        return ["path": .string(EntryPath.printable(bytes)), "path_base64": .string(Base64.text(of: bytes))]
    }

    /// `blob` or `track` in hex; null where there is none.
    static func digest(_ bytes: some Collection<UInt8>) -> JSONValue {
        Digest(bytes).map { .string($0.hex) } ?? .null
    }

    /// - Parameter name: what the catalog calls the song that it is, where that is known.
    static func members(_ entry: Locker_V1_Entry, _ name: Locker_V1_TrackName? = nil) -> [String: JSONValue] {
        var members = path(entry.path)
        members["kind"] = .string(kind(entry.kind))
        members["size"] = .unsigned(entry.size)
        members["modified"] = entry.implied ? .null : .seconds(nanoseconds: entry.modified)
        members["modified_ns"] = entry.implied ? .null : .exact(entry.modified)
        members["mode"] = mode(entry)
        members["blob"] = digest(entry.blob)
        members["track"] = digest(entry.track)
        if entry.kind == .symlink {
            for (key, value) in path(entry.target) {
                members[key == "path" ? "target" : "target_base64"] = value
            }
        }
        if entry.hasAttributes, !entry.attributes.pairs.isEmpty {
            members["attributes"] = .array(entry.attributes.pairs.map { attribute($0) })
        }
        if let name {
            for (key, text) in [("title", name.title), ("artist", name.artist), ("album", name.album)]
            where !text.isEmpty { members[key] = .string(text) }
        }
        return members
    }

    /// Its `name`, and its `value` as the bytes of a path are shown: exactly in `value_base64` where they are not UTF-8.
    private static func attribute(_ pair: Locker_V1_Attribute) -> JSONValue {
        var members: [String: JSONValue] = ["name": .string(pair.name)]
        for (key, value) in path(pair.value) {
            members[key == "path" ? "value" : "value_base64"] = value
        }
        return .object(members)
    }

    static func skipped(_ items: [Skipped]) -> JSONValue {
        .array(items.map { .object(path($0.path).merging(["reason": .string($0.reason)]) { old, _ in old }) })
    }

    /// Permission bits in octal, as `0644`; null where they are not known.
    private static func mode(_ entry: Locker_V1_Entry) -> JSONValue {
        guard entry.hasMode else { return .null }
        let digits = String(entry.mode & 0o777, radix: 8)
        return .string(String(repeating: "0", count: 4 - digits.count) + digits)
    }

    private static func kind(_ kind: Locker_V1_Kind) -> String {
        switch kind {
        case .file: "file"
        case .symlink: "symlink"
        case .folder: "folder"
        default: "unknown"
        }
    }
}
