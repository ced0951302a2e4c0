import LockerSync

/// Which revisions something is about, in words and in JSON.
package enum SpanText {
    /// `3`, `3-7`, and with gaps `1,3-7`.
    package static func text(_ spans: [RevisionSpan]) -> String {
        spans.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }.joined(separator: ",")
    }

    private static func json(_ span: RevisionSpan) -> JSONValue {
        ["first": .unsigned(span.first), "last": .unsigned(span.last)]
    }

    /// The first and the last of the revisions, and those between them.
    static func members(_ spans: [RevisionSpan]) -> [String: JSONValue] {
        [
            "first": JSONValue(spans.first?.first), "last": JSONValue(spans.last?.last),
            "spans": .array(spans.map(json)),
        ]
    }
}
