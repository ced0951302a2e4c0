import HTTPTypes

/// The preconditions of a request, asked in the order of RFC 9110, section 13.2.2.
///
/// A condition that cannot be read is not met where that keeps a change from being made, and is passed over where it
/// saves a client from content that it has.
package struct RequestConditions: Sendable {
    /// What is done with a request.
    package enum Outcome: Hashable, Sendable {
        /// It is carried out.
        case proceed
        /// The client has the content (304).
        case notModified
        /// It is refused (412).
        case failed
    }

    private let fields: HTTPFields

    /// Those that are among `fields`.
    package init(_ fields: HTTPFields) {
        self.fields = fields
    }

    /// What is done with a request of `method`, when nothing else keeps it from success.
    ///
    /// - Parameter current: of what is at the URL; nil where nothing is, as before the first upload.
    package func outcome(
        for method: HTTPRequest.Method, on current: Validators?, at now: HTTPDate
    ) -> Outcome {
        let isRead = method == .get || method == .head
        guard isAsExpected(current, now) else { return .failed }
        if let known = fields[.ifNoneMatch] {
            guard isNone(of: EntityTagSet(known), current, isRead) else { return isRead ? .notModified : .failed }
        } else if isRead, let modified = current?.lastModified, let known = date(.ifModifiedSince, now) {
            return modified <= known ? .notModified : .proceed
        }
        return .proceed
    }

    /// Whether a Range of the request counts, as far as If-Range is asked (section 13.1.5): always without that, else
    /// where it names the very bytes that are there now.
    package func allowsRange(on current: Validators, at now: HTTPDate) -> Bool {
        guard let text = fields[.ifRange] else { return true }
        var rest = Array(text.utf8)[...].trimmed
        if let tag = EntityTag(from: &rest) {
            return rest.isEmpty && current.entityTag.map { $0.isStrongly(tag) } ?? false
        }
        guard current.isConstant, let date = HTTPDate(text, now: now) else { return false }
        return date == current.lastModified
    }

    /// If-Match, or without that If-Unmodified-Since.
    private func isAsExpected(_ current: Validators?, _ now: HTTPDate) -> Bool {
        if let wanted = fields[.ifMatch] {
            return switch EntityTagSet(wanted) {
            case .any: current != nil
            case .tags(let tags): tags.contains { current?.entityTag?.isStrongly($0) ?? false }
            case .malformed: false
            }
        }
        guard let modified = current?.lastModified, let known = date(.ifUnmodifiedSince, now) else { return true }
        return modified <= known
    }

    /// If-None-Match.
    private func isNone(of tags: EntityTagSet, _ current: Validators?, _ isRead: Bool) -> Bool {
        switch tags {
        case .any: current == nil
        case .tags(let tags): !tags.contains { current?.entityTag?.isWeakly($0) ?? false }
        case .malformed: isRead
        }
    }

    private func date(_ name: HTTPField.Name, _ now: HTTPDate) -> HTTPDate? {
        fields[name].flatMap { HTTPDate($0, now: now) }
    }
}
