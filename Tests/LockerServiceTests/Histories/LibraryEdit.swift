import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

/// What somebody does to a library, and no device.
enum LibraryEdit {
    /// Takes a path, with all below it, out of all revisions.
    case purge(String)
    /// Makes it what it was in an old revision.
    case revert(UInt64)
    case rename(String, to: String)

    var isPurge: Bool { if case .purge = self { true } else { false } }

    /// Does that, where it can be done.
    func apply(to reader: LibraryReader) throws {
        do {
            switch self {
            case .purge(let path): try LibraryEdit.purge(path, reader)
            case .revert(let revision): _ = try Reversion(of: reader, to: revision).run()
            case .rename(let old, let new): try LibraryEdit.rename(old, new, reader)
            }
        } catch let error as LockerError {
            // Nothing is there, or something is in the way.
            guard [.notFound, .alreadyExists, .invalidArgument].contains(error.code) else { throw error }
        }
    }

    private static func purge(_ path: String, _ reader: LibraryReader) throws {
        var request = Locker_V1_PurgeRequest()
        (request.library, request.paths, request.recursive) = (reader.library, [Data(path.utf8)], true)
        _ = try reader.connection.call(LockerMethods.purge, request)
    }

    private static func rename(_ old: String, _ new: String, _ reader: LibraryReader) throws {
        var request = Locker_V1_MoveRequest()
        (request.library, request.from, request.to) = (reader.library, Data(old.utf8), Data(new.utf8))
        _ = try reader.connection.call(LockerMethods.move, request)
    }
}
