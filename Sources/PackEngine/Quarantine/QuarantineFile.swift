import Glibc
import LockerBase
import POSIXSupport

/// The file `DIR/quarantine`: what is known to be damaged, a line each, the last line about a place counting.
///
///     locker-quarantine 1
///     bad data-0000000001.pack 4242 chunk 9f86… 65536 65000 17 1764000000 - its bytes are not those of its digest
///     good data-0000000001.pack 4242
struct QuarantineFile {
    private let path: String
    private let file: Descriptor
    private var size: Int

    private static let version = 1
    private static let header = "locker-quarantine \(version)\n"
    /// The most bytes that are read: more findings than that are found again by the next verification.
    private static let maximumSize = 64 << 20

    /// Makes the file at `path` anew, with `findings` in it.
    static func create(_ path: String, _ findings: some Sequence<Finding>) throws(SystemError) -> QuarantineFile {
        let draft = try Descriptor.open(path + ".new", O_RDWR | O_CREAT | O_TRUNC, mode: 0o600)
        var result = QuarantineFile(path: path, file: draft, size: 0)
        try result.add(header + findings.map { "bad \($0.line)\n" }.joined())
        guard rename(path + ".new", path) == 0 else { throw SystemError("rename", on: path) }
        // What is added from here on is durable only with the name.
        try synchronizeDirectory(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
        return result
    }

    /// Adds that `findings` are so from now on.
    mutating func add(_ findings: [Finding]) throws(SystemError) {
        try add(findings.map { "bad \($0.line)\n" }.joined())
    }

    /// Adds that nothing is wrong any more at a place.
    mutating func remove(_ pack: PackName, offset: Int) throws(SystemError) {
        try add("good \(pack.fileName) \(offset)\n")
    }

    private mutating func add(_ text: String) throws(SystemError) {
        let (file, path, offset) = (file, path, size)
        try Array(text.utf8).withRawBytes { (bytes) throws(SystemError) in
            try file.writeFully(bytes, at: offset, subject: path)
        }
        size += text.utf8.count
        try file.syncContent(subject: path)
    }

    /// Checks that the file at `path` may be added to: one of a newer version says what this one does not know.
    ///
    /// - Throws: `failedPrecondition`.
    static func checkVersion(_ path: String) throws(LockerError) {
        guard let file = try? Descriptor.open(path, O_RDONLY) else { return }
        var bytes = [UInt8](repeating: 0, count: 64)
        guard let count = try? bytes.withMutableRawBytes({ try file.readFully(into: $0, at: 0, subject: path) }) else {
            return
        }
        let fields = String(decoding: bytes[..<count], as: UTF8.self).prefix { $0 != "\n" }.split(separator: " ")
        guard fields.count == 2, fields[0] == "locker-quarantine", let found = Int(fields[1]), found > version else {
            return
        }
        throw LockerError(
            .failedPrecondition,
            "\(path): has format \(found), and this lockerd reads up to format \(version); run the newer lockerd that wrote "
                + "it, or delete the file: a verification finds what is damaged again")
    }

    /// The findings in the file at `path`; none when there is no file.
    static func read(_ path: String) throws(SystemError) -> [Finding] {
        let file: Descriptor
        do throws(SystemError) {
            file = try Descriptor.open(path, O_RDONLY)
        } catch  where error.number == ENOENT {
            return []
        }
        let size = min(Int(try file.status(of: path).st_size), maximumSize)
        var bytes = [UInt8](repeating: 0, count: size)
        let count = try bytes.withMutableRawBytes { (raw) throws(SystemError) in
            try file.readFully(into: raw, at: 0, subject: path)
        }
        // What stands behind the last end of a line was being written: half a place is another place.
        let end = bytes[..<count].lastIndex(of: UInt8(ascii: "\n")) ?? 0
        return parse(String(decoding: bytes[..<end], as: UTF8.self))
    }

    private static func parse(_ text: String) -> [Finding] {
        var findings: [PackPlace: Finding] = [:]
        for line in text.split(separator: "\n") {
            if line.hasPrefix("bad "), let finding = Finding(line: line.dropFirst(4)) {
                findings[PackPlace(finding.pack, finding.offset)] = finding
            } else if line.hasPrefix("good ") {
                let fields = line.split(separator: " ")
                guard fields.count == 3, let pack = PackName(fileName: String(fields[1])), let offset = Int(fields[2])
                else { continue }
                findings[PackPlace(pack, offset)] = nil
            }
        }
        return Array(findings.values)
    }
}
