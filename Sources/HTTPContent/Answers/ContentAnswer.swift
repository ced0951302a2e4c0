import HTTPTypes

/// The whole answer to a request for content: a server only has to send it.
///
/// Conditions are asked before ranges. A Range counts for GET alone: with HEAD it is passed over, as RFC 9110, section
/// 14.2, has it for every method that it does not define ranges for, and the answer is the 200 with the whole length
/// that a client sees who asks for all; clients send HEAD to learn just that. Other methods, as POST where an API reads
/// by it, get all of the content.
package struct ContentAnswer: Hashable, Sendable {
    /// 200, 206, 304, 412 or 416.
    package let status: HTTPResponse.Status
    /// All that the content decides, Content-Length included; Date and the like are the server's.
    package let fields: HTTPFields
    /// What is sent, in this order; nothing for HEAD.
    package let pieces: [ContentPiece]

    /// How many bytes ``pieces`` are: what is to be sent, while the Content-Length of a HEAD tells what a GET would be.
    package var length: UInt64 { ContentAnswer.length(of: pieces) }

    /// - Parameters:
    ///   - request: the header fields of the request.
    ///   - now: the server's time.
    ///   - boundary: is asked for one where several parts are sent.
    package init(
        to method: HTTPRequest.Method, _ request: HTTPFields, of content: Representation, at now: HTTPDate,
        boundary: () -> String = MultipartRanges.randomBoundary
    ) {
        let conditions = RequestConditions(request)
        let current = content.validators(at: now)
        let draft: AnswerDraft
        switch conditions.outcome(for: method, on: current, at: now) {
        case .failed:
            draft = .failed(content)
        case .notModified:
            draft = .notModified(content)
        case .proceed:
            let isCounted = method == .get && content.acceptsRanges && conditions.allowsRange(on: current, at: now)
            let range = isCounted ? request[.range] : nil
            draft = .success(
                content, current, RangeAnswer(to: range, of: content.length, content.mediaType, boundary: boundary))
        }
        status = draft.status
        fields = draft.fields(length: ContentAnswer.length(of: draft.pieces))
        pieces = method == .head ? [] : draft.pieces
    }

    private static func length(of pieces: [ContentPiece]) -> UInt64 {
        pieces.reduce(0) { $0 + $1.length }
    }
}
