import LockerBase
import Metadata

/// A library that is not as somebody knows it.
public struct LibraryNews: Sendable, Equatable {
    /// The account's name, as it was asked for.
    public let account: String
    /// The library's name.
    public let library: String
    /// Its newest revision; 0 where there is no such library.
    public let revision: Int64
    /// The device that made it; nil where that is not known.
    public let device: [UInt8]?
}

/// What an account holds and may hold, where that is not as somebody knows it.
public struct UsageNews: Sendable, Equatable {
    /// The account's name, as it was asked for.
    public let account: String
    /// What its quota is held against, in bytes.
    public let used: Int64
    /// The most that this may be; nil for no limit.
    public let quota: Int64?
    /// Stands for all of this, for who asks again.
    public let state: [UInt8]

    init(_ holdings: AccountHoldings, of account: Int64, called name: String) {
        (self.account, used, quota) = (name, holdings.counted, holdings.quota)
        var text = ByteWriter()
        text.append(account)
        text.append(used)
        text.append(quota ?? -1)
        state = Array(SHA256.digest(of: text.bytes).bytes.prefix(8))
    }
}

/// What of a ``WatchOrder`` is other than it is known.
public struct WatchNews: Sendable, Equatable {
    /// The most libraries that are told at once; of the others hears who asks again.
    public static let maximum = 4096

    /// In the order of the accounts' names and their own.
    public private(set) var libraries: [LibraryNews] = []
    /// In the order of the accounts' names.
    public internal(set) var usages: [UsageNews] = []

    /// Whether there are none.
    public var isEmpty: Bool { libraries.isEmpty && usages.isEmpty }

    /// Whether no more libraries are told.
    var isFull: Bool { libraries.count >= WatchNews.maximum }

    mutating func add(_ news: LibraryNews) {
        if !isFull { libraries.append(news) }
    }
}
