import Foundation
import LockerAPI
import LockerBase
import LockerTestSupport

extension RunningDaemon {
    /// Commits files to a library, and removals from it, as one revision. Returns its number.
    ///
    /// - Parameters:
    ///   - files: what they hold, by their paths.
    ///   - account: whose library it is; nil for the account of the user of the tests.
    ///   - modified: the time of all of them, in nanoseconds since 1970.
    @discardableResult
    package func put(
        _ files: [String: [UInt8]], removing removals: [String] = [], for account: String? = nil,
        library: String = "main", modified: Int64 = 7
    ) throws -> UInt64 {
        let connection = try connect(account)
        defer { connection.close() }
        let session = try connection.call(LockerMethods.openSession, .with { $0.library = library }).session
        for (path, bytes) in files {
            let file = try makeFile("\(directory)/file-\(UInt64.random(in: 0 ... .max))", bytes)
            let ingest = Locker_V1_IngestRequest.with {
                $0.session = session
                $0.path = Data(path.utf8)
                ($0.modified, $0.mode) = (modified, 0o640)
            }
            _ = try connection.call(LockerMethods.ingest, ingest, descriptor: file)
        }
        if !removals.isEmpty {
            let stage = Locker_V1_StageRequest.with {
                $0.session = session
                $0.removals = removals.map { Data($0.utf8) }
            }
            _ = try connection.call(LockerMethods.stage, stage)
        }
        return try connection.call(LockerMethods.commit, .with { $0.session = session }).revision
    }

    /// The entries of the newest revision of a library, in the order of their paths.
    package func entries(for account: String? = nil, library: String = "main") throws -> [Locker_V1_Entry] {
        let connection = try connect(account)
        defer { connection.close() }
        return try connection.call(LockerMethods.list, .with { $0.library = library }).entries
    }
}
