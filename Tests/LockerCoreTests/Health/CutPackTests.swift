import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// Packs that are cut, to a part or to nothing: a verification and a backup say so.
@Suite struct CutPackTests {
    private func dataPack(in directory: String) throws -> String {
        let folder = directory + "/store/packs"
        let packs = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("data") }.sorted()
        return "\(folder)/\(try #require(packs.first))"
    }

    private func damaged(_ test: TestLocker, _ options: VerificationOptions = .init()) throws -> Int {
        guard case .verified(let report) = try test.ended(try test.locker.verification.start(options)) else {
            throw LockerError(.internal, "not a verification")
        }
        return report.damaged
    }

    @Test func aSealedPackThatIsCutToNothingIsFound() throws {
        for isQuick in [true, false] {
            try withTemporaryDirectory { directory in
                try TestLocker.opened(directory) { test in
                    try test.put(["a": random(300_000, seed: 1)], for: try test.caller("alice"))
                }
                try TestLocker.opened(directory) { test in
                    try #expect(damaged(test) == 0)
                    try #expect(truncate(dataPack(in: directory), 0) == 0)
                    var options = VerificationOptions()
                    options.isQuick = isQuick
                    try #expect(damaged(test, options) > 0)
                    // A quick one looks at the pack alone.
                    let damages = try test.locker.damage.damages().damages
                    #expect(damages.contains { isQuick || !$0.holders.isEmpty })
                }
            }
        }
    }

    @Test func aPackThatIsCutWhileItIsWrittenIsFound() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try test.put(["a": random(300_000, seed: 1)], for: try test.caller("alice"))
                try #expect(truncate(dataPack(in: directory), 100) == 0)
                try #expect(damaged(test) > 0)
            }
        }
    }

    /// Gone, cut to nothing, and cut to a header and a piece: before a start, which takes what it finds out of the index.
    @Test(arguments: [nil, 0, 100] as [Int?])
    func aBackupNamesThePacksThatItLacks(_ size: Int?) throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try test.put(["a": random(300_000, seed: 1)], for: try test.caller("alice"))
            }
            let pack = try dataPack(in: directory)
            if let size { try #require(truncate(pack, off_t(size)) == 0) } else { try #require(unlink(pack) == 0) }
            try TestLocker.opened(directory) { test in
                let job = try test.locker.backup.start(to: directory + "/backup", isChecked: false)
                let name = try #require(pack.split(separator: "/").last)
                #expect { try test.ended(job) } throws: {
                    ($0 as? LockerError)?.code == .dataLoss && "\($0)".contains(name)
                }
            }
        }
    }

    @Test func aBackupOfAStoreThatLostWhatNobodyNeedsIsWhole() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try test.put(["a": random(300_000, seed: 1)], for: try test.caller("alice"))
            }
            try TestLocker.opened(directory) { test in
                try test.put(["a": random(300_000, seed: 2)], for: try test.caller("alice"))
                _ = try test.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil))
            }
            try #require(unlink(dataPack(in: directory)) == 0)
            try TestLocker.opened(directory) { test in
                let job = try test.locker.backup.start(to: directory + "/backup", isChecked: true)
                guard case .backedUp(let report) = try test.ended(job) else {
                    throw LockerError(.internal, "not a backup")
                }
                #expect(report.checkedFiles == 1)
            }
        }
    }
}
