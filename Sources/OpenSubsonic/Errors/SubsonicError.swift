import LockerBase

/// An error as clients are told of it. Its HTTP status is 200 nearly always: they read the code.
///
/// Source: OpenSubsonic, "error" (opensubsonic.netlify.app/docs/responses/error).
package struct SubsonicError: Error, Sendable {
    package var code: Code
    /// What a person reads.
    package var message: String
    /// A page that says how to go on, with ``Code/noTokens`` and ``Code/noSuchMechanism``.
    package var helpURL: String?
    /// Of the HTTP answer: 200, but for a method that there is not.
    package var status: Int
    /// What led to it, for the log: nothing of it is told that the message does not tell.
    package var cause: LockerError?

    /// The codes of the document.
    package enum Code: Int, Sendable {
        case generic = 0
        case missingParameter = 10
        case clientTooOld = 20
        case serverTooOld = 30
        case wrongCredentials = 40
        /// Tokens (`t` and `s`) are not taken.
        case noTokens = 41
        /// Passwords, or API keys, are not taken.
        case noSuchMechanism = 42
        case conflictingMechanisms = 43
        case wrongKey = 44
        case notAllowed = 50
        case notFound = 70
    }

    package init(
        _ code: Code, _ message: String, helpURL: String? = nil, status: Int = 200, cause: LockerError? = nil
    ) {
        self.code = code
        self.message = message
        self.helpURL = helpURL
        self.status = status
        self.cause = cause
    }

    /// An error of the shelves or of the gateway as clients are told of it. What they cannot do anything about is in the
    /// log alone.
    package init(_ error: LockerError) {
        switch error.code {
        case .unavailable, .timedOut, .tooMany, .cancelled:
            self.init(.generic, "the server cannot answer now; try again", cause: error)
        case .dataLoss, .noSpace, .system, .internal:
            self.init(.generic, "the server failed to answer; its log says why", cause: error)
        // Its message may say where something is on the server.
        case _ where error.cause is any ImpersonalError:
            self.init(.generic, "the server failed to answer; its log says why", cause: error)
        case .invalidArgument: self.init(.missingParameter, error.message, cause: error)
        case .notFound: self.init(.notFound, error.message, cause: error)
        case .permissionDenied: self.init(.notAllowed, error.message, cause: error)
        default: self.init(.generic, error.message, cause: error)
        }
    }
}
