import Glibc
import LockerBase
import MediaFollower
import MediaIndex
import MediaTestSupport
import MediaWorker
import NIOPosix

/// A follower over libraries in memory, with an index of its own and real workers.
final class Followed: Sendable {
    let source = ShelfSource()
    let index: MediaIndex
    let follower: MediaFollower
    let pictures: TagPictures
    private let readers: TagReaders
    private let threads: NIOThreadPool
    private let folder: String

    private init(_ folder: String) throws {
        self.folder = folder
        index = try MediaIndex(path: folder + "/media.sqlite")
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        readers = try TagReaders(WorkerCommand(path: builtProgram("media-worker")), workers: 2)
        follower = MediaFollower(source: source, index: index, readers: readers, threads: threads)
        pictures = TagPictures(source: source, readers: readers)
    }

    /// Runs `body` while a follower of its own runs.
    static func run(_ accounts: Set<String> = ["alice"], _ body: (Followed) async throws -> Void) async throws {
        var path = Array("/tmp/locker.XXXXXX".utf8CString)
        guard mkdtemp(&path) != nil else { throw LockerError(.system, "mkdtemp") }
        let folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let followed = try Followed(folder)
        let running = Task { await followed.follower.run() }
        let result: Result<Void, any Error>
        do {
            try await followed.follower.follow(accounts)
            result = .success(try await body(followed))
        } catch {
            result = .failure(error)
        }
        running.cancel()
        await running.value
        followed.readers.close()
        try await followed.threads.shutdownGracefully()
        followed.index.close()
        followed.removeFiles()
        try result.get()
    }

    private func removeFiles() {
        for ending in ["", "-wal", "-shm"] { unlink(folder + "/media.sqlite" + ending) }
        rmdir(folder)
    }

    /// Waits until a revision of a library is what the index has; nil: until it has none.
    func settle(_ revision: UInt64?, library: String = "Music", of account: String = "alice") async throws {
        while true {
            let known = try index.libraries(of: account)[library]
            if known == revision, !follower.isBusy(account) { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The titles of all songs of an account.
    func titles(of account: String = "alice") throws -> [String] {
        let none = ListPart(offset: 0, count: 0)
        let all = ListPart(offset: 0, count: 10_000)
        let found = try index.shelves(of: account).search("", artists: none, albums: none, songs: all, folder: nil)
        return found.songs.map(\.title).sorted()
    }
}

/// A song of a few KiB.
func song(_ title: String, album: String = "Weather") -> [UInt8] {
    Songs.mp3(ID3v2Fixture().text("TIT2", title).text("TPE1", "Lee").text("TALB", album))
}
