import Glibc

/// The place of a lock in the order in which a thread takes locks: whoever holds one takes only such that come after.
/// Threads that keep to that cannot wait for each other in a circle.
///
/// The order is checked when the environment says `LOCKER_CHECKS=1`; otherwise a lock does not remember its rank, which
/// costs a look at whether there is one.
public struct LockRank: Sendable {
    /// The greater, the later.
    public let number: Int
    /// What the message calls the lock when the order is broken.
    public let name: StaticString
    /// Whether a thread may take several of this rank, in an order that these have among themselves.
    public let isOfSeveral: Bool

    /// Whether the order is checked.
    public static let isChecked = getenv("LOCKER_CHECKS").map { String(cString: $0) == "1" } ?? false

    /// A place in the order; each number has one name.
    public init(_ number: Int, _ name: StaticString, isOfSeveral: Bool = false) {
        self.number = number
        self.name = name
        self.isOfSeveral = isOfSeveral
    }

    /// This rank where it is to be checked, or else nil.
    public var ifChecked: LockRank? { LockRank.isChecked ? self : nil }

    /// What is wrong with taking a lock of this rank by who holds those of `held`; nil when nothing is.
    public func violation(holding held: [LockRank]) -> String? {
        let wrong = held.first { $0.number > number || ($0.number == number && !isOfSeveral) }
        return wrong.map { "the lock '\(name)' is taken by who holds '\($0.name)', which comes after it" }
    }

    /// Runs `body`, for as long as a lock of this rank is taken and held.
    public func held<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard LockRank.isChecked else { return try body() }
        take()
        defer { giveBack() }
        return try body()
    }

    /// Takes note that this thread is about to take a lock of this rank. Ends the program where that is out of order.
    public func take() {
        let locks = HeldLocks.ofThisThread
        if let violation = violation(holding: locks.ranks) { fatalError(violation) }
        locks.ranks.append(self)
    }

    /// Takes note that this thread has given back a lock of this rank.
    public func giveBack() {
        let locks = HeldLocks.ofThisThread
        guard let last = locks.ranks.lastIndex(where: { $0.number == number }) else { return }
        locks.ranks.remove(at: last)
    }
}

/// The ranks of the locks that one thread holds.
private final class HeldLocks {
    var ranks: [LockRank] = []

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { held in
            if let held { Unmanaged<HeldLocks>.fromOpaque(held).release() }
        }
        return key
    }()

    static var ofThisThread: HeldLocks {
        if let held = pthread_getspecific(key) { return Unmanaged.fromOpaque(held).takeUnretainedValue() }
        let fresh = HeldLocks()
        pthread_setspecific(key, Unmanaged.passRetained(fresh).toOpaque())
        return fresh
    }
}
