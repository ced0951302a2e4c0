import HTTPContent

/// What a server sends that runs an answer, of content whose bytes are their offsets, modulo 251.
enum Sent {
    static func byte(at offset: UInt64) -> UInt8 { UInt8(offset % 251) }

    static func bytes(_ pieces: [ContentPiece]) -> [UInt8] {
        pieces.flatMap { bytes(of: $0) }
    }

    private static func bytes(of piece: ContentPiece) -> [UInt8] {
        switch piece {
        case .literal(let bytes): bytes
        case .content(let range): range.map { byte(at: $0) }
        }
    }
}
