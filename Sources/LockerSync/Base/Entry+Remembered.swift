import FoundationEssentials
import LockerAPI
import LockerBase

extension Locker_V1_Entry {
    /// The entry that an item was sent as. The length of a file that is not settled is not known.
    init(_ known: RememberedItem) {
        self.init(known.item)
        if let blob = known.blob { self.blob = Data(blob.bytes) }
        if let stamp = known.item.stamp, !stamp.isUnsettled { size = UInt64(stamp.size) }
    }
}
