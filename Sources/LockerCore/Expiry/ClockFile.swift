import Glibc
import LockerBase
import POSIXSupport

/// The file `DIR/clock`: what the clocks said when revisions were last expired by their age.
///
///     locker-clock 1
///     time 1764288000000000000
///     uptime 86400000000000
///     boot 8f9a4c1e-0c1d-4b5e-9d54-0f3b8f1c9a77
struct ClockFile: Sendable {
    private let path: String
    /// Several may expire revisions at once, and what is written has one name until it is whole.
    private let writing = Monitor(())
    private static let header = "locker-clock 1"

    init(directory: String) {
        path = directory + "/clock"
    }

    /// What the file says; nil when it is not there, or says nothing that can be read.
    func read() -> ClockReading? {
        let lines = SmallFile.lines(of: path)
        guard lines.first == ClockFile.header else { return nil }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 2 { fields[words[0]] = words[1] }
        }
        guard let time = fields["time"].flatMap({ Int64($0) }) else { return nil }
        return ClockReading(time: time, uptime: fields["uptime"].flatMap { Int64($0) }, boot: fields["boot"])
    }

    /// Takes the place of what the file said, durably.
    func write(_ reading: ClockReading) throws(LockerError) {
        var text = "\(ClockFile.header)\ntime \(reading.time)\n"
        if let uptime = reading.uptime { text += "uptime \(uptime)\n" }
        if let boot = reading.boot { text += "boot \(boot)\n" }
        let bytes = Array(text.utf8)
        try writing.withLock { (_) throws(LockerError) in
            try translatingSystemErrors(remedy: "the next expiry finds the reading before") { () throws(SystemError) in
                try replace(by: bytes)
            }
        }
    }

    private func replace(by bytes: [UInt8]) throws(SystemError) {
        let draft = try Descriptor.open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
        try bytes.withUnsafeBufferPointer { (bytes) throws(SystemError) in
            try draft.writeFully(UnsafeRawBufferPointer(bytes), at: 0, subject: path + ".new")
        }
        try draft.syncContent(subject: path + ".new")
        guard rename(path + ".new", path) == 0 else { throw SystemError("rename", on: path) }
    }
}
