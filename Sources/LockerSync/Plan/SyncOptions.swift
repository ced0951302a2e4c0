import LockerBase
import LockerClient

/// How a sync goes about it.
package struct SyncOptions: Sendable {
    /// How content reaches the daemon.
    package enum Transfer: String, Sendable, CaseIterable {
        /// The daemon reads the open file itself.
        case descriptor
        /// What neither the catalog nor the account has is sent over the socket.
        case match
        /// The bytes are sent over the socket.
        case stream
    }

    package var library = "main"
    /// The folder of the library that all goes below, and that alone is touched; nil for the library itself.
    package var under: EntryPath?
    /// What is left out.
    package var rules = IgnoreRules.standard
    package var transfer = Transfer.descriptor
    /// Read every file, also those that look unchanged.
    package var rehash = false
    /// Remove entries whose files are not in the folder any more; refused for a folder with nothing in it.
    package var delete = false
    /// What of a file's stamp says nothing on the folder's file system.
    package var ignoring: StampMask = []
    /// Let ``delete`` take away what a library got from another folder or device.
    package var fromHere = false
    /// Asks somebody whether that is meant, where the library came from elsewhere. Returns the answer.
    package var mayRemove: @Sendable (_ message: String) -> Bool = { _ in false }
    /// List what is done with each entry, and why, and what stays as it is; a dry run always lists the former.
    package var lists = false
    /// Say what would happen, and change nothing.
    package var dryRun = false
    /// What is written of the revisions that are made.
    package var note = ""
    /// Files in flight at a time.
    package var threads = 4
    /// Where what was sent is remembered; nil to remember nothing.
    package var stateFolder = SyncStateFile.defaultFolder
    /// A commit is made at the latest after so many files or bytes, so that an interrupted sync keeps what it did.
    package var filesPerCommit = 20_000
    package var bytesPerCommit = 16 << 30
    /// The most removals, and the most entries without content, of one commit: the daemon holds them in memory until
    /// then. A million took 70 MiB of it, and more are refused.
    package var pathsPerCommit = 100_000
    /// Seconds before each of the tries where the daemon has no room for what is sent.
    package var busyPauses = BusyWait.usual

    /// How many of `count` files one commit has at most: where half of them are many, too, no more than that, since one
    /// commit is made while the files of the next are sent. 20,000 files of 200 to 3,000 bytes that the locker has come
    /// into a library in 0.34 s as two commits, and in 0.38 as one; twice as many of 20,000 each cost more than they gain.
    func filesPerCommit(of count: Int) -> Int {
        max((filesPerCommit + 1) / 2, min(filesPerCommit, (count + 1) / 2))
    }

    /// ``bytesPerCommit``, as far as it goes with the transfer: the daemon takes
    /// ``RequestLimits/chunksPerCommit`` chunks between two commits, and so many bytes hardly have more.
    var mostBytesPerCommit: Int {
        transfer == .match ? min(bytesPerCommit, 4 << 30) : bytesPerCommit
    }

    /// Where things go, for people.
    var place: String { LibraryFolder.text(library, under) }

    package init() {}
}
