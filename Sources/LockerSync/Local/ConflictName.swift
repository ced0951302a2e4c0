import Glibc
import LockerBase

/// Names for what is kept beside something that has its own name: `song (conflict, DEVICE, 2026-11-29 120000).mp3`.
package struct ConflictName: Sendable {
    private static let maximumDeviceLength = 60
    /// A longer one, its dot included, is taken for a part of the name.
    private static let maximumExtensionLength = 33

    private let tag: String

    /// - Parameters:
    ///   - device: what people call the device that kept it.
    ///   - moment: when it did, nanoseconds since 1970.
    package init(device: String, at moment: Int64) {
        tag = " (conflict, \(ConflictName.shown(device)), \(ConflictName.shown(moment)))"
    }

    /// The path of what was at `path`: in the same folder, under a name that a disk can have; nil where the path leaves no
    /// room for one.
    ///
    /// - Parameters:
    ///   - isFolder: whether it is a folder, the name of which has no extension.
    ///   - number: 1 for the name itself; more for another one where that is taken.
    package func path(for path: EntryPath, isFolder: Bool, number: Int) -> EntryPath? {
        let start = (path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        let (folder, name) = (path.bytes[..<start], path.bytes[start...])
        let dot = isFolder ? name.endIndex : ConflictName.extensionStart(of: name)
        let end = Array((tag + (number > 1 ? " (\(number))" : "")).utf8) + name[dot...]
        let room = min(EntryPath.maximumComponentLength, EntryPath.maximumLength - folder.count) - end.count
        let stem = ConflictName.cut(name[..<dot], to: room)
        if stem.isEmpty { return nil }
        return try? EntryPath(Array(folder) + Array(stem) + end)
    }

    /// Where the extension of `name` begins, with its dot; its end where there is none.
    private static func extensionStart(of name: ArraySlice<UInt8>) -> Int {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
            name.endIndex - dot <= maximumExtensionLength
        else { return name.endIndex }
        return dot
    }

    /// As much of `name` as takes `room` bytes, and where it is UTF-8 no part of a character.
    private static func cut(_ name: ArraySlice<UInt8>, to room: Int) -> ArraySlice<UInt8> {
        guard name.count > room else { return name }
        var end = name.startIndex + max(room, 0)
        if String(validating: name, as: UTF8.self) != nil {
            while end > name.startIndex, name[end] & 0xC0 == 0x80 { end -= 1 }
        }
        return name[..<end]
    }

    /// `device` without what exFAT does not take in a name, and what cannot be seen.
    private static func shown(_ device: String) -> String {
        var text = ""
        for scalar in device.unicodeScalars {
            let isBad = scalar.isHidden || scalar.value == 0x7F || "\"*/:<>?\\|".unicodeScalars.contains(scalar)
            let next = isBad ? "-" : String(scalar)
            if text.utf8.count + next.utf8.count > maximumDeviceLength { break }
            text += next
        }
        return text.isEmpty ? "device" : text
    }

    /// Day and time of `moment`, UTC.
    private static func shown(_ moment: Int64) -> String {
        var seconds = time_t(moment / 1_000_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return "\(day) \(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))"
    }
}
