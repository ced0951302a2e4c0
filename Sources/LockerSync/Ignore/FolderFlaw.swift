import LockerBase
import POSIXSupport

/// Why a folder is passed over, with all below it.
struct FolderFlaw: Error {
    /// For a human.
    let text: String
    /// What the system said; nil where the folder's ignore file is the reason.
    private let cause: SystemError?

    /// Whether that says nothing of the folder.
    var isShortage: Bool { cause?.isShortage ?? false }

    init(_ cause: SystemError) {
        text = "folder cannot be read: \(cause.reason)"
        self.cause = cause
    }

    /// - Parameter flaw: what the ignore file is, or what it cannot be, and the remedy.
    init(ofIgnoreFile flaw: String) {
        let name = EntryPath.printable(IgnoreFile.name)
        text = "what is to be left out of it is not known: its \(name) \(flaw)"
        cause = nil
    }

    /// The error where nothing else is there to be walked: the folder at `path` (bytes) is the outermost.
    func error(at path: [UInt8]) -> LockerError {
        let name = EntryPath.printable(path)
        guard let cause else { return LockerError(.failedPrecondition, "\(name): \(text)") }
        return LockerError(SystemError(cause.call, on: name, number: cause.number))
    }
}
