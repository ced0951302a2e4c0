/// A challenge that may be answered.
public struct OpenChallenge: Hashable, Sendable {
    /// How long that is.
    package static let lifetime = Duration.seconds(60)

    /// Random bytes, `RequestLimits.nonceBytes` of them, used once.
    public let nonce: [UInt8]
    /// Whether it was not open before.
    public let isNew: Bool
}
