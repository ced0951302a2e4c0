import HTTPTypes

/// An answer to a GET, before its length is told.
struct AnswerDraft {
    let status: HTTPResponse.Status
    let pieces: [ContentPiece]
    private var known: HTTPFields

    private init(_ status: HTTPResponse.Status, _ known: HTTPFields, _ pieces: [ContentPiece]) {
        self.status = status
        self.known = known
        self.pieces = pieces
    }

    /// The header fields, with a Content-Length; a 304 has none, since it says nothing of a body.
    func fields(length: UInt64) -> HTTPFields {
        guard status != .notModified else { return known }
        var fields = known
        fields[.contentLength] = String(length)
        return fields
    }

    /// The content, or what is asked for of it.
    static func success(_ content: Representation, _ current: Validators, _ range: RangeAnswer) -> AnswerDraft {
        var fields = of(content)
        fields[.lastModified] = current.lastModified?.fieldValue
        fields[.contentDisposition] = content.disposition?.fieldValue
        fields[.contentType] = content.mediaType.name
        guardAgainstBrowsers(&fields)
        switch range {
        case .whole:
            return AnswerDraft(.ok, fields, content.length == 0 ? [] : [.content(0..<content.length)])
        case .one(let range):
            fields[.contentRange] = ContentRange.value(range, of: content.length)
            return AnswerDraft(.partialContent, fields, [.content(range)])
        case .several(let parts):
            fields[.contentType] = parts.type.name
            return AnswerDraft(.partialContent, fields, parts.pieces)
        case .unsatisfiable:
            return unsatisfiable(content)
        }
    }

    /// What the client has is what there is.
    static func notModified(_ content: Representation) -> AnswerDraft {
        AnswerDraft(.notModified, of(content), [])
    }

    /// A precondition does not hold.
    static func failed(_ content: Representation) -> AnswerDraft {
        refusal(
            .preconditionFailed, content,
            "This is not the content that the request is about: it has changed, or what If-Match, If-None-Match or "
                + "If-Unmodified-Since says of it never held. Ask for it without them to have it as it is.")
    }

    private static func unsatisfiable(_ content: Representation) -> AnswerDraft {
        var draft = refusal(
            .rangeNotSatisfiable, content,
            "The content has \(content.length) bytes, and none of them is in what Range asks for.")
        draft.known[.contentRange] = ContentRange.unsatisfied(content.length)
        return draft
    }

    private static func refusal(
        _ status: HTTPResponse.Status, _ content: Representation, _ text: String
    ) -> AnswerDraft {
        var fields = of(content)
        // It is of the content and not of this text that a cache may keep anything.
        fields[.cacheControl] = CacheControl.unstored.fieldValue
        fields[.contentType] = MediaType.text.name
        guardAgainstBrowsers(&fields)
        return AnswerDraft(status, fields, [.literal(Array((text + "\n").utf8))])
    }

    /// What every answer says of the content.
    private static func of(_ content: Representation) -> HTTPFields {
        var fields = HTTPFields()
        fields[.eTag] = content.entityTag.fieldValue
        fields[.cacheControl] = content.caching.fieldValue
        fields[.acceptRanges] = content.acceptsRanges ? "bytes" : "none"
        return fields
    }

    /// Content is anybody's: a browser takes it for nothing but its type, and gives a page in it no rights and no scripts.
    private static func guardAgainstBrowsers(_ fields: inout HTTPFields) {
        fields[.xContentTypeOptions] = "nosniff"
        fields[.contentSecurityPolicy] = "sandbox"
    }
}
