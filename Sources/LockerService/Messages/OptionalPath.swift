import Foundation
import LockerBase

/// The path that `bytes` are, or nil for none.
func optionalPath(_ bytes: Data) throws(LockerError) -> EntryPath? {
    bytes.isEmpty ? nil : try EntryPath(bytes)
}
