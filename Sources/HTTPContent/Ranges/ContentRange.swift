/// The value of a Content-Range (RFC 9110, section 14.4).
package enum ContentRange {
    /// `bytes 0-99/1234`.
    package static func value(_ range: Range<UInt64>, of length: UInt64) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
    }

    /// `bytes */1234`, where no range is within the content.
    package static func unsatisfied(_ length: UInt64) -> String {
        "bytes */\(length)"
    }
}
