import COpenSSL

/// Why OpenSSL did not do what it was asked for.
enum TLSFailure {
    /// The oldest reason that this thread has not heard, which is forgotten with all later ones.
    static var reason: String {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0, let text = ERR_reason_error_string(code) else { return "the connection broke" }
        return String(cString: text)
    }
}
