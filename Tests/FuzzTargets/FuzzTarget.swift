/// What takes bytes that somebody else wrote. A target hands an input to it, and checks what must hold of the outcome:
/// an error is fine, a trap or a broken promise is not.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// Frames, requests and responses of the transport.
    case frame
    /// The message of every call, and what of it the daemon checks before it acts.
    case request
    /// Recipes.
    case recipe
    /// Records of commits, several at once.
    case commit
    /// A whole pack: recovered, and read.
    case pack
    /// Where tags end and audio begins; and Ogg, taken apart and joined.
    case layout
    /// Messages that are hashed side by side, and a tile that is scanned for a cut, by each of the processor's ways.
    case lanes

    /// The longest input that is worth trying, in bytes.
    public var maximumLength: Int {
        switch self {
        case .frame, .request: 256
        case .recipe, .commit: 768
        case .pack: 1024
        case .layout: 2048
        case .lanes: 512
        }
    }

    /// - Throws: what did not hold.
    public func check(_ input: [UInt8]) throws(FuzzFailure) {
        switch self {
        case .frame: try FrameTarget.check(input)
        case .request: try RequestTarget.check(input)
        case .recipe: try RecipeTarget.check(input)
        case .commit: try CommitTarget.check(input)
        case .pack: try PackTarget.check(input)
        case .layout: try LayoutTarget.check(input)
        case .lanes: try LanesTarget.check(input)
        }
    }
}

/// A promise that an input broke.
public struct FuzzFailure: Error, CustomStringConvertible {
    public let description: String
}

/// - Throws: `promise` when it does not hold.
func expect(_ holds: Bool, _ promise: @autoclosure () -> String) throws(FuzzFailure) {
    if !holds { throw FuzzFailure(description: promise()) }
}
