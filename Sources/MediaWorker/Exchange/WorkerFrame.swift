/// One message between a worker and its driver: four bytes with the length of what follows, little-endian, one with its
/// kind, and the rest.
struct WorkerFrame: Sendable {
    var kind: Kind
    var payload: [UInt8]

    static let headerLength = 5

    enum Kind: UInt8, Sendable {
        // From the driver.
        /// What a song says is asked for: ``init(asking:picture:)``.
        case read = 1
        /// And one of its pictures, with 32 hexadecimal digits in front.
        case picture = 2
        /// The bytes that were needed; fewer, or none, where they cannot be had.
        case bytes = 3

        // From the worker.
        /// Nothing can be harmed from here on.
        case ready = 16
        /// Why that cannot be, in words: then it ends.
        case unfit = 17
        /// Bytes of the song: 8 with the offset, 4 with the length.
        case need = 18
        /// What the song says.
        case facts = 19
        /// That it is none, or does not have the picture.
        case nothing = 20
        /// The picture's bytes.
        case found = 21

        /// The most bytes of payload.
        var limit: Int {
            switch self {
            case .read, .picture: SongBytes.headLength + SongBytes.wholeLength + (1 << 10)
            case .bytes: SongLimits.piece
            case .ready: 0
            case .unfit: 1 << 10
            case .need: 12
            case .facts: 1 << 20
            case .nothing: 0
            case .found: SongLimits.picture
            }
        }
    }

    /// The bytes that are sent.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(WorkerFrame.headerLength + payload.count)
        withUnsafeBytes(of: UInt32(payload.count + 1).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(kind.rawValue)
        bytes.append(contentsOf: payload)
        return bytes
    }
}
