import ContentChunking
import LockerBase

/// What is done side by side comes to the same as one after the other, whatever the bytes, the lengths and the mask.
enum LanesTarget {
    private static let each = SHA256Plan.each + [.measured]

    static func check(_ input: [UInt8]) throws(FuzzFailure) {
        guard let count = input.first, input.count > 8 else { return }
        // As many bytes as are wanted: the input over and over, each time with another value added.
        let bytes = (0..<64 + GearLanes.tileLength).map { input[$0 % input.count] &+ UInt8($0 / input.count & 0xff) }
        let lengths = (0..<Int(count % 40)).map { place in
            let length = Int(input[(place + 1) % input.count])
            return length < 240 ? 3 * length : 256 * (length - 240)
        }
        try checkHashes(bytes, lengths)
        let mask = input.dropFirst().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & (1 << 48 - 1)
        try checkCuts(bytes, mask)
    }

    private static func checkHashes(_ bytes: [UInt8], _ lengths: [Int]) throws(FuzzFailure) {
        let hash = SHA256()
        let right = bytes.withUnsafeBytes { raw in
            lengths.map { hash.digest(of: UnsafeRawBufferPointer(rebasing: raw[..<$0])) }
        }
        for plan in each {
            let digests = bytes.withUnsafeBytes { raw in
                SHA256Lanes(plan).digests(of: lengths.map { UnsafeRawBufferPointer(rebasing: raw[..<$0]) })
            }
            try expect(digests == right, "\(plan.names) hashes \(lengths) otherwise than OpenSSL")
        }
    }

    private static func checkCuts(_ bytes: [UInt8], _ mask: UInt64) throws(FuzzFailure) {
        var hash: UInt64 = 0
        var right: Int?
        for (place, byte) in bytes.enumerated() where right == nil {
            hash = hash << 1 &+ gearTable[Int(byte)]
            if place >= 64, hash & mask == 0 { right = place - 64 }
        }
        for lanes in GearLanes.each {
            let cut = bytes.withUnsafeBufferPointer { raw in
                raw.baseAddress.flatMap { lanes.firstCut($0 + 64, mask) }
            }
            try expect(cut == right, "\(lanes.name) cuts at \(cut ?? -1) with mask \(mask), not at \(right ?? -1)")
        }
    }
}
