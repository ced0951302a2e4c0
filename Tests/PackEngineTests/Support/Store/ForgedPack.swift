import CXXHash
import LockerBase
import PackEngine

/// A pack whose headers say what no header of this version says, with right checksums.
struct ForgedPack {
    private(set) var bytes: [UInt8]
    private let salt: UInt64
    /// Where its records begin, the footer included.
    private let records: [Int]

    /// - Parameter bytes: a pack.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        salt = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 32, as: UInt64.self) }
        records = stride(from: 64, through: bytes.count - 64, by: 8).filter {
            bytes[$0..<$0 + 4].elementsEqual("LKRC".utf8)
        }
    }

    /// Changes a byte of the pack header, and of the trailer.
    mutating func setEnds(_ offset: Int, to value: UInt8) {
        for start in [0, bytes.count - 64] { set(start + offset, to: value, of: start, seed: 0) }
    }

    /// Changes a byte of a record's header.
    mutating func setRecord(_ number: Int, _ offset: Int, to value: UInt8) {
        set(records[number] + offset, to: value, of: records[number], seed: salt &+ UInt64(records[number]))
    }

    /// Changes a byte of what the footer says of a record.
    mutating func setFooter(_ number: Int, _ offset: Int, to value: UInt8) {
        let (start, end) = (records[records.count - 1], bytes.count - 64)
        bytes[start + 64 + 48 * number + offset] = value
        store(checksum(start + 64..<end, 0), at: start + 48)
        store(checksum(start..<start + 56, salt &+ UInt64(start)), at: start + 56)
    }

    /// Cuts off the footer, as a kill would have.
    mutating func unseal() {
        bytes.removeSubrange(records[records.count - 1]...)
    }

    /// Lets the header that a file of the index begins with state a version.
    static func setVersion(_ version: UInt8, ofHeader bytes: inout [UInt8]) {
        bytes[8] = version
        let sum = bytes.withUnsafeBytes { XXH3_64bits_withSeed($0.baseAddress, 56, 0) }
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: sum.littleEndian, toByteOffset: 56, as: UInt64.self) }
    }

    private mutating func set(_ place: Int, to value: UInt8, of start: Int, seed: UInt64) {
        bytes[place] = value
        store(checksum(start..<start + 56, seed), at: start + 56)
    }

    private func checksum(_ range: Range<Int>, _ seed: UInt64) -> UInt64 {
        bytes.withUnsafeBytes { raw in
            let part = UnsafeRawBufferPointer(rebasing: raw[range])
            return XXH3_64bits_withSeed(part.baseAddress, part.count, seed)
        }
    }

    private mutating func store(_ value: UInt64, at offset: Int) {
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt64.self) }
    }
}
