import LockerBase
import POSIXSupport

/// Whether the open file has the content that is wanted.
typealias ContentComparison = (Descriptor) throws(LockerError) -> Bool
