/// What uploads may take while they are not whole.
package struct SpoolBounds: Sendable {
    /// Uploads of one account that are not committed.
    package var uploadsPerAccount = 16
    /// Bytes of one account, and of all.
    package var bytesPerAccount = 4 << 30
    package var bytes = 16 << 30
    /// Seconds that an upload is kept after its last byte, and after its commit.
    package var lifetime: Int64 = 24 * 3600
    /// Commits of one account that are remembered, for clients that have not heard of them.
    package var outcomesPerAccount = 256

    package init() {}

    /// The most bytes of one upload.
    package var longest: Int { min(bytes, bytesPerAccount) }
}

extension SpoolBounds {
    /// Those that a configuration says.
    init(_ limits: GatewayLimits) {
        uploadsPerAccount = limits.uploadsPerPerson
        bytesPerAccount = limits.spoolBytesPerPerson
        bytes = limits.spoolBytes
        lifetime = Int64(limits.spoolHours) * 3600
    }
}
