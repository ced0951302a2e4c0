/// How wrong tries slow down those that follow. Spans are nanoseconds.
struct ThrottleRule: Sendable {
    /// So many wrong tries cost nothing: people mistype.
    let free: Int
    /// The wait after the next one; it doubles with each that follows.
    let first: Int64
    /// The longest wait.
    let longest: Int64
    /// After so long without a wrong try, behind the wait, all is forgotten.
    let memory: Int64

    private static let second: Int64 = 1_000_000_000

    /// For those of one address.
    static let ofAddress = ThrottleRule(
        free: 10, first: second, longest: 300 * second, memory: 900 * second)
    /// For those at one person from anywhere: shorter, since whoever tries keeps the person themselves waiting where
    /// they are at an address that is not known of them.
    static let ofPerson = ThrottleRule(free: 10, first: second, longest: 60 * second, memory: 900 * second)

    /// The wait after the last of so many wrong tries.
    func delay(after tries: Int) -> Int64 {
        guard tries > free else { return 0 }
        let doublings = min(tries - free - 1, 20)
        return min(longest, first << Int64(doublings))
    }
}
