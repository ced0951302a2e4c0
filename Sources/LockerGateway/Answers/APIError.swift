import Foundation
import HTTPTypes
import Hummingbird
import LockerBase

/// An error as the JSON that all answers of the gateway have that are not OpenSubsonic's.
package struct APIError: Encodable {
    let error: Content

    struct Content: Encodable {
        /// The code of docs/protocol.md, "Errors", or `UNAUTHENTICATED`.
        let code: String
        let message: String
        let request: String
        let details: [String: String]?
    }

    init(_ error: LockerError, request: String) {
        let shown: Set<ErrorDetail> = [.library, .path, .revision, .blob, .quota, .used, .wanted]
        let facts = error.details.filter { shown.contains($0.key) }
        self.error = Content(
            code: error.code.rawValue, message: APIError.text(error), request: request,
            details: facts.isEmpty ? nil : Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) }))
    }

    init(code: String, message: String, request: String) {
        error = Content(code: code, message: message, request: request, details: nil)
    }

    /// What is told of an error. Nothing of the machine is: where sockets and folders are is the operator's to know.
    package static func text(_ error: LockerError) -> String {
        switch error.code {
        case .internal, .system: "something failed inside; the log of the gateway tells it by the request's name"
        case .unavailable:
            "not at this moment: what stores the files is away, or does not answer; what is there is safe, try again in a while"
        case .timedOut: "this was not answered in time, and may be done all the same; look, and try again in a while"
        case .noSpace: "there is no room on the disk of this service; nothing was kept, try again later"
        case .dataLoss: "what is stored is damaged; ask who runs this service, whose log tells it by the request's name"
        default:
            error.tellsOfMachine
                ? "something failed inside; the log of the gateway tells it by the request's name" : error.message
        }
    }

    func response(_ status: HTTPResponse.Status, _ fields: HTTPFields = [:]) -> Response {
        JSONAnswer.response(self, status: status, fields: fields)
    }
}
