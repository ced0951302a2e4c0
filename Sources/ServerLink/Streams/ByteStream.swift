import LockerBase
import POSIXSupport

/// Bytes to a server and back, over TCP or through TLS. For one thread.
protocol ByteStream: AnyObject {
    /// Sends all of `bytes`.
    func send(_ bytes: [UInt8], by limit: TimeLimit) throws(LockerError)

    /// What comes next, at most `count` bytes, once there is some; it stays to be looked at. Nothing at the end.
    func look(_ count: Int, by limit: TimeLimit) throws(LockerError) -> [UInt8]

    /// Passes over the first `count` bytes of what was looked at.
    func take(_ count: Int) throws(LockerError)

    /// A socket that carries the bytes both ways from here on, those first that were not taken. It blocks. To be called
    /// once, and nothing else after it.
    func carry() throws(LockerError) -> Descriptor
}

extension ByteStream {
    /// Takes what comes next, at most `count` bytes. Nothing at the end.
    func receive(_ count: Int, by limit: TimeLimit) throws(LockerError) -> [UInt8] {
        let bytes = try look(count, by: limit)
        try take(bytes.count)
        return bytes
    }
}
