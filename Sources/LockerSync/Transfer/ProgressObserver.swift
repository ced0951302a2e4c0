import LockerBase

/// Hears how a transfer goes. Called from several threads at once, and often: it should be quick.
package protocol ProgressObserver: Sendable {
    /// The whole work is known: so many regular files of so many bytes.
    func begin(files: Int, bytes: Int)
    /// So much more is done. `bytes` is negative when a file has to be read again from its start.
    func advance(files: Int, bytes: Int)
    /// So much of what was begun need not be done: it is there already.
    func spared(files: Int, bytes: Int)
    /// Something was passed over.
    func skipped(_ item: Skipped)
    /// The daemon has no room for more, as others have it; it is asked again after so many seconds.
    func waits(_ seconds: Double, after error: LockerError)
    /// So far, all is in this revision of the library, whatever happens from here on.
    func committed(revision: UInt64)
    /// What was begun is at its end, whether it succeeded or not.
    func end()
}

extension ProgressObserver {
    package func committed(revision: UInt64) {}
    package func waits(_ seconds: Double, after error: LockerError) {}
}

/// Hears nothing.
package struct SilentProgress: ProgressObserver {
    package init() {}
    package func begin(files: Int, bytes: Int) {}
    package func advance(files: Int, bytes: Int) {}
    package func spared(files: Int, bytes: Int) {}
    package func skipped(_ item: Skipped) {}
    package func end() {}
}
