/// Bounds of what a gateway does at a time, and for whom.
package struct GatewayLimits: Sendable {
    /// Connections open at a time.
    package var connections = 8192
    /// Of these, from one address that is no proxy's.
    package var connectionsPerAddress = 256
    /// Connections that carry the calls of `locker`, of one person.
    package var relaysPerPerson = 16
    /// Requests a second by one credential, and of one address those that sign nobody in; so many at once after a pause.
    package var requestsPerSecond = 200.0
    package var requestBurst = 1000.0
    /// Seconds without a byte until a connection that has no request, or does not go on with one, is closed; and those
    /// that a client may leave what is sent to it unread.
    package var idleSeconds = 60
    /// Connections to lockerd, besides those of relays.
    package var daemonConnections = 4
    /// Bytes of a file that is uploaded.
    package var uploadBytes = 64 << 30
    /// Uploads by tus, of one person, that are not whole; and bytes of these, and of those of all.
    package var uploadsPerPerson = 16
    package var spoolBytesPerPerson = 4 << 30
    package var spoolBytes = 16 << 30
    /// Hours that such an upload is kept after its last byte.
    package var spoolHours = 24

    package init() {}
}
