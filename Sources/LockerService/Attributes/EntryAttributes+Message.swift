import Foundation
import LockerAPI
import LockerBase
import Metadata

extension Locker_V1_Attributes {
    init(_ attributes: EntryAttributes) {
        self.init()
        for pair in attributes.pairs {
            var message = Locker_V1_Attribute()
            message.name = pair.name
            message.value = Data(pair.value)
            pairs.append(message)
        }
    }
}

/// The attributes that a request gives the entry at `path`; nil where it says nothing of them.
///
/// - Throws: ``LockerError/Code/invalidArgument`` for what no entry can have.
func toldAttributes(
    _ message: Locker_V1_Attributes?, of path: EntryPath
) throws(LockerError) -> EntryAttributes? {
    guard let message else { return nil }
    var pairs: [AttributePair] = []
    for pair in message.pairs { pairs.append(AttributePair(name: pair.name, value: Array(pair.value))) }
    return try EntryAttributes(pairs, of: path)
}
