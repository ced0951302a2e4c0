import MediaLayout

/// What is remembered of content that was uploaded, until its session commits.
struct BroughtContent {
    let format: Format
    /// Whether nobody had it.
    let isFirst: Bool

    /// - Parameter earlier: of the same content, when it came before in the same session.
    init(_ content: FileContent, isFirst: Bool, after earlier: BroughtContent?) {
        format = content.format
        self.isFirst = isFirst || earlier?.isFirst == true
    }
}
