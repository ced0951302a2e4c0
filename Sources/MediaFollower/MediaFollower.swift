import LockerBase
import Logging
import MediaIndex
import MediaWorker
import NIOPosix

/// Keeps the index what the libraries of the followed accounts are: it waits for what changes in them, and tells the index.
package final class MediaFollower: Sendable {
    private let source: any LibrarySource
    private let index: IndexCalls
    private let readers: TagReaders
    private let logger: Logger
    private let board = FollowBoard()
    private let counted = FollowerCounts()

    /// Libraries that are indexed at a time.
    private static let hands = 3
    /// How often is looked for what was put off.
    private static let rest = Duration.seconds(5)
    /// How long nothing is asked after the daemon could not be.
    private static let pauses = (first: Duration.milliseconds(500), longest: Duration.seconds(30))

    /// Follows nobody yet.
    ///
    /// - Parameters:
    ///   - source: where libraries are; ``DaemonSource``.
    ///   - readers: workers for songs. Who shows pictures has others, so that nobody waits for a cover until songs are read.
    ///   - threads: where the index is called. They have to outlive ``run()``.
    package init(
        source: any LibrarySource, index: MediaIndex, readers: TagReaders, threads: NIOThreadPool,
        logger: Logger = Logger(label: "media-follower")
    ) {
        self.source = source
        self.index = IndexCalls(index: index, threads: threads)
        self.readers = readers
        self.logger = logger
    }

    /// Follows these accounts from here on, and no others. What is indexed of others stays as it is.
    package func follow(_ accounts: Set<String>) async throws(LockerError) {
        let new = accounts.subtracting(board.accounts)
        let known = try await index.run { (index) throws(LockerError) -> [String: [String: UInt64]] in
            var known: [String: [String: UInt64]] = [:]
            for account in new { known[account] = try index.libraries(of: account) }
            return known
        }
        board.follow(accounts, known: known)
    }

    /// Whether something of the account is still to be indexed.
    package func isBusy(_ account: String) -> Bool { board.isBusy(account) }

    /// What was done, since this was made.
    package var counts: FollowerCounts.Values { counted.values }

    /// Follows until the task is cancelled.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.watch() }
            for _ in 0..<MediaFollower.hands { group.addTask { await self.work() } }
            group.addTask { await self.revive() }
        }
    }

    /// Waits for news of all accounts, by as few calls as that takes, until it is others that are to be watched.
    private func watch() async {
        while !Task.isCancelled {
            let seen = board.regrouped.number
            let groups = board.groups()
            await withTaskGroup(of: Void.self) { group in
                for accounts in groups { group.addTask { await self.watch(accounts) } }
                group.addTask { await self.board.regrouped.wait(after: seen) }
                _ = await group.next()
                group.cancelAll()
            }
        }
    }

    private func watch(_ accounts: [String]) async {
        var pause = MediaFollower.pauses.first
        while !Task.isCancelled {
            guard let libraries = board.watched(accounts) else { return }
            do throws(LockerError) {
                board.hear(try await source.watch(libraries))
                pause = MediaFollower.pauses.first
            } catch {
                if Task.isCancelled { return }
                if let account = error.details[.account], accounts.contains(account), error.code != .unavailable {
                    logger.info("an account is not followed for now", metadata: ["error": "\(error.logText)"])
                    return board.putAside(account)
                }
                logger.warning("libraries cannot be watched", metadata: ["error": "\(error.logText)"])
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, MediaFollower.pauses.longest)
            }
        }
    }

    /// Indexes what is due, one library after the other.
    private func work() async {
        while !Task.isCancelled {
            let seen = board.work.number
            guard let next = board.next() else {
                await board.work.wait(after: seen)
                continue
            }
            let isDone = await bringUp(next.name)
            board.end(next.name, isDone: isDone, tries: next.tries)
            counted.countUpdate(isDone: isDone)
        }
    }

    private func bringUp(_ name: FollowedLibrary) async -> Bool {
        let indexer = LibraryIndexer(source: source, index: index, readers: readers, counts: counted, name: name)
        do throws(LockerError) {
            try await indexer.run()
            return true
        } catch {
            if !Task.isCancelled {
                logger.warning("a library cannot be indexed for now", metadata: ["error": "\(error.logText)"])
            }
            return false
        }
    }

    private func revive() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: MediaFollower.rest)
            board.revive()
        }
    }
}
