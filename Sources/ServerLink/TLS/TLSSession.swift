import COpenSSL
import LockerBase

/// One TLS connection apart from its socket: what has come is fed, and what is to leave is drained. For one thread at a
/// time.
final class TLSSession: @unchecked Sendable {
    /// What came of a step.
    enum Step {
        /// So many bytes went through; of a handshake: it is done.
        case done(Int)
        /// More has to come, or to leave, first.
        case waits
        /// The server has said that nothing follows.
        case ended
        case failed(String)
    }

    private let session: OpaquePointer
    // Owned by the session, once that has them.
    private let input: OpaquePointer
    private let output: OpaquePointer

    /// Prepares a connection to `server`, whose certificate has to be of its name or address.
    init(to server: ServerAddress, trusting trust: TLSTrust) throws(LockerError) {
        guard let session = SSL_new(trust.context) else {
            throw LockerError(.internal, "TLS cannot be set up: \(TLSFailure.reason)")
        }
        guard let input = BIO_new(BIO_s_mem()), let output = BIO_new(BIO_s_mem()) else {
            SSL_free(session)
            throw LockerError(.internal, "TLS cannot be set up: \(TLSFailure.reason)")
        }
        SSL_set_bio(session, input, output)
        SSL_set_connect_state(session)
        (self.session, self.input, self.output) = (session, input, output)
        // Of an address, no name can be asked for.
        let isAddress = locker_tls_expect_address(session, server.host) == 1
        guard
            isAddress
                || locker_tls_ask_for(session, server.host) == 1 && locker_tls_expect_host(session, server.host) == 1
        else {
            throw LockerError(.invalidArgument, "\(server): no certificate can be of this name")
        }
    }

    deinit {
        SSL_free(session)
    }

    /// Takes what has come over the network. Returns whether there was memory for it.
    func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.isEmpty || Int(BIO_write(input, bytes.baseAddress, Int32(clamping: bytes.count))) == bytes.count
    }

    /// Bytes that have to leave.
    var pending: Int { BIO_ctrl_pending(output) }

    /// Moves what has to leave to `buffer`, as far as that has room. Returns the bytes.
    func drain(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        max(0, Int(BIO_read(output, buffer.baseAddress, Int32(clamping: buffer.count))))
    }

    func handshake() -> Step {
        ERR_clear_error()
        let result = SSL_do_handshake(session)
        return result == 1 ? .done(0) : step(result)
    }

    /// Why the server's certificate was refused; nil where it was not.
    var refusal: String? {
        let result = SSL_get_verify_result(session)
        guard result != Int(X509_V_OK), let text = X509_verify_cert_error_string(result) else { return nil }
        return String(cString: text)
    }

    /// Deciphers what was fed, as far as `buffer` has room.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Step {
        ERR_clear_error()
        var count = 0
        let result = SSL_read_ex(session, buffer.baseAddress, buffer.count, &count)
        return result == 1 ? .done(count) : step(result)
    }

    /// Enciphers `bytes`, some at least.
    func write(_ bytes: UnsafeRawBufferPointer) -> Step {
        ERR_clear_error()
        var count = 0
        let result = SSL_write_ex(session, bytes.baseAddress, bytes.count, &count)
        return result == 1 ? .done(count) : step(result)
    }

    /// Says that nothing follows.
    func end() {
        ERR_clear_error()
        _ = SSL_shutdown(session)
    }

    private func step(_ result: Int32) -> Step {
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: .waits
        case SSL_ERROR_ZERO_RETURN: .ended
        default: .failed(TLSFailure.reason)
        }
    }
}
