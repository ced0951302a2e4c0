import LockerBase
import POSIXSupport

/// What is to be converted, and how.
package struct ConversionJob: Sendable {
    /// Whose it is: nobody has all of what may run at a time.
    package let owner: String
    /// Of ffmpeg's command line.
    package let arguments: [String]
    /// Bytes of the song.
    package let size: Int
    /// Bytes that will about be made.
    package let expectedSize: Int?
    /// Writes the song into a file, from its beginning.
    package let fetch: @Sendable (Descriptor) async throws(LockerError) -> Void

    package init(
        owner: String, arguments: [String], size: Int, expectedSize: Int?,
        fetch: @escaping @Sendable (Descriptor) async throws(LockerError) -> Void
    ) {
        (self.owner, self.arguments, self.size) = (owner, arguments, size)
        (self.expectedSize, self.fetch) = (expectedSize, fetch)
    }
}
