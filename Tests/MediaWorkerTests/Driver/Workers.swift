import Glibc
import LockerTestSupport

/// Processes of workers that a test started: each test has a folder of its own whose name their program is called by.
struct Workers {
    /// Of the program that the workers are.
    let path: String

    /// Their numbers: those whose command line begins with the path.
    var numbers: [pid_t] {
        var found: [pid_t] = []
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let number = pid_t(name) else { continue }
            if Workers.file(number, "cmdline").hasPrefix(path + "\0") { found.append(number) }
        }
        return found
    }

    /// A file of a process; empty where there is none.
    static func file(_ number: pid_t, _ name: String) -> String {
        let descriptor = open("/proc/\(number)/\(name)", O_RDONLY)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// The value of a field of `status`.
    static func status(_ number: pid_t, _ field: String) -> String? {
        let line = file(number, "status").split(separator: "\n").first { $0.hasPrefix(field + ":") }
        return line.map { String($0.dropFirst(field.count + 1)).filter { $0 != "\t" && $0 != " " } }
    }
}
