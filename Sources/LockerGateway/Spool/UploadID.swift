import LockerBase

/// The name of an upload: 128 bits by chance, in hexadecimal, so that nobody comes upon one.
package struct UploadID: Hashable, Sendable, CustomStringConvertible {
    private static let byteCount = 16

    package let description: String

    /// One that no other upload has.
    package init() {
        description = (0..<UploadID.byteCount).map { _ in UInt8.random(in: .min ... .max) }.hexText
    }

    /// Nil for what is no name of an upload.
    package init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 2 * UploadID.byteCount,
            digits.allSatisfy({ $0.hexDigitValue != nil && !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains($0) })
        else { return nil }
        description = String(text)
    }
}
