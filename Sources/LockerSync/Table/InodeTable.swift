/// Numbers of entries by inodes of one disk: 12 bytes for each place, of which seven in eight are used at the most. A
/// dictionary of a million takes three times as much.
package struct InodeTable {
    private static let free = Int32.min

    private var inodes: [UInt64]
    private var numbers: [Int32]
    private var count = 0

    /// - Parameter count: how many there may be, and some more, before it has to grow.
    package init(expecting count: Int) {
        let places = max(count + count / 4, 1024)
        inodes = [UInt64](repeating: 0, count: places)
        numbers = [Int32](repeating: InodeTable.free, count: places)
    }

    /// The number of an inode; nil where there is none.
    package subscript(inode: UInt64) -> Int32? {
        let number = numbers[place(of: inode)]
        return number == InodeTable.free ? nil : number
    }

    package mutating func set(_ inode: UInt64, to number: Int32) {
        if 8 * (count + 1) > 7 * inodes.count { grow() }
        let place = place(of: inode)
        if numbers[place] == InodeTable.free { count += 1 }
        inodes[place] = inode
        numbers[place] = number
    }

    /// Where the inode is, or the free place that it would have.
    private func place(of inode: UInt64) -> Int {
        // The numbers of inodes follow each other: multiplied by the golden ratio they lie evenly.
        let spread = inode &* 0x9E37_79B9_7F4A_7C15
        var place = Int(spread.multipliedFullWidth(by: UInt64(inodes.count)).high)
        while numbers[place] != InodeTable.free, inodes[place] != inode {
            place = place + 1 < inodes.count ? place + 1 : 0
        }
        return place
    }

    private mutating func grow() {
        var larger = InodeTable(expecting: count + count / 2)
        for (inode, number) in zip(inodes, numbers) where number != InodeTable.free { larger.set(inode, to: number) }
        self = larger
    }
}
