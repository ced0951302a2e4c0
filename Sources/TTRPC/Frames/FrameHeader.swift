/// The 10 bytes before every message: its length, its stream, its type and its flags, integers big-endian.
///
/// Source: PROTOCOL.md of github.com/containerd/ttrpc, "Message Frame".
package struct FrameHeader: Equatable {
    package static let byteCount = 10
    /// The most bytes that may follow a header: 4 MiB.
    package static let lengthLimit = 4 << 20

    /// Message types. Others may come from newer peers, and are read and dropped.
    package enum Kind {
        package static let request: UInt8 = 1
        package static let response: UInt8 = 2
    }

    /// Flags of a request with which a peer asks for more than one message each way.
    static let streamingFlags: UInt8 = 0x03

    /// The bytes that follow the header.
    package var length: Int
    package var stream: UInt32
    package var kind: UInt8
    package var flags: UInt8 = 0

    package init(length: Int, stream: UInt32, kind: UInt8) {
        self.length = length
        self.stream = stream
        self.kind = kind
    }

    /// Takes the first ``byteCount`` bytes of `bytes` apart.
    package init(_ bytes: UnsafeRawBufferPointer) {
        length = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)))
        stream = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        kind = bytes[8]
        flags = bytes[9]
    }

    /// The header as it travels. `length` must fit in 32 bits, as every length up to ``lengthLimit`` does.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for number in [UInt32(truncatingIfNeeded: length), stream] {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes + [kind, flags]
    }

    /// Checks a request's stream: odd, higher than `lastStream`, the one before it, and asking for one message
    /// each way.
    ///
    /// Throws ``RPCError/Code/invalidArgument`` for a wrong number, ``RPCError/Code/unimplemented`` for streaming.
    package func checkRequest(after lastStream: UInt32) throws(RPCError) {
        guard stream % 2 == 1 else {
            throw RPCError(.invalidArgument, "stream \(stream) is not odd, as the streams of clients are")
        }
        guard stream > lastStream else {
            throw RPCError(.invalidArgument, "stream \(stream) does not come after stream \(lastStream)")
        }
        guard flags & FrameHeader.streamingFlags == 0 else {
            throw RPCError(.unimplemented, "this server answers unary requests only, not streams of messages")
        }
    }
}
