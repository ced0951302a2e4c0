import Glibc
import LockerBase
import POSIXSupport

/// What this device is to lockers: a number that it chose for itself, and a name for people. A folder for state holds
/// one; two of those are two devices, on one machine too.
package struct Device: Sendable, Hashable {
    /// 16 random bytes.
    package let id: [UInt8]
    /// What people call it: at first the machine's name. At most 255 bytes.
    package let name: String

    private static let firstLine = "locker device 1"
    private static let idLength = 16
    private static let maximumNameLength = 255

    /// The device whose identity `folder` holds, in its file `device`; it is made when there is none.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` for a file that is none of an identity; what the system says
    ///   where none can be made.
    package static func identity(in folder: String) throws(LockerError) -> Device {
        let path = "\(folder)/device"
        if let device = try read(path) { return device }
        try make(path)
        guard let device = try read(path) else {
            throw LockerError(.failedPrecondition, "\(path): it was removed while it was made; try again")
        }
        return device
    }

    /// The device whose identity `folder` holds; nil where there is none, or none that can be read.
    package static func known(in folder: String?) -> Device? {
        folder.flatMap { try? read("\($0)/device") }
    }

    /// Gives the device whose identity `folder` holds another name; nothing where that is another one than `id`.
    package static func rename(_ id: [UInt8], to name: String, in folder: String) throws(LockerError) {
        guard known(in: folder)?.id == id, name.utf8.count <= maximumNameLength, !name.contains("\n") else { return }
        let temporary = try write(id, name, beside: "\(folder)/device")
        guard Glibc.rename(temporary, "\(folder)/device") == 0 else {
            let failure = SystemError("rename", on: temporary)
            unlink(temporary)
            throw LockerError(failure)
        }
    }

    /// The identity at `path`; nil when nothing is there.
    private static func read(_ path: String) throws(LockerError) -> Device? {
        do throws(SystemError) {
            // Without waiting for whoever would write to it, were it a pipe.
            let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK)
            var bytes = [UInt8](repeating: 0, count: 1024)
            let count = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(SystemError) in
                try file.readFully(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
            }
            let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            if lines.count >= 3, lines[0] == firstLine, let id = id(hex: lines[1]),
                lines[2].utf8.count <= maximumNameLength
            {
                return Device(id: id, name: String(lines[2]))
            }
        } catch {
            if error.number == ENOENT { return nil }
            throw LockerError(error, remedy: "it holds the identity of this device")
        }
        throw LockerError(
            .failedPrecondition,
            "\(path): not the identity of a device; put it back from a backup, or remove it to be another device")
    }

    /// Writes an identity under a name of its own and links it to `path`: whoever reads finds a whole one or none, and
    /// of several that are made at once the first is everybody's.
    private static func make(_ path: String) throws(LockerError) {
        var random = SystemRandomNumberGenerator()
        let id = (0..<idLength).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let temporary = try write(id, hostName, beside: path)
        defer { unlink(temporary) }
        guard link(temporary, path) == 0 || errno == EEXIST else { throw LockerError(SystemError("link", on: path)) }
    }

    /// Writes an identity to a file of its own, which is on the disk then. Returns its path.
    private static func write(_ id: [UInt8], _ name: String, beside path: String) throws(LockerError) -> String {
        let text = "\(firstLine)\n\(id.hexText)\n\(name)\n"
        let temporary = "\(path).\(getpid()).\(id.hexText.prefix(8))"
        try translatingSystemErrors(remedy: "set XDG_STATE_HOME to a folder that can be written") {
            () throws(SystemError) in
            try SyncStateFile.makeFolder(of: path)
            let file = try Descriptor.open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
            var isWritten = false
            defer { if !isWritten { unlink(temporary) } }
            let bytes = Array(text.utf8)
            try bytes.withUnsafeBufferPointer { (buffer) throws(SystemError) in
                try file.writeFully(UnsafeRawBufferPointer(buffer), at: 0, subject: temporary)
            }
            guard fsync(file.number) == 0 else { throw SystemError("fsync", on: temporary) }
            isWritten = true
        }
        return temporary
    }

    /// What the machine calls itself.
    package static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "unnamed" }
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let cleaned = ListedName.cleaned(text)
        return cleaned.isEmpty ? "unnamed" : cleaned
    }

    private static func id(hex: Substring) -> [UInt8]? {
        let digits = Array(hex)
        guard digits.count == 2 * idLength else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        return bytes.count == idLength ? bytes : nil
    }
}
