import Foundation
import Glibc
import LockerAPI
import LockerSync
import LockerTestSupport
import POSIXSupport

extension TestDevice {
    /// Syncs, and is killed when the run has told of its work so often. Returns false where it was done before.
    ///
    /// - Parameter forgets: whether nothing that the run wrote down is there afterwards, as after a power cut.
    func syncKilled(
        at moment: Int, forgets: Bool, pullsOnly: Bool, _ change: (inout BothOptions) -> Void
    ) throws -> Bool {
        let before = try memory()
        let connection = try LockerConnection(socket: socket)
        defer { connection.close() }
        let killer = KillingProgress(self, connection, at: moment)
        let both = BothWays(
            connection: connection, directory: Array(folder.utf8),
            options: try options(pullsOnly: pullsOnly, change))
        var report = BothReport()
        do {
            try both.run(killer, &report)
        } catch {
            guard killer.memory != nil else { throw error }
        }
        guard let then = killer.memory else { return false }
        try remember(forgets ? before : then)
        return true
    }

    /// Begins a sync, and is killed when it has removed so many files that the library does not have any more: nothing
    /// is written down of that.
    func removeKilled(after count: Int, _ change: (inout BothOptions) -> Void) throws {
        let report = try sync { options in
            change(&options)
            options.sync.dryRun = true
        }
        let gone = (report.changes ?? []).filter { $0.isHere && $0.change.kind == .removed && !$0.change.isFolder }
        let above = under.map { $0.utf8.count + 1 } ?? 0
        let names = try DeviceNames(of: self)
        for one in gone.prefix(count) {
            let here = names.here(Array(one.change.path.dropFirst(above)))
            let path = "\(folder)/\(String(decoding: here, as: UTF8.self))"
            guard unlink(path) == 0 else { throw SystemError("unlink", on: path) }
        }
    }

    /// What the device remembers: the files of its state, by their names.
    func memory() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        guard access(state, F_OK) == 0 else { return files }
        for name in try FileManager.default.contentsOfDirectory(atPath: state) {
            files[name] = try contents(of: "\(state)/\(name)")
        }
        return files
    }

    /// Has the device remember that, and nothing else.
    private func remember(_ files: [String: [UInt8]]) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: state) where files[name] == nil {
            try FileManager.default.removeItem(atPath: "\(state)/\(name)")
        }
        for (name, bytes) in files { try makeFile("\(state)/\(name)", bytes) }
    }
}
