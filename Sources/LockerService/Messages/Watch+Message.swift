import Foundation
import LockerAPI
import LockerBase
import LockerCore

extension WatchOrder {
    /// - Throws: ``LockerError/Code/invalidArgument`` for nothing and for too much; ``LockerError/Code/notFound`` for a
    ///   revision that there cannot be.
    init(_ request: Locker_V1_WatchRequest) throws(LockerError) {
        self.init()
        let count = request.libraries.count + request.usages.count
        guard (1...RequestLimits.watched).contains(count) else {
            throw LockerError(
                .invalidArgument,
                "\(count) libraries and accounts are to be waited for; name 1 to \(RequestLimits.watched)")
        }
        for watched in request.libraries {
            if watched.library.isEmpty {
                addAll(of: watched.account)
            } else {
                add(library: watched.library, at: try Number.revision(watched.revision), of: watched.account)
            }
        }
        for watched in request.usages {
            // What is longer is none that was told.
            addUsage(of: watched.account, known: Array(watched.state.prefix(Digest.byteCount)))
        }
    }
}

extension Locker_V1_WatchResponse {
    init(_ news: WatchNews) {
        self.init()
        libraries = news.libraries.map { Locker_V1_LibraryNews($0) }
        usages = news.usages.map { Locker_V1_UsageNews($0) }
    }
}

extension Locker_V1_LibraryNews {
    fileprivate init(_ news: LibraryNews) {
        self.init()
        account = news.account
        library = news.library
        revision = UInt64(news.revision)
        gone = news.revision == 0
        device = Data(news.device ?? [])
    }
}

extension Locker_V1_UsageNews {
    fileprivate init(_ news: UsageNews) {
        self.init()
        account = news.account
        usedBytes = UInt64(news.used)
        if let quota = news.quota { quotaBytes = UInt64(quota) }
        state = Data(news.state)
    }
}
