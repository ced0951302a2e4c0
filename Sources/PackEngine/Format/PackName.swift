/// The name of a pack: its class and its number, unique across both classes, and higher than those of all packs there
/// are when it is begun. That of a pack that is gone may come again.
public struct PackName: Hashable, Sendable {
    /// What kinds of records it takes.
    public let packClass: PackClass
    /// Its number; 0 is never given.
    public let id: UInt32

    /// The name of a pack that is or is not there.
    public init(_ packClass: PackClass, _ id: UInt32) {
        self.packClass = packClass
        self.id = id
    }

    /// The name of its file below `packs/`: `data-0000000001.pack`.
    public var fileName: String {
        let digits = String(id)
        return packClass.prefix + "-" + String(repeating: "0", count: 10 - digits.count) + digits + ".pack"
    }

    /// The pack that `fileName` names, or nil when no pack is called that.
    public init?(fileName: String) {
        for packClass in PackClass.allCases where fileName.hasPrefix(packClass.prefix + "-") {
            let digits = fileName.dropFirst(packClass.prefix.count + 1).dropLast(".pack".count)
            guard let id = UInt32(digits) else { return nil }
            self.init(packClass, id)
            if self.fileName == fileName { return }
        }
        return nil
    }
}

extension PackName: Comparable {
    /// The order in which packs were begun.
    public static func < (left: PackName, right: PackName) -> Bool {
        left.id < right.id
    }
}
