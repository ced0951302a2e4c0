import LockerBase
import POSIXSupport

/// A call of a storage that failed, by what that means for whoever made it.
public struct StorageError: ImpersonalError, Sendable, Equatable, CustomStringConvertible {
    /// What a failure means.
    public enum Kind: Sendable, CaseIterable {
        /// The disk is full, or what the store may use of it.
        case noSpace
        /// There is no such pack.
        case notFound
        /// There is a pack of that name already.
        case alreadyExists
        /// The pack is there, and it is not allowed to touch it.
        case denied
        /// The pack is there, and leads to where nothing can be reached.
        case nowhere
        /// Something else is in the place of the pack.
        case noPack
        /// The medium cannot give back what it was given.
        case unreadable
        /// A newer program wrote the pack, and is needed to read it: what it holds is not lost. No storage says so, but
        /// who reads packs.
        case newer
        /// The pack is sealed, and takes no more.
        case sealed
        /// The process lacks something at the moment: memory, descriptors. It says nothing of the pack.
        case busy
        /// Anything else; it stays until somebody mends it.
        case failed
    }

    /// What it means.
    public let kind: Kind
    /// What failed, with the words for it.
    public let cause: SystemError

    /// A failure of `cause` that means `kind`, whatever its number says.
    public init(_ kind: Kind, _ cause: SystemError) {
        self.kind = kind
        self.cause = cause
    }

    public var description: String { cause.description }

    /// The words for the error alone: `No space left on device`.
    var reason: String { cause.reason }

    /// Whether a call that reads failed because of what it was to read: the medium cannot give it back, or the pack is
    /// gone. Every other error takes nothing away for good.
    var isDamage: Bool { kind == .unreadable || kind == .notFound }
}

extension LockerError {
    init(_ error: StorageError, remedy: String? = nil) {
        let told = LockerError(error.cause, remedy: remedy)
        // What it means decides, whatever the number of its cause.
        let code: Code? =
            switch error.kind {
            case .noSpace: .noSpace
            case .notFound: .notFound
            case .alreadyExists: .alreadyExists
            case .denied: .permissionDenied
            case .newer: .failedPrecondition
            case .busy: .unavailable
            case .nowhere, .noPack, .unreadable, .sealed, .failed: nil
            }
        self.init(code ?? told.code, told.message, details: told.details, cause: error.cause)
    }
}

/// Runs `body`, turning a ``StorageError`` into a `LockerError`.
func translatingStorageErrors<Result>(
    remedy: String? = nil, _ body: () throws(StorageError) -> Result
) throws(LockerError) -> Result {
    do {
        return try body()
    } catch {
        throw LockerError(error, remedy: remedy)
    }
}
