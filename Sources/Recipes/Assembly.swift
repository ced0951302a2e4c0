/// How the segments of a recipe make the file. The raw value is the one in a recipe.
public enum Assembly: UInt8, Sendable {
    /// One after the other.
    case concatenation = 0
    /// Head, then the pages that skeleton and payload make, then a tail if there is one (`OggJoiner` in MediaLayout).
    case ogg = 1

    /// Whether segments of these roles, in this order, can be put together so.
    func takes(_ roles: [Segment.Role]) -> Bool {
        switch self {
        case .concatenation: !roles.contains(.skeleton)
        case .ogg: [[.head, .skeleton, .payload], [.head, .skeleton, .payload, .tail]].contains(roles)
        }
    }
}
