import LockerBase

/// What several paths, of things and of the folders that they are in, have in common that some disk may take for one.
package enum TwinPaths {
    /// A number that is the same for paths that differ in case only, or in how a letter is composed.
    static func fold(_ path: [UInt8]) -> Int { FoldedName.text(path).hashValue }

    /// The ``fold(_:)`` of each path of `table` that another one has, too.
    package static func find<Row: TableRow>(in table: SortedTable<Row>) throws(LockerError) -> Set<Int> {
        // Of many paths a set would take tens of MB: a first pass rules most of them out, by one of 2^24 bits each.
        var likely: Set<Int>?
        if table.count > 400_000 {
            var (seen, found) = ([UInt64](repeating: 0, count: 1 << 18), Set<Int>())
            try forEachFold(in: table) { folded in
                let (word, bit) = ((folded >> 6) & (seen.count - 1), UInt64(1) << UInt64(folded & 63))
                if seen[word] & bit != 0 { found.insert(folded) }
                seen[word] |= bit
            }
            likely = found
        }
        var (once, twice) = (Set<Int>(), Set<Int>())
        try forEachFold(in: table) { folded in
            if likely?.contains(folded) ?? true, !once.insert(folded).inserted { twice.insert(folded) }
        }
        return twice
    }

    /// Calls `body` with the ``fold(_:)`` of each path, of things and folders.
    private static func forEachFold<Row: TableRow>(
        in table: SortedTable<Row>, _ body: (Int) -> Void
    ) throws(LockerError) {
        var (rows, last) = (table.reader(), [UInt8]())
        while let path = try rows.next()?.key {
            // In path order the folders that are new are those behind what it has in common with the one before.
            let common = zip(path, last).prefix { $0 == $1 }.count
            let ends = path.indices.dropFirst(common).filter { path[$0] == UInt8(ascii: "/") } + [path.count]
            for end in ends { body(fold(Array(path[..<end]))) }
            last = path
        }
    }
}
