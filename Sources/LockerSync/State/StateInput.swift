import LockerBase
import POSIXSupport

/// Reads a state file from front to back, through a buffer. What is nil was not there.
struct StateInput {
    private static let size = 256 << 10

    private let file: Descriptor
    /// Where the buffer ends in the file, and where that ends.
    private var offset = 0
    private let end: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private let hash = SHA256()
    private var isHashing = false

    init?(_ file: Descriptor) {
        guard let status = try? file.status() else { return nil }
        self.file = file
        end = Int(status.st_size)
    }

    /// Bytes that are still to be read.
    var left: Int { end - offset + buffer.count - position }

    /// The next `count` bytes.
    mutating func take(_ count: Int) -> [UInt8]? {
        guard has(count) else { return nil }
        position += count
        return Array(buffer[position - count..<position])
    }

    /// What `body` makes of the next `count` bytes.
    mutating func take<Value>(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Value?) -> Value? {
        guard has(count) else { return nil }
        position += count
        return buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[position - count..<position])) }
    }

    /// The next number, in the encoding of Protocol Buffers: seven bits a byte, the lowest first.
    mutating func takeVarint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard has(1) else { return nil }
            let byte = buffer[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    /// Appends the next field of a message, which begins with `key`, to `bytes`. Returns whether there is one.
    mutating func copyField(_ key: UInt64, to bytes: inout [UInt8]) -> Bool {
        bytes.append(varint: key)
        var count: UInt64
        switch key & 7 {
        case 0, 2:
            guard let number = takeVarint() else { return false }
            bytes.append(varint: number)
            count = key & 7 == 2 ? number : 0
        case 1: count = 8
        case 5: count = 4
        default: return false
        }
        guard let rest = take(Int(clamping: count)) else { return false }
        bytes += rest
        return true
    }

    /// Lets ``digest()`` tell of all that is taken from here on.
    mutating func beginDigest() {
        hash.reset()
        buffer[position...].withUnsafeBytes { hash.update($0) }
        isHashing = true
    }

    /// The digest of the bytes that were taken, once none are left.
    func digest() -> Digest { hash.finish() }

    /// Whether the buffer has the next `count` bytes, once it is read.
    private mutating func has(_ count: Int) -> Bool {
        if buffer.count - position >= count { return true }
        guard count <= left, let more = read(min(max(StateInput.size, count), end - offset), at: offset) else {
            return false
        }
        if isHashing { more.withUnsafeBytes { hash.update($0) } }
        buffer = buffer[position...] + more
        offset += more.count
        position = 0
        return true
    }

    private func read(_ count: Int, at offset: Int) -> [UInt8]? {
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            done = (try? file.readFully(into: UnsafeMutableRawBufferPointer(buffer), at: offset)) ?? 0
            isWhole = done == count
        }
        return isWhole ? bytes : nil
    }
}
