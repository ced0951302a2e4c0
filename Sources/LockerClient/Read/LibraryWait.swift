import LockerAPI
import LockerBase

/// Waits for what others change in one library.
public struct LibraryWait: Sendable {
    /// Seconds that the daemon is asked to wait at a time.
    static let seconds: UInt32 = 240

    private let connection: LockerConnection
    private let library: String
    /// What its calls are called.
    private let name = "wait-\(UInt64.random(in: .min ... .max))"

    /// Waits on `connection`, which may be used for other calls meanwhile. Closing it ends the waiting, and so does
    /// ``stop()``.
    public init(connection: LockerConnection, library: String) {
        (self.connection, self.library) = (connection, library)
    }

    /// Waits until the library's newest revision is another one than `known`, and returns it; 0 where the library is not
    /// there. Returns nil where nothing has changed for minutes, the daemon is about to stop, or ``stop()`` was called.
    ///
    /// - Parameter known: 0 for a library that is not there.
    /// - Throws: ``LockerError/Code/unimplemented`` when the daemon is older than `Watch`;
    ///   ``LockerError/Code/unavailable`` when the connection has ended.
    public func next(after known: UInt64) throws(LockerError) -> UInt64? {
        try connection.require(.watch, to: "tell when a library changes")
        var watched = Locker_V1_WatchedLibrary()
        (watched.library, watched.revision) = (library, known)
        var request = Locker_V1_WatchRequest()
        request.libraries = [watched]
        request.timeoutSeconds = LibraryWait.seconds
        do throws(LockerError) {
            return try connection.call(LockerMethods.watch, request, named: name).libraries.first?.revision
        } catch {
            guard error.code == .cancelled else { throw error }
            return nil
        }
    }

    /// Has ``next(after:)`` return that waits on another thread. Returns whether one was found to wait: none is before the
    /// daemon has heard of it, nor with a daemon that cannot cancel calls.
    @discardableResult
    public func stop() throws(LockerError) -> Bool {
        try connection.cancel(callsNamed: name)
    }
}
