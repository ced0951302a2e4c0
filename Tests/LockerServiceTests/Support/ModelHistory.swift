import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerTestSupport

/// What the revisions of a library hold, which was committed at random.
struct ModelHistory {
    /// Of each path, all that its entry tells; by revision, the empty library first.
    private(set) var revisions: [[String: String]] = [[:]]

    private static let paths = [
        "a", "b", "b/c", "b/d", "b/d 2", "b.x", "c", "d/e/f", "d/g", "d", "x0", "x1", "x1/y", "Ö/é", "line\nbreak",
    ]

    var newest: Int { revisions.count - 1 }

    /// All paths of all revisions, in order.
    var paths: [String] {
        Set(revisions.flatMap(\.keys)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Commits so many revisions to the library `main`.
    init(_ connection: LockerConnection, revisions count: Int, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for number in 1...count {
            let entries = ModelHistory.entries(&random, number)
            let model = Dictionary(uniqueKeysWithValues: entries.map { (ModelHistory.path($0), ModelHistory.told($0)) })
            let session = try UploadSession(connection: connection, library: "main")
            let removals = try revisions[number - 1].keys.filter { model[$0] == nil }.map { try EntryPath($0) }
            try session.stage(entries, removals: removals)
            _ = try session.commit(from: nil)
            try session.close()
            revisions.append(model)
        }
    }

    /// All that `entry` tells, but for its path.
    static func told(_ entry: Locker_V1_Entry) -> String {
        let target = entry.target.isEmpty ? "-" : String(decoding: entry.target, as: UTF8.self)
        let mode = entry.hasMode ? String(entry.mode, radix: 8) : "-"
        return "\(entry.kind.rawValue) \(target) \(entry.modified) \(mode)"
    }

    /// What of ``told(_:)`` is its content.
    static func content(_ told: String) -> String { told.split(separator: " ").prefix(2).joined(separator: " ") }

    static func path(_ entry: Locker_V1_Entry) -> String { String(decoding: entry.path, as: UTF8.self) }

    /// Entries of which none lies below another, and one that no other revision has so.
    private static func entries(_ random: inout SplitMix64, _ number: Int) -> [Locker_V1_Entry] {
        var chosen = paths.filter { _ in Bool.random(using: &random) }
        chosen = chosen.filter { path in !chosen.contains { path.hasPrefix($0 + "/") } }
        let others = chosen.map { path in
            Locker_V1_Entry.with {
                $0.path = Data(path.utf8)
                $0.modified = Int64.random(in: -1...1, using: &random)
                if Bool.random(using: &random) {
                    $0.kind = .symlink
                    $0.target = Data(["one", "two"].randomElement(using: &random)?.utf8 ?? "".utf8)
                } else {
                    $0.kind = .folder
                    if Bool.random(using: &random) { $0.mode = [0o700, 0o755].randomElement(using: &random) ?? 0 }
                }
            }
        }
        let own = Locker_V1_Entry.with {
            $0.path = Data("number".utf8)
            $0.kind = .symlink
            $0.target = Data("\(number)".utf8)
        }
        return others + [own]
    }
}
