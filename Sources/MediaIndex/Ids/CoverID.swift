import LockerBase
import MediaFacts

/// The ids of covers: a picture has the same one wherever it is, and another picture has another one, so that what
/// clients keep of it is never out of date.
package enum CoverID {
    private static let embeddedPrefix = "co-"
    private static let filePrefix = "cb-"

    /// Of the picture in a song's tags that is its cover: `co-` and the digest of ``PictureFacts``. The front cover, or
    /// else the first one that is not an icon; nil where there is none.
    package static func embedded(_ pictures: [PictureFacts]) -> String? {
        let sound = pictures.filter { picture in
            let digits = picture.digest.utf8
            return digits.count == 32 && digits.allSatisfy { $0.hexDigitValue != nil }
        }
        let chosen = sound.first { $0.kind == 3 } ?? sound.first { $0.kind != 1 && $0.kind != 2 }
        return chosen.map { embeddedPrefix + $0.digest }
    }

    /// Of a file with a picture: `cb-` and the first 16 bytes of its blob in hexadecimal.
    package static func file(_ blob: Digest) -> String { filePrefix + blob.bytes.prefix(16).hexText }

    /// The digest of the embedded picture that an id names.
    static func picture(_ id: String) -> String? {
        id.hasPrefix(embeddedPrefix) ? String(id.dropFirst(embeddedPrefix.count)) : nil
    }

    /// The lowest and the highest blob that begin as the file that an id names.
    static func blobs(_ id: String) -> (first: [UInt8], last: [UInt8])? {
        guard id.hasPrefix(filePrefix) else { return nil }
        let digits = Array(id.utf8.dropFirst(filePrefix.utf8.count))
        guard digits.count == 32 else { return nil }
        let zeros = String(repeating: "0", count: 32)
        guard let blob = Digest(hex: String(decoding: digits, as: UTF8.self) + zeros) else { return nil }
        let start = Array(blob.bytes.prefix(16))
        return (start + [UInt8](repeating: 0, count: 16), start + [UInt8](repeating: 255, count: 16))
    }
}
