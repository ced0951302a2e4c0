import CXXHash

/// XXH3-64 (the xxHash specification, XXH3): finds damage at the speed of memory. It is no proof against
/// intent; that is what digests are for.
public func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    locker_xxh3(bytes.baseAddress, bytes.count, seed)
}
