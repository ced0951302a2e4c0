/// How much of a list one answer has.
public enum PageLimits {
    /// The most entries, changes, revisions or songs.
    public static let maximum = 10_000
    /// The bytes that they may take in an answer, which has room for 4 MiB.
    static let bytes = 2 << 20

    /// How many there are to be for who asks for `limit`; 0 stands for ``maximum``.
    static func size(_ limit: Int) -> Int {
        limit == 0 ? maximum : min(limit, maximum)
    }

    /// The first `limit` of `found`, or as many as fit into ``bytes``, and whether more follow.
    static func fitting<Element>(
        _ found: [Element], _ limit: Int, size: (Element) -> Int
    ) -> (elements: [Element], more: Bool) {
        var taken = 0
        let first = found.prefix(limit).prefix { element in
            taken += size(element)
            return taken <= bytes
        }
        return (Array(first), found.count > first.count)
    }
}
