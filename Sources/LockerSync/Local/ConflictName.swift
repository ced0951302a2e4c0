import Glibc
import LockerBase

/// Names for what is kept beside something that has its own name: `song (conflict, DEVICE, 2026-11-29 120000).mp3`.
package struct ConflictName: Sendable {
    private static let maximumDeviceLength = 60

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
        path.beside(tag + (number > 1 ? " (\(number))" : ""), isFolder: isFolder)
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
