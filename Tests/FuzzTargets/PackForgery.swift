import CXXHash
import LockerBase
import PackEngine

/// Makes checksums right in bytes that look like a pack, as somebody does who knows the format (docs/format.md).
struct PackForgery {
    let name: PackName
    let storeID: StoreID
    /// Bit 1: the pack header's; bit 2: those of records; bit 3: their digests; bit 4: the trailer's.
    let choice: UInt8

    private static let headerLength = PackFormat.headerLength

    func forge(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        guard bytes.count >= PackForgery.headerLength else { return bytes }
        let salt = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 32, as: UInt64.self) }
        if choice & 2 != 0 {
            let version = PackVersion(rawValue: bytes[8]) ?? .newest
            let header = PackHeader(name: name, storeID: storeID, salt: salt, created: 0, version: version)
            bytes.replaceSubrange(0..<PackForgery.headerLength, with: header.encoded())
        }
        if choice & 4 != 0 { forgeRecords(&bytes, salt) }
        if choice & 16 != 0 { forgeTrailer(&bytes, salt) }
        return bytes
    }

    private func forgeRecords(_ bytes: inout [UInt8], _ salt: UInt64) {
        let magic = Array("LKRC".utf8)
        let starts = stride(
            from: PackForgery.headerLength, through: bytes.count - PackForgery.headerLength, by: 8)
        // From the end on: what a record holds may look like records too.
        for start in starts.reversed() where bytes[start..<start + 4].elementsEqual(magic) {
            bytes.withUnsafeMutableBytes { raw in
                let header = UnsafeMutableRawBufferPointer(rebasing: raw[start..<start + PackForgery.headerLength])
                let stored = UnsafeRawBufferPointer(rebasing: raw[(start + PackForgery.headerLength)...])
                forgeRecord(header, stored, salt &+ UInt64(start))
            }
        }
    }

    private func forgeRecord(
        _ header: UnsafeMutableRawBufferPointer, _ stored: UnsafeRawBufferPointer, _ seed: UInt64
    ) {
        let length = Int(header.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        if length <= stored.count {
            let payload = UnsafeRawBufferPointer(rebasing: stored[..<length])
            header.storeBytes(of: checksum(payload, 0), toByteOffset: 48, as: UInt64.self)
            if choice & 8 != 0 {
                UnsafeMutableRawBufferPointer(rebasing: header[16..<48]).copyBytes(
                    from: SHA256.digest(of: Array(payload)).bytes)
            }
        }
        let checked = UnsafeRawBufferPointer(rebasing: header[..<56])
        header.storeBytes(of: checksum(checked, seed), toByteOffset: 56, as: UInt64.self)
    }

    private func forgeTrailer(_ bytes: inout [UInt8], _ salt: UInt64) {
        let start = bytes.count - PackForgery.headerLength
        bytes.withUnsafeMutableBytes { raw in
            let trailer = UnsafeMutableRawBufferPointer(rebasing: raw[start...])
            trailer[10] = name.packClass.rawValue
            trailer.storeBytes(of: name.id, toByteOffset: 12, as: UInt32.self)
            trailer.storeBytes(of: salt, toByteOffset: 40, as: UInt64.self)
            let checked = UnsafeRawBufferPointer(rebasing: trailer[..<56])
            trailer.storeBytes(of: checksum(checked, 0), toByteOffset: 56, as: UInt64.self)
        }
    }

    private func checksum(_ bytes: UnsafeRawBufferPointer, _ seed: UInt64) -> UInt64 {
        XXH3_64bits_withSeed(bytes.baseAddress, bytes.count, seed)
    }
}
