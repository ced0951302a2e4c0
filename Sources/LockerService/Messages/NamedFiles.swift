import Foundation
import LockerAPI
import LockerBase
import LockerCore

/// The files of a request that asks for them by their paths.
struct NamedFiles {
    /// The most bytes of the messages that say which paths are none: an answer has room for them beside all else.
    private static let messageBytes = 512 << 10

    /// Those that nothing is wrong with, in their order.
    private(set) var paths: [EntryPath] = []
    /// The place in the request of each.
    private var places: [Int] = []
    private var failures: [(place: Int, error: LockerError)] = []
    /// How many of the request can be answered at once.
    private var count = 0

    /// Takes the first of `paths`, as many as an answer has room for.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``RequestLimits/restoredFiles``; what is wrong with
    ///   one path is in the answer.
    init(_ paths: [Data]) throws(LockerError) {
        guard paths.count <= RequestLimits.restoredFiles else {
            throw LockerError(
                .invalidArgument, "\(paths.count) files: at most \(RequestLimits.restoredFiles) at once")
        }
        var room = NamedFiles.messageBytes
        for path in paths {
            do throws(LockerError) {
                self.paths.append(try EntryPath(path))
                places.append(count)
            } catch {
                room -= error.message.utf8.count
                guard room >= 0 else { return }
                failures.append((count, error))
            }
            count += 1
        }
    }

    /// The answer when the first of ``paths`` have become `found`: it ends before the first that has not.
    func answer(_ found: RestoredFiles) -> FilesAnswer<Locker_V1_RestoreFilesResponse> {
        let count = found.sizes.count < places.count ? places[found.sizes.count] : count
        var response = Locker_V1_RestoreFilesResponse()
        response.sizes = Array(repeating: 0, count: count)
        for (place, size) in zip(places, found.sizes) { response.sizes[place] = UInt64(size) }
        response.content = Data(found.content)
        let failures = failures.filter { $0.place < count } + found.failures.map { (places[$0.place], $0.error) }
        return FilesAnswer(response, failures.sorted { $0.place < $1.place })
    }
}
