import CLanes

/// SHA-256 of many messages at a time, up to sixteen of them side by side on one core. For one thread at a time.
///
/// Where the processor has no instructions for SHA-256, OpenSSL hashes one after the other.
public final class SHA256Lanes {
    /// Four or more messages of one length take 1.8 times the speed of ``SHA256`` then.
    public static let areSideBySide = locker_sha256_has_lanes() && agreesWithOpenSSL(isWide: false)

    /// Sixteen of one length take 3.2 times the speed of ``SHA256`` then.
    private static let areWide = areSideBySide && locker_sha256_has_wide_lanes() && agreesWithOpenSSL(isWide: true)

    private static let block = 64

    private let oneByOne = SHA256()
    private let isSideBySide: Bool
    /// The messages that are under way together.
    private let width: Int
    private let lanes: UnsafeMutablePointer<locker_sha256_lane>
    /// For each lane the message in it, and its blocks that are left.
    private var placed: [(message: Int, blocks: Int)]
    private let padding = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * block, alignment: 16)
    /// The messages in the order in which they are begun.
    private var order: [Int] = []

    /// - Parameter width: how many messages to hash side by side at most: sixteen, four for less, or else one.
    public convenience init(atMost width: Int = Int(LOCKER_SHA256_WIDE_LANES)) {
        self.init(
            sideBySide: SHA256Lanes.areSideBySide && width >= Int(LOCKER_SHA256_LANES),
            isWide: SHA256Lanes.areWide && width >= Int(LOCKER_SHA256_WIDE_LANES))
    }

    private init(sideBySide: Bool, isWide: Bool) {
        isSideBySide = sideBySide
        width = Int(isWide ? LOCKER_SHA256_WIDE_LANES : LOCKER_SHA256_LANES)
        lanes = .allocate(capacity: width)
        placed = Array(repeating: (message: 0, blocks: 0), count: width)
    }

    deinit {
        lanes.deallocate()
        padding.deallocate()
    }

    /// Hands the digest of each of `messages` to `body`, with its place among them, in no order.
    public func digests(of messages: [UnsafeRawBufferPointer], _ body: (Int, Digest) -> Void) {
        guard isSideBySide, messages.count > 1 else {
            for (place, message) in messages.enumerated() { body(place, oneByOne.digest(of: message)) }
            return
        }
        // The longest first, so that the lanes end together.
        order.replaceSubrange(0..., with: messages.indices)
        order.sort { messages[$0].count > messages[$1].count }
        var begun = 0
        var count = 0
        while true {
            while count < width, begun < order.count {
                begin(order[begun], messages[order[begun]], in: count)
                begun += 1
                count += 1
            }
            guard count > 0 else { return }
            let advanced = advance(count)
            for lane in (0..<advanced).reversed() where placed[lane].blocks == 0 {
                let message = placed[lane].message
                body(message, finish(messages[message].count, in: lane))
                count -= 1
                placed[lane] = placed[count]
                lanes[lane] = lanes[count]
            }
        }
    }

    /// Takes some of the first `count` lanes, which all hold a message, on by what is left of the shortest of these.
    ///
    /// - Returns: how many, from the first one on.
    private func advance(_ count: Int) -> Int {
        // From nine on the wide lanes are the faster ones, although some of them are empty.
        let isWide = count > 8
        let advanced = isWide ? count : min(count, Int(LOCKER_SHA256_LANES))
        let blocks = placed[..<advanced].reduce(Int.max) { min($0, $1.blocks) }
        if isWide {
            locker_sha256_advance_wide(lanes, Int32(advanced), blocks)
        } else {
            locker_sha256_advance(lanes, Int32(advanced), blocks)
        }
        for lane in 0..<advanced { placed[lane].blocks -= blocks }
        return advanced
    }

    private func begin(_ message: Int, _ bytes: UnsafeRawBufferPointer, in lane: Int) {
        let first = bytes.baseAddress ?? UnsafeRawPointer(padding.baseAddress)
        lanes[lane] = locker_sha256_lane(
            state: SHA256Lanes.initialState, next: first?.assumingMemoryBound(to: UInt8.self))
        placed[lane] = (message, bytes.count / SHA256Lanes.block)
    }

    /// Adds what is left of a message of `length` bytes, and its padding (FIPS 180-4, section 5.1.1).
    private func finish(_ length: Int, in lane: Int) -> Digest {
        let left = length % SHA256Lanes.block
        padding.initializeMemory(as: UInt8.self, repeating: 0)
        if left > 0 { padding.copyMemory(from: UnsafeRawBufferPointer(start: lanes[lane].next, count: left)) }
        padding[left] = 0x80
        let blocks = left + 1 + MemoryLayout<UInt64>.size <= SHA256Lanes.block ? 1 : 2
        let end = blocks * SHA256Lanes.block
        padding.storeBytes(
            of: (UInt64(length) * 8).bigEndian, toByteOffset: end - MemoryLayout<UInt64>.size, as: UInt64.self)
        lanes[lane].next = UnsafeRawPointer(padding.baseAddress)?.assumingMemoryBound(to: UInt8.self)
        locker_sha256_advance(lanes + lane, 1, blocks)
        var words = lanes[lane].state
        return withUnsafeMutableBytes(of: &words) { raw in
            let words = raw.bindMemory(to: UInt32.self)
            for place in words.indices { words[place] = words[place].bigEndian }
            guard let base = raw.baseAddress else { return .zero }
            return Digest(copying: base)
        }
    }

    /// FIPS 180-4, section 5.3.3.
    private static let initialState: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
    )

    /// A wrong digest is a lost file, so one process tries once on its own machine what it is about to rely on.
    private static func agreesWithOpenSSL(isWide: Bool) -> Bool {
        let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }
        let lengths = [4096, 1000, 65, 64, 63, 56, 55, 0] + (0..<24).map { 1000 + 127 * $0 }
        return bytes.withUnsafeBytes { raw in
            let messages = lengths.map { UnsafeRawBufferPointer(rebasing: raw[..<$0]) }
            var agree = 0
            SHA256Lanes(sideBySide: true, isWide: isWide).digests(of: messages) { place, digest in
                agree += SHA256().digest(of: messages[place]) == digest ? 1 : 0
            }
            return agree == messages.count
        }
    }
}
