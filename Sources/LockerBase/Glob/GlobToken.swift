/// A piece of a ``PathGlob``.
enum GlobToken: Sendable, Equatable {
    case byte(UInt8)
    /// One byte: of each of the 256 whether it may be that.
    case oneOf([Bool])
    /// Any number of bytes but `/`.
    case run
    /// Any number of bytes.
    case runAcross
    /// No bytes, before two tokens that may be passed over: those of `**/`, which stands for no folder too.
    case fork

    /// How many tokens a ``fork`` and what may be passed over are.
    static let forkLength = 3

    /// Any byte but `/`.
    static let anyByte = GlobToken.oneOf((0..<256).map { $0 != GlobToken.slash })

    private static let slash = 0x2F

    /// Whether it stands for this byte, and for that alone.
    func takes(_ byte: UInt8) -> Bool {
        switch self {
        case .byte(let own): own == byte
        case .oneOf(let bytes): bytes[Int(byte)]
        case .run, .runAcross, .fork: false
        }
    }

    /// Whether it may stand for this byte, and for more behind it.
    func goesOn(at byte: UInt8) -> Bool {
        switch self {
        case .run: Int(byte) != GlobToken.slash
        case .runAcross: true
        case .byte, .oneOf, .fork: false
        }
    }

    /// The same for bytes of which ASCII's capital letters were made small.
    var inSmallLetters: GlobToken {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        switch self {
        case .byte(let byte) where capitals.contains(byte): return .byte(byte | 0x20)
        case .oneOf(var bytes):
            for capital in capitals where bytes[Int(capital)] { bytes[Int(capital | 0x20)] = true }
            return .oneOf(bytes)
        case .byte, .run, .runAcross, .fork: return self
        }
    }
}
