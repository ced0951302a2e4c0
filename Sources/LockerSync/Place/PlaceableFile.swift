import LockerBase
import POSIXSupport

/// A file that is written, and has not got its name yet.
package protocol PlaceableFile: Sendable {
    /// Bytes.
    var size: Int { get }
    /// The disk that it is on; nil where that is not known.
    var device: UInt64? { get }
    /// Whether one sync of its disk does for all files on that.
    var syncsWhole: Bool { get }

    /// Puts it on its disk; with `whole` all that was written there.
    func sync(whole: Bool) throws(SystemError)

    /// Gives it its name, unless something else has it by now.
    ///
    /// - Throws: the error after which no other file can succeed.
    func place() throws(LockerError) -> RestoreOutcome
}
