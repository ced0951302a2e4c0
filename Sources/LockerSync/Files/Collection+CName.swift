import Glibc

extension Collection<UInt8> {
    /// Runs `body` with these bytes as a C string. A NUL byte among them would end it early: paths have none.
    func withCName<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let terminated = [CChar](unsafeUninitializedCapacity: count + 1) { buffer, done in
            for byte in self {
                buffer.initializeElement(at: done, to: CChar(bitPattern: byte))
                done += 1
            }
            buffer.initializeElement(at: done, to: 0)
            done += 1
        }
        return try terminated.withUnsafeBufferPointer { (buffer) throws(Failure) in
            guard let base = buffer.baseAddress else { preconditionFailure("an array of one element has a base") }
            return try body(base)
        }
    }
}
