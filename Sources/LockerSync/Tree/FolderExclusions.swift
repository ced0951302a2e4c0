/// Which names of a folder are left out, and why.
struct FolderExclusions: Sendable {
    /// Of each name the number of its reason, counted from 1; 0 of one that stays.
    private var numbers: [UInt32]
    private var reasons: [Exclusion] = []
    /// How many are left out.
    private(set) var count = 0

    /// Nil when all stay.
    ///
    /// - Parameters:
    ///   - path: of the folder, as the library has it.
    ///   - scope: the patterns that hold in it.
    ///   - isFolder: whether the name of a number is that of a folder.
    init?(
        of names: FolderNames, at path: [UInt8], by scope: IgnoreScope, isFolder: (Int) -> Bool
    ) {
        if scope.isEmpty { return nil }
        numbers = []
        // One path after the other in the same bytes: a folder may have a million.
        var path = path.isEmpty ? path : path + [UInt8(ascii: "/")]
        let start = path.count
        var known: [IgnoreScope.Match: UInt32] = [:]
        for index in names.indices {
            path.removeLast(path.count - start)
            names.withName(of: index) { path.append(contentsOf: $0) }
            let match = path.withUnsafeBufferPointer { path in
                scope.exclusion(of: path, nameFrom: start) { isFolder(index) }
            }
            guard let match else { continue }
            if count == 0 { numbers = [UInt32](repeating: 0, count: names.count) }
            if known[match] == nil {
                reasons.append(scope.why(match))
                known[match] = UInt32(reasons.count)
            }
            numbers[index] = known[match] ?? 0
            count += 1
        }
        if count == 0 { return nil }
    }

    /// Why the name of this number is left out; nil when it stays.
    subscript(index: Int) -> Exclusion? {
        numbers[index] == 0 ? nil : reasons[Int(numbers[index]) - 1]
    }
}
