import COpenSSL
import LockerBase

/// By whom the certificates of servers must be signed: those whom the system trusts, or whom a file names.
package final class TLSTrust: @unchecked Sendable {
    // An SSL_CTX counts its own references, and is not changed any more once it is made.
    let context: OpaquePointer

    /// - Parameter authorities: a file of certificates in PEM, which take the place of the system's; nil for these.
    /// - Throws: ``LockerError/Code/invalidArgument`` for a file that is not there or has no certificate in it.
    package init(authorities: String? = nil) throws(LockerError) {
        ERR_clear_error()
        guard let made = SSL_CTX_new(TLS_client_method()) else {
            throw LockerError(.internal, "TLS cannot be set up: \(TLSFailure.reason)")
        }
        context = made
        guard locker_tls_prepare(made) == 1 else {
            throw LockerError(.internal, "TLS cannot be set up: \(TLSFailure.reason)")
        }
        SSL_CTX_set_verify(made, SSL_VERIFY_PEER, nil)
        if let authorities {
            guard SSL_CTX_load_verify_locations(made, authorities, nil) == 1 else {
                throw LockerError(
                    .invalidArgument,
                    "\(authorities.printable): no certificates in PEM can be read there (\(TLSFailure.reason))")
            }
        } else {
            guard SSL_CTX_set_default_verify_paths(made) == 1 else {
                throw LockerError(.internal, "the system's certificates cannot be used: \(TLSFailure.reason)")
            }
        }
    }

    deinit {
        SSL_CTX_free(context)
    }
}
