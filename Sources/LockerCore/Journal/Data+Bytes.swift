import Foundation
import LockerBase

/// `Data.withUnsafeBytes` with a typed error.
package func withBytes<Result>(
    of data: Data, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
) throws(LockerError) -> Result {
    try data.withUnsafeBytes { bytes in
        Swift.Result { () throws(LockerError) in try body(bytes) }
    }.get()
}
