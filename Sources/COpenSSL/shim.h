#ifndef LOCKER_COPENSSL_H
#define LOCKER_COPENSSL_H

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/// What OpenSSL has as macros alone, which do not reach Swift. Who calls these links libssl (Package.swift, ServerLink).

/// TLS 1.2 or later, no renegotiation and no compression; room is given back while a connection is idle, and what is
/// written may lie elsewhere when a write is tried again. Returns 0 where OpenSSL refuses that.
static inline int locker_tls_prepare(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
                                  | SSL_MODE_RELEASE_BUFFERS);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1;
}

/// Asks the server for the certificate of this name (RFC 6066, Server Name Indication).
static inline int locker_tls_ask_for(SSL *tls, const char *name)
{
    return SSL_set_tlsext_host_name(tls, name) == 1;
}

/// The certificate is to be of this name, in which a `*` stands for one whole label alone.
static inline int locker_tls_expect_host(SSL *tls, const char *name)
{
    SSL_set_hostflags(tls, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(tls, name) == 1;
}

/// The certificate is to be of this address, as inet_pton(3) reads it.
static inline int locker_tls_expect_address(SSL *tls, const char *address)
{
    return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), address) == 1;
}

#endif
