import LockerBase
import NIOSSL
import Synchronization

/// The certificate that new connections are shown: another one as soon as its files are read again.
package final class TLSSwitch: Sendable {
    private let current: Mutex<NIOSSLContext>

    /// - Throws: as ``reload(_:)``.
    package init(_ files: TLSFiles) throws(LockerError) {
        current = Mutex(try TLSSwitch.context(files))
    }

    /// What new connections begin with.
    package var context: NIOSSLContext { current.withLock { $0 } }

    /// Reads the files again.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` with the file that is wrong; the certificate before stays.
    package func reload(_ files: TLSFiles) throws(LockerError) {
        let next = try TLSSwitch.context(files)
        current.withLock { $0 = next }
    }

    private static func context(_ files: TLSFiles) throws(LockerError) -> NIOSSLContext {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
        } catch {
            throw LockerError(
                .failedPrecondition, "\(files.certificate): no certificate in PEM can be read", cause: error)
        }
        do {
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw LockerError(
                .failedPrecondition, "\(files.key): no key in PEM can be read, or not that of \(files.certificate)",
                cause: error)
        }
    }
}
