/// What a caller's work depends on: how far which packs must be durable before that work may be acknowledged.
///
/// Holds one entry for each pack that was touched (16 for each GiB of new data) and none for what is durable already.
public struct DurabilityTicket: Sendable {
    struct Need: Equatable {
        let pack: UInt32
        var end: Int
    }

    private(set) var needs: [Need] = []

    /// Of work that depends on nothing.
    public init() {}

    /// Whether nothing depends on it: committing it does nothing.
    public var isEmpty: Bool { needs.isEmpty }

    /// Adds everything that `other` depends on.
    public mutating func merge(_ other: DurabilityTicket) {
        for need in other.needs { cover(pack: need.pack, end: need.end) }
    }

    /// Makes it depend on the first `end` bytes of `pack`.
    mutating func cover(pack: UInt32, end: Int) {
        // The pack of the latest append is nearly always the last one here.
        if let index = needs.lastIndex(where: { $0.pack == pack }) {
            needs[index].end = max(needs[index].end, end)
        } else {
            needs.append(Need(pack: pack, end: end))
        }
    }
}
