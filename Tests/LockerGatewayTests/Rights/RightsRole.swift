/// Who asks.
enum RightsRole: String, CaseIterable, Sendable {
    /// Nobody who says who they are.
    case nobody
    /// With a token that was never made.
    case stranger
    /// With a token of alice's that was taken away.
    case revoked
    /// With a good token of a person who is disabled.
    case disabled
    case bob
    case alice

    /// Whether they are let in at all.
    var isLetIn: Bool { self == .alice || self == .bob }
}
