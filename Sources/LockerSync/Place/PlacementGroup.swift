import Glibc
import LockerBase
import LockerClient
import POSIXSupport

/// Files that are written and get their names together, once all of them are on the disk: one wait for many.
final class PlacementGroup: Sendable {
    /// How many files, and about how many bytes of them, wait for each other. Each takes a descriptor, and may take
    /// another one for its folder, while as many get their names: two thirds of what there are, 133 files where a process
    /// may have the usual 1,024.
    private static let files = min(max((OpenFileLimit.raise() - 224) / 6, 50), 1000)
    private static let bytes = 256 << 20

    private struct Waiting {
        var files: [(file: PendingFile, done: @Sendable (RestoreOutcome) -> Void)] = []
        var bytes = 0
    }

    private let waiting = Monitor(Waiting())

    /// Adds a file that is written, and when the group is full gives all of it their names.
    ///
    /// - Throws: the error after which no other can succeed.
    func add(_ file: PendingFile, _ done: @escaping @Sendable (RestoreOutcome) -> Void) throws(LockerError) {
        let full = waiting.withLock { waiting -> Waiting? in
            waiting.files.append((file, done))
            waiting.bytes = waiting.bytes.adding(file.size)
            guard waiting.files.count >= PlacementGroup.files || waiting.bytes >= PlacementGroup.bytes else {
                return nil
            }
            defer { waiting = Waiting() }
            return waiting
        }
        if let full { try place(full) }
    }

    /// Gives those that still wait their names.
    func finish() throws(LockerError) {
        let rest = waiting.withLock { waiting in
            defer { waiting = Waiting() }
            return waiting
        }
        try place(rest)
    }

    private func place(_ full: Waiting) throws(LockerError) {
        try translatingSystemErrors(remedy: "nothing that is not on the disk has got its name; restore again") {
            () throws(SystemError) in
            try PlacementGroup.sync(full.files.map(\.file))
        }
        for (file, done) in full.files { done(try file.place()) }
    }

    private static func sync(_ files: [PendingFile]) throws(SystemError) {
        var devices: [UInt64?: [PendingFile]] = [:]
        for file in files { devices[file.device, default: []].append(file) }
        for files in devices.values {
            if files.count > 1, files[0].device != nil, FileSystemKind(of: files[0].descriptor).syncsWhole {
                try files[0].descriptor.syncFileSystem(subject: "restored files")
            } else {
                for file in files { try file.descriptor.sync(subject: "\(file.wanted.path)") }
            }
        }
    }
}
