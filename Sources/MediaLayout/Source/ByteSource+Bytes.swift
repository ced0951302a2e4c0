import LockerBase

extension ByteSource {
    /// The `count` bytes at `offset`.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the source has not so many.
    public func bytes(at offset: Int, count: Int) throws(LockerError) -> [UInt8] {
        var result: Result<Void, LockerError> = .success(())
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            result = Result { () throws(LockerError) in
                try fill(UnsafeMutableRawBufferPointer(buffer), from: offset)
            }
            if case .success = result { done = count }
        }
        try result.get()
        return bytes
    }

    /// Fills `buffer` with the bytes from `offset` on.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the source has not so many.
    public func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(LockerError) {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let received = try read(at: offset + done, into: rest)
            guard received > 0 else {
                throw LockerError(
                    .changed,
                    "the content ends at byte \(offset + done), before what it should hold; "
                        + "try again when nothing writes to it")
            }
            done += received
        }
    }
}
