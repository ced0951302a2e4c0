import MediaIndex

/// A picture whose bytes are asked for.
package struct CoverContent: Hashable, Sendable {
    package let account: String
    package let source: CoverSource
    /// Pixels of its longer side, at most; nil: as it is.
    package let size: Int?
}
