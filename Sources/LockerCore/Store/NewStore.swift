import Foundation
import LockerBase
import Logging
import POSIXSupport
import PackEngine

/// Makes a store that no daemon serves yet.
public enum NewStore {
    /// Makes a store in `directory`, which is missing or empty. What root makes in somebody else's folder is theirs, so
    /// that a daemon that runs as them can open it.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists`` when there is a store; ``LockerError/Code/failedPrecondition`` when
    ///   the folder holds something else.
    public static func make(in directory: String, logger: Logger) throws(LockerError) {
        let directory = StoreFolder.normalized(directory)
        if case .store = try StoreFolder.check(directory, mustExist: false) {
            throw LockerError(.alreadyExists, "\(directory): there is a store already, which stays as it is")
        }
        try Locker(directory: directory, configuration: Configuration(), logger: logger).close()
        try handOver(directory)
    }

    private static func handOver(_ directory: String) throws(LockerError) {
        var status = stat()
        guard stat(directory, &status) == 0 else { throw LockerError(SystemError("stat", on: directory)) }
        guard geteuid() == 0, status.st_uid != 0 else { return }
        for name in FileManager.default.subpaths(atPath: directory) ?? [] where !name.hasPrefix("lost+found") {
            guard lchown("\(directory)/\(name)", status.st_uid, status.st_gid) == 0 else {
                throw LockerError(
                    SystemError("lchown", on: "\(directory)/\(name)"),
                    remedy: "give it to the owner of the store by hand")
            }
        }
    }
}
