import Foundation
import LockerTestSupport
import Metadata

/// The files of a store as they lie there at one moment, for a crash to leave.
struct StoreSnapshot {
    private var files: [String: [UInt8]] = [:]

    private static let folders = ["", "/packs", "/index"]
    private static let sector = 512

    /// Reads the store of a locker in `directory`.
    init(_ directory: String) throws {
        let store = directory + "/store"
        for folder in StoreSnapshot.folders {
            for name in try FileManager.default.contentsOfDirectory(atPath: store + folder) {
                if folder.isEmpty, !name.hasPrefix("metadata.sqlite"), name != "store", name != "quarantine" {
                    continue
                }
                if name == "lock.mdb" || name.hasSuffix("-shm") { continue }
                files[folder + "/" + name] = try contents(of: store + folder + "/" + name)
            }
        }
    }

    /// What a crash leaves when these files were durable and `written` lay there: of each sector of a pack that differs, the
    /// old or the new contents.
    func crashed(_ written: StoreSnapshot, using random: inout SplitMix64) -> StoreSnapshot {
        var result = written
        for (path, new) in written.files.sorted(by: { $0.key < $1.key }) where path.hasPrefix("/packs/") {
            let old = files[path] ?? []
            var bytes = new
            for start in stride(from: 0, to: new.count, by: StoreSnapshot.sector) where random.next() % 2 == 0 {
                for index in start..<min(start + StoreSnapshot.sector, new.count) {
                    bytes[index] = index < old.count ? old[index] : 0
                }
            }
            result.files[path] = bytes
        }
        return result
    }

    /// The same with the database of `other`.
    func with(databaseOf other: StoreSnapshot) -> StoreSnapshot {
        var result = self
        result.files = files.filter { !$0.key.hasPrefix("/metadata.sqlite") }
        for (path, bytes) in other.files where path.hasPrefix("/metadata.sqlite") { result.files[path] = bytes }
        return result
    }

    /// The same without an index.
    func withoutIndex() -> StoreSnapshot {
        var result = self
        result.files = files.filter { !$0.key.hasPrefix("/index/") }
        return result
    }

    /// Writes the files as the store of a locker in `directory`.
    func write(to directory: String) throws {
        for folder in StoreSnapshot.folders {
            try FileManager.default.createDirectory(
                atPath: directory + "/store" + folder, withIntermediateDirectories: true)
        }
        for (path, bytes) in files { try makeFile(directory + "/store" + path, bytes) }
    }
}
