import CLanes

/// SHA-256 of many messages at a time, some of them side by side on one core. For one thread at a time.
///
/// Messages may be of any lengths; memory is some kilobytes.
public final class SHA256Lanes {
    private static let block = 64
    /// Messages of up to so many bytes are copied, with their padding behind them: to end one of them takes no
    /// further call then, which costs as much as some blocks.
    private static let small = 1024
    /// Bytes of a lane's own: a small message or what is left of a larger one, and its padding.
    private static let room = small + 2 * block

    private let plan: SHA256Plan
    private let lanes: UnsafeMutablePointer<locker_sha256_lane>
    private let placed: UnsafeMutablePointer<Placed>
    private let rooms: UnsafeMutableRawPointer
    /// The messages in the order in which they are begun.
    private var order: [Int] = []

    /// What is in a lane.
    private struct Placed {
        /// Its place among the messages.
        var message = 0
        /// Blocks that are left of it, or of its larger part.
        var blocks = 0
        /// Whether the end of the message is among these.
        var hasEnd = false
        /// The bytes that are its own.
        var room: UnsafeMutableRawPointer
    }

    /// - Parameter plan: by which instructions to hash, and how many messages at a time.
    public init(_ plan: SHA256Plan = .measured) {
        self.plan = plan
        lanes = .allocate(capacity: plan.width)
        rooms = .allocate(byteCount: plan.width * SHA256Lanes.room, alignment: SHA256Lanes.block)
        placed = .allocate(capacity: plan.width)
        for lane in 0..<plan.width { (placed + lane).initialize(to: Placed(room: rooms + lane * SHA256Lanes.room)) }
    }

    deinit {
        lanes.deallocate()
        placed.deallocate()
        rooms.deallocate()
    }

    /// The digest of each of `messages`, in their order.
    public func digests(of messages: [UnsafeRawBufferPointer]) -> [Digest] {
        var digests = Array(repeating: Digest.zero, count: messages.count)
        self.digests(of: messages) { digests[$0] = $1 }
        return digests
    }

    /// Hands the digest of each of `messages` to `body`, with its place among them, in no order.
    public func digests(of messages: [UnsafeRawBufferPointer], _ body: (Int, Digest) -> Void) {
        // The longest first, so that the lanes end together.
        order.replaceSubrange(0..., with: messages.indices)
        order.sort { messages[$0].count > messages[$1].count }
        var begun = 0
        var count = 0
        while true {
            while count < plan.width, begun < order.count {
                begin(order[begun], messages[order[begun]], in: count)
                begun += 1
                count += 1
            }
            guard count > 0 else { return }
            for lane in (0..<advance(count)).reversed() where placed[lane].blocks == 0 {
                let message = placed[lane].message
                if !placed[lane].hasEnd {
                    end(messages[message], from: messages[message].count & ~(SHA256Lanes.block - 1), in: lane)
                    continue
                }
                body(message, digest(in: lane))
                count -= 1
                (lanes[lane], lanes[count]) = (lanes[count], lanes[lane])
                (placed[lane], placed[count]) = (placed[count], placed[lane])
            }
        }
    }

    /// Takes some of the first `count` lanes, which all hold a message, on by what is left of the shortest of these.
    ///
    /// - Returns: how many, from the first one on.
    private func advance(_ count: Int) -> Int {
        let step = plan.steps[count]
        let advanced = Int(step.count)
        var blocks = Int.max
        for lane in 0..<advanced { blocks = min(blocks, placed[lane].blocks) }
        step.way.pointee.advance(lanes, step.count, blocks)
        for lane in 0..<advanced { placed[lane].blocks -= blocks }
        return advanced
    }

    private func begin(_ message: Int, _ bytes: UnsafeRawBufferPointer, in lane: Int) {
        placed[lane].message = message
        lanes[lane].state = SHA256Lanes.initialState
        if bytes.count <= SHA256Lanes.small { return end(bytes, from: 0, in: lane) }
        lanes[lane].next = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        placed[lane].blocks = bytes.count / SHA256Lanes.block
        placed[lane].hasEnd = false
    }

    /// Makes what is left of a message, from `start` on, and its padding (FIPS 180-4, section 5.1.1) the next blocks.
    private func end(_ bytes: UnsafeRawBufferPointer, from start: Int, in lane: Int) {
        let left = bytes.count - start
        let blocks = (left + MemoryLayout<UInt64>.size) / SHA256Lanes.block + 1
        let end = blocks * SHA256Lanes.block
        let room = placed[lane].room
        if let base = bytes.baseAddress { room.copyMemory(from: base + start, byteCount: left) }
        (room + left).initializeMemory(as: UInt8.self, repeating: 0, count: end - left)
        room.storeBytes(of: 0x80, toByteOffset: left, as: UInt8.self)
        room.storeBytes(
            of: (UInt64(bytes.count) * 8).bigEndian, toByteOffset: end - MemoryLayout<UInt64>.size, as: UInt64.self)
        lanes[lane].next = UnsafePointer(room.assumingMemoryBound(to: UInt8.self))
        placed[lane].blocks = blocks
        placed[lane].hasEnd = true
    }

    private func digest(in lane: Int) -> Digest {
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
}
