import Foundation
import Glibc
import LockerTestSupport
import POSIXSupport

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
                if name.hasSuffix("-shm") { continue }
                files[folder + "/" + name] = try StoreSnapshot.written(store + folder + "/" + name)
            }
        }
    }

    /// What was written to the file at `path`: a pack that is open has 16 MiB of zeros behind that. Nil when it is not
    /// there any more.
    private static func written(_ path: String) throws -> [UInt8]? {
        guard let file = try? Descriptor.open(path, O_RDONLY) else { return nil }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try block.withUnsafeMutableBytes {
                try file.readFully(into: $0, at: bytes.count, subject: path)
            }
            if !block[..<count].contains(where: { $0 != 0 }) { return bytes }
            bytes += block[..<count]
        }
    }

    /// What a crash leaves when these files were durable and `written` lay there: of each sector of a pack that
    /// differs, the old or the new contents. A new pack is there with its header, since it is synced before it takes
    /// records.
    func crashed(_ written: StoreSnapshot, using random: inout SplitMix64) -> StoreSnapshot {
        var result = written
        for (path, new) in written.files.sorted(by: { $0.key < $1.key }) where path.hasPrefix("/packs/") {
            let old = files[path] ?? []
            var bytes = new
            for start in stride(from: old.isEmpty ? StoreSnapshot.sector : 0, to: new.count, by: StoreSnapshot.sector) {
                let range = start..<min(start + StoreSnapshot.sector, new.count)
                let kept = old.dropFirst(start).prefix(range.count)
                if kept.elementsEqual(new[range]) || random.next() % 2 == 0 { continue }
                bytes.replaceSubrange(range, with: kept + Array(repeating: 0, count: range.count - kept.count))
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
