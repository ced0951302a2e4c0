import LockerBase

/// Foresees which of several things that are all still to come a disk takes for each other by their names: as long as none of
/// them is there, a look at it finds nothing. For one thread.
package final class ForeseenNames {
    private let folding: NameFolding
    /// How many components of each path are no folders of the disk.
    private let leading: Int
    private let findTwins: () throws(LockerError) -> Set<Int>
    private var twins: Set<Int>?
    /// By what some disk may make of their paths here: the paths in the library, and here.
    private var taken: [String: [(path: [UInt8], here: [UInt8])]] = [:]
    /// What cannot have its name, by the path of what was asked for.
    private(set) var clashes: [[UInt8]: NameCollision] = [:]
    /// The first of those of which it cannot be told, and how many there are.
    private var doubt: (first: NameCollision, count: Int)?

    /// Nil where the disk tells all names apart.
    ///
    /// - Parameter twins: finds what paths of the library have in common, as ``TwinPaths/find(in:)`` does.
    package init?(
        _ folding: NameFolding, leading: Int = 0, twins: @escaping () throws(LockerError) -> Set<Int>
    ) {
        if case .distinct = folding { return nil }
        (self.folding, self.leading, findTwins) = (folding, leading, twins)
    }

    /// Lets what comes to `path` have its name, and the folders that it is in, unless something that was let has it.
    ///
    /// - Parameter names: what is called otherwise here.
    package func clash(
        at path: EntryPath, names: PlacedNames = PlacedNames()
    ) throws(LockerError) -> NameCollision? {
        let components = path.components
        let here = names.placed(components)
        for count in components.indices.dropFirst(leading).map({ $0 + 1 }) {
            let own = ForeseenNames.joined(components[..<count])
            guard try hasTwin(own) else { continue }
            guard let clash = take(own, called: ForeseenNames.joined(here[..<count])) else { continue }
            clashes[path.bytes] = clash
            return clash
        }
        return nil
    }

    /// What a person should know; nil for nothing.
    package var warning: String? {
        guard let doubt else { return nil }
        let rest = doubt.count - 1
        let more = rest == 0 ? "" : ", and \(rest) more pair\(rest == 1 ? "" : "s"),"
        return """
            \(doubt.first.path) and \(doubt.first.owner)\(more) may be one to this disk, which cannot be told without writing to \
            it: then it holds one of the two
            """
    }

    private func hasTwin(_ path: [UInt8]) throws(LockerError) -> Bool {
        let known = if let twins { twins } else { try findTwins() }
        twins = known
        return !known.isEmpty && known.contains(TwinPaths.fold(path))
    }

    private func take(_ path: [UInt8], called here: [UInt8]) -> NameCollision? {
        let text = FoldedName.text(here)
        let others = taken[text] ?? []
        if others.contains(where: { $0.path == path }) { return nil }
        let folder = PlacedNames.parts(of: here).folder
        for other in others where PlacedNames.parts(of: other.here).folder == folder {
            let clash = NameCollision(path: EntryPath(known: path), owner: EntryPath(known: other.path))
            if case .folds = folding, ForeseenNames.small(other.here) == ForeseenNames.small(here) { return clash }
            // Not all disks that fold case do it beyond ASCII, or look away from how a letter is composed.
            doubt = (doubt?.first ?? clash, (doubt?.count ?? 0) + 1)
        }
        taken[text, default: []].append((path, here))
        return nil
    }

    private static func joined(_ components: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        Array(components.joined(separator: [UInt8(ascii: "/")]))
    }

    /// `name` without capital letters of ASCII.
    private static func small(_ name: [UInt8]) -> [UInt8] {
        name.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    }
}
